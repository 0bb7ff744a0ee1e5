import assert from 'node:assert/strict'
import { test } from 'node:test'
import { ALL_INPUTS, Bench, inbound, pick, record, SECOND, START_US } from './support.js'

test('messages of connections that share a directory go to their own peers', () => {
  const bench = new Bench()
  bench.log(0, ...inbound(0, '127.0.0.1:5000'))
  bench.log(1000, '[msghand] [net] received: ping (2 bytes) peer=0')
  bench.log(2000, '[net] [net] Resetting socket for peer=0')
  bench.log(3000, ...inbound(7, '127.0.0.1:5000'))
  bench.log(4000, '[msghand] [net] received: ping (2 bytes) peer=7')
  // The records come all at once, after the lines.
  record(bench, 990, 'ping', [1, 1])
  record(bench, 3990, 'ping', [2, 2])
  bench.flush()
  const messages = bench.events.filter(event => event.tracepoint === 'net:inbound_message')
  assert.deepEqual(
    messages.map(event => [...pick(event, 'peerId', 'timestampUs', 'quality'), event.payload[0]]),
    [
      [0, START_US + 990, 'exact', 1],
      [7, START_US + 3990, 'exact', 2],
    ],
  )
})

test('a message with one view only goes out alone, and its other view is swallowed', () => {
  const bench = new Bench()
  bench.log(0, ...inbound(0, '127.0.0.1:5000'))
  bench.log(1000, '[msghand] [net] received: ping (2 bytes) peer=0')
  bench.bridge.advance(START_US + 2000)
  record(bench, 2000, 'pong', [3], { direction: 'outbound' })
  bench.bridge.advance(START_US + 3 * SECOND)
  record(bench, 990, 'ping', [1, 1])
  bench.log(2010, '[msghand] [net] sending pong (1 bytes) peer=0')
  bench.flush()
  assert.deepEqual(
    bench.events
      .slice(1)
      .map(event => pick(event, 'tracepoint', 'size', 'quality', 'missing', 'peerId')),
    [
      ['net:inbound_message', 2, 'partial', ['payload'], 0],
      ['net:outbound_message', 1, 'derived', [], 0],
    ],
  )
})

test('under a moved clock the lines tell the time', () => {
  const bench = new Bench()
  bench.log(0, ...inbound(0, '127.0.0.1:5000'))
  const mockS = START_US / 1e6 + 86_400
  const mock = new Date(mockS * 1000).toISOString().slice(0, 19)
  bench.bridge.advance(START_US)
  record(bench, 0, 'ping', [1], { timeUs: mockS * 1e6 })
  record(bench, 0, 'ping', [2], { timeUs: mockS * 1e6 })
  bench.bridge.advance(START_US + 5 * SECOND)
  bench.log(
    5 * SECOND,
    `(mocktime: ${mock}Z) [msghand] [net] received: ping (1 bytes) peer=0`,
    `(mocktime: ${mock}Z) [msghand] [net] received: ping (1 bytes) peer=0`,
    `(mocktime: ${mock}Z) [net] [net] Added connection to 127.0.0.1:5009 peer=9`,
    `(mocktime: ${mock}Z) [net] [net] Resetting socket for peer=9`,
  )
  bench.flush()
  assert.deepEqual(
    bench.events.slice(1).map(event => pick(event, 'timestampUs', 'payload', 'establishedAt')),
    [
      [START_US + 5 * SECOND, Uint8Array.of(1), undefined],
      [START_US + 5 * SECOND + 1, Uint8Array.of(2), undefined],
      [START_US + 5 * SECOND + 3, undefined, mockS],
    ],
  )
})

test('without addresses in the log, a directory is known by its messages', () => {
  const bench = new Bench({ ...ALL_INPUTS, log: { ...ALL_INPUTS.log, ips: false } })
  bench.log(0, '[net] [net] Added connection peer=3')
  bench.log(1000, '[msghand] [net] received: version (2 bytes) peer=3')
  record(bench, 990, 'version', [1, 2], { directory: '127.0.0.1_4321' })
  bench.bridge.advance(START_US + 3 * SECOND)
  const message = bench.events.find(event => event.tracepoint === 'net:inbound_message')
  assert.deepEqual(pick(message, 'peerId', 'address'), [3, '127.0.0.1:4321'])
  assert.equal(message?.payload.length, 2)
})
