import assert from 'node:assert/strict'
import { test } from 'node:test'
import { BlocksReport } from '../../../src/cli/blocks/blocks-report.js'
import type { Line } from '../../../src/cli/live/index.js'
import { Fired, hash } from '../live/fired.js'
import { jsons, texts } from '../live/printed.js'

/** Half a second after a full one, so that seconds are seen to be those of the wall clock. */
const ZERO = 1_700_000_000_500_000
const START = 10_000_000

function scene(): {
  fired: Fired
  report: BlocksReport
  connect(ms: number, height: number): void
} {
  const fired = new Fired(START)
  const report = new BlocksReport({
    slowMs: 100,
    monotonicZeroUnixUs: ZERO,
    startedUs: START,
    style: (_style, text) => text,
  })
  const connect = (ms: number, height: number): void => {
    fired.sites['validation:block_connected'].fire(hash(height), height, 10, 20, 80, ms * 1e6)
  }
  return { fired, report, connect }
}

test('a line for each second with blocks, when it is over', () => {
  const { fired, report, connect } = scene()
  connect(1, 1)
  connect(2, 2)
  fired.nowUs += 499_999
  connect(3, 3)
  assert.deepEqual(report.add(fired.take()), [])
  assert.deepEqual(report.advance(fired.nowUs), [])
  const lines = report.advance(fired.nowUs + 1)
  assert.match(texts(lines)[0] ?? '', /^\d\d:\d\d:\d\d +3 +30 +60 +240 +6\.00 ms +3$/)
  assert.deepEqual(jsons(lines), [
    {
      time: 1_700_000_010,
      seconds: 1,
      blocks: 3,
      transactions: 30,
      inputs: 60,
      sigopsCost: 240,
      durationNs: 6_000_000,
      height: 3,
    },
  ])
  assert.deepEqual(report.advance(fired.nowUs + 10e6), [], 'nothing of empty seconds')
})

test('a block of the next second brings the line of the one before', () => {
  const { fired, report, connect } = scene()
  connect(1, 1)
  fired.nowUs += 3e6
  connect(150, 2)
  const lines = texts(report.add(fired.take()))
  assert.equal(lines.length, 2)
  assert.match(lines[0] ?? '', / 1 +10 +20 +80 +1\.00 ms +1$/)
  assert.match(
    lines[1] ?? '',
    /slow: block 2 took 150 ms for 10 transactions, 20 inputs, sigops cost 80 {2}(02){32}$/,
  )
})

test('totals have rates, the slowest block and a histogram', () => {
  const { fired, report, connect } = scene()
  for (const ms of [0.15, 0.19, 3, 4, 250]) connect(ms, Math.ceil(ms))
  report.add(fired.take())
  const end: Line[] = report.finish(START + 10e6)
  const lines = texts(end)
  assert.match(
    lines[1] ?? '',
    /^In 10\.0 s: 5 blocks \(0\.5\/s\), 50 transactions \(5\/s\), .* 0 lost$/,
  )
  assert.match(lines[2] ?? '', /^Connecting took 257 ms in all: .*; 1 over 100 ms$/)
  assert.match(lines[3] ?? '', /^Slowest: block 250, 250 ms {2}(fa){32}$/)
  assert.deepEqual(
    lines.slice(4).map(line => line.replace(/ +█*$/, '').trim().replace(/ +/g, ' ')),
    [
      '100 µs to 200 µs 2',
      '200 µs to 500 µs 0',
      '500 µs to 1 ms 0',
      '1 ms to 2 ms 0',
      '2 ms to 5 ms 2',
      '5 ms to 10 ms 0',
      '10 ms to 20 ms 0',
      '20 ms to 50 ms 0',
      '50 ms to 100 ms 0',
      '100 ms to 200 ms 0',
      '200 ms to 500 ms 1',
    ].map(line => line.replace(/([12])$/, '$1')),
  )
  const { total } = jsons(end).at(-1) as {
    total: { blocks: number; histogram: { blocks: number }[] }
  }
  assert.equal(total.blocks, 5)
  assert.equal(
    total.histogram.reduce((sum, { blocks }) => sum + blocks, 0),
    5,
  )
})

test('without a block, and with losses, that is what the total says', () => {
  const { fired, report } = scene()
  const batch = fired.take()
  batch.losses = [
    {
      tracepoint: 'validation:block_connected',
      count: 3,
      cause: 'ringFull',
      firstSequence: 1,
      lastSequence: 9,
    },
  ]
  assert.deepEqual(report.add(batch), [])
  assert.deepEqual(texts(report.finish(START)), [
    'In 0 µs: 0 blocks (0/s), 0 transactions (0/s), 0 inputs (0/s), sigops cost 0, LOST 3 × validation:block_connected (ringFull)',
  ])
})
