import assert from 'node:assert/strict'
import { test } from 'node:test'
import { CoinsReport } from '../../../src/cli/coins/coins-report.js'
import { Fired, hash } from '../live/fired.js'
import { jsons, texts } from '../live/printed.js'

const ZERO = 1_700_000_000_500_000
const START = 10_000_000

function scene(): { fired: Fired; report: CoinsReport } {
  const report = new CoinsReport({
    monotonicZeroUnixUs: ZERO,
    startedUs: START,
    style: (_style, text) => text,
  })
  return { fired: new Fired(START), report }
}

function touch(
  { sites }: Fired,
  what: 'add' | 'spent' | 'uncache',
  cache: 'main' | 'temporary' | 'unknown',
  times: number,
): void {
  for (let i = 0; i < times; i++) sites[`utxocache:${what}`].fire(hash(1), i, 5, 1000, false, cache)
}

test('coins are counted by second and cache', () => {
  const { fired, report } = scene()
  touch(fired, 'add', 'main', 3)
  touch(fired, 'spent', 'main', 2)
  touch(fired, 'spent', 'temporary', 4)
  fired.nowUs += 500_000
  touch(fired, 'uncache', 'main', 1)
  const lines = report.add(fired.take())
  assert.deepEqual(
    texts(lines).map(line => line.slice(8).trim().split(/ +/)),
    [
      ['main', '3', '2', '0'],
      ['temporary', '0', '4', '0'],
    ],
  )
  assert.deepEqual(jsons(lines)[0], {
    time: 1_700_000_010,
    seconds: 1,
    cache: 'main',
    added: 3,
    spent: 2,
    uncached: 0,
  })
  const end = report.finish(START + 2e6)
  assert.match(
    texts(end).join('\n'),
    /^\d\d:\d\d:\d\d main +0 +0 +1\nIn 2\.00 s: 0 flushes, 0 lost\n/,
  )
  assert.match(texts(end).join('\n'), /\ntotal +main +3 +2 +1\n +1\.5\/s +1\/s +0\.5\/s\n/)
})

test('a flush is told at its place, with duration, mode, coins and memory', () => {
  const { fired, report } = scene()
  touch(fired, 'add', 'unknown', 1)
  fired.nowUs += 1e6
  fired.sites['utxocache:flush'].fire(1_234_000, 'periodic', 1_000_000, 450_000_000, true)
  const lines = report.add(fired.take())
  assert.match(texts(lines)[0] ?? '', /unknown +1 +0 +0$/)
  assert.match(
    texts(lines)[1] ?? '',
    /^[\d:.]+ flush periodic, to prune: 1,000,000 coins, 450MB, took 1\.23 s$/,
  )
  assert.deepEqual(jsons(lines)[1], {
    flush: {
      time: 1_700_000_011.5,
      durationUs: 1_234_000,
      mode: 'periodic',
      coins: 1_000_000,
      memoryBytes: 450_000_000,
      forPrune: true,
    },
  })
})

test('of many flushes in a second some are told together; JSON has all', () => {
  const { fired, report } = scene()
  for (let i = 0; i < 20; i++) fired.sites['utxocache:flush'].fire(1000, 'forceSync', 1, 1, false)
  const lines = report.add(fired.take())
  const end = report.finish(START + 1e6)
  assert.equal(texts(lines).length, 5)
  assert.equal(jsons(lines).length, 20)
  assert.match(texts(end)[0] ?? '', /and 15 more flushes that took 15\.0 ms in all$/)
  assert.match(
    texts(end)[1] ?? '',
    /20 flushes that took 20\.0 ms in all, 1\.00 ms at most, 0 lost$/,
  )
})
