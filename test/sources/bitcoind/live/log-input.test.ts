import assert from 'node:assert/strict'
import { appendFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { type TestContext, test } from 'node:test'
import type { NodeStart } from '../../../../src/sources/bitcoind/live/config/index.js'
import { nodeFileSystem } from '../../../../src/sources/bitcoind/live/files/index.js'
import { categoriesOfLogging, LogInput } from '../../../../src/sources/bitcoind/live/log-input.js'
import { temporaryDirectory } from '../../../e2e/support.js'
import { FakeTimers } from './fake-timers.js'

function follow(t: TestContext) {
  const path = join(temporaryDirectory(t), 'debug.log')
  const starts: NodeStart[] = []
  const records: string[] = []
  const input = new LogInput({
    path,
    files: nodeFileSystem,
    timers: new FakeTimers(),
    sink: { push: it => void records.push(it.kind === 'log' ? it.line : it.mark) },
    started: start => void starts.push(start),
  })
  t.after(() => input.close())
  input.poll(1e6)
  const write = (text: string): void => {
    appendFileSync(path, text)
    input.poll(1e6)
  }
  return { path, input, starts, records, write }
}

test('what the lines of a log have is seen, and seen anew after a start', t => {
  const { input, write } = follow(t)
  assert.equal(input.status.state, 'waiting')
  assert.equal(input.lastTimeUs, null)
  write('2026-01-02T03:04:05.000007Z [net] Added connection peer=1\n')
  assert.equal(input.status.state, 'running')
  assert.equal(input.timeMicros, true)
  assert.equal(input.hasAddresses, false)
  assert.equal(input.lastTimeUs, Date.parse('2026-01-02T03:04:05Z') * 1000 + 7)
  write('2026-01-02T03:04:06.000000Z New inbound peer connected: peer=1, peeraddr=1.2.3.4:5\n')
  assert.equal(input.hasAddresses, true)
  write('\n\n\n\n\n2026-01-02T03:05:00Z Bitcoin Core version v31.0.0 (release build)\n')
  assert.equal(input.timeMicros, false)
  assert.equal(input.hasAddresses, false)
  // A line in whole seconds may be of any moment of its second.
  assert.equal(input.lastTimeUs, Date.parse('2026-01-02T03:05:00Z') * 1000 + 999_999)
})

test('the options that a node tells when it starts are told on', t => {
  const { starts, write } = follow(t)
  write('2026-01-02T03:04:05Z Command-line arg: debug="net"\n')
  assert.equal(starts.length, 0)
  write('\n\n\n\n\n2026-01-02T03:05:00Z Bitcoin Core version v31.0.0 (release build)\n')
  write('2026-01-02T03:05:00Z Command-line arg: capturemessages=""\n')
  const last = starts.at(-1)
  assert.equal(last?.version, 'v31.0.0')
  assert.deepEqual(last?.command, [{ section: '', name: 'capturemessages', value: '' }])
})

test('a log that is cut is marked', t => {
  const { path, records, write } = follow(t)
  write('2026-01-02T03:04:05Z one line\n')
  writeFileSync(path, '')
  write('')
  assert.deepEqual(records, ['2026-01-02T03:04:05Z one line', 'gap'])
})

test('the categories that a node says are on are those that the bridge knows', () => {
  const known = ['net', 'mempool'] as const
  assert.deepEqual(
    categoriesOfLogging({ net: true, mempool: false, tor: true }, known),
    new Set(['net']),
  )
  assert.deepEqual(categoriesOfLogging({ mempool: 1 }, known), new Set(['mempool']))
  assert.equal(categoriesOfLogging('all', known), null)
})
