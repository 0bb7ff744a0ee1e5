/** A bridge that was away while a peer flooded its node. */
import assert from 'node:assert/strict'
import { appendFileSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { Bridge, type BridgeEvent } from '../../../../src/sources/bitcoind/index.js'
import { chainOf } from '../../../../src/sources/bitcoind/live/config/index.js'
import { nodeFileSystem } from '../../../../src/sources/bitcoind/live/files/index.js'
import { LiveBridge } from '../../../../src/sources/bitcoind/live/live-bridge.js'
import { qualitiesOf } from '../../../../src/sources/bitcoind/live/open-bridge.js'
import { temporaryDirectory } from '../../../e2e/support.js'
import { stamp } from '../support.js'
import { captureRecord } from './capture-record.js'
import { FakeTimers } from './fake-timers.js'

/** Some 10 MB of log: ten pieces of it, and several times what may wait of one direction. */
const PINGS = 60_000
/** Between two of them. */
const GAP_US = 100

test('each line finds its message, however far behind both are', async t => {
  const directory = temporaryDirectory(t)
  const chain = join(directory, 'regtest')
  const log = join(chain, 'debug.log')
  const peer = join(chain, 'message_capture', '127.0.0.1_5000')
  mkdirSync(peer, { recursive: true })
  const timers = new FakeTimers()
  const events: BridgeEvent[] = []
  const losses: unknown[] = []
  using bridge = new LiveBridge({
    chain: chainOf('regtest'),
    dataDirectory: directory,
    configured: [],
    start: null,
    without: new Set(['rpc', 'zmq'] as const),
    rpc: null,
    zmq: null,
    files: { ...nodeFileSystem, freeBytes: () => 2 ** 40 },
    timers,
    makeBridge: (sink, queries, options) => new Bridge(sink, queries, options),
    qualitiesOf,
    publisher: {
      publish: event => void events.push(event),
      lost: loss => void losses.push(loss),
      setQualities: () => undefined,
    },
  })
  bridge.start()
  const head = stamp(timers.nowUs())
  appendFileSync(
    log,
    [
      '\n\n\n\n',
      `${head} [init] Bitcoin Core version v30.0.0`,
      ...['debug="net"', 'logips="1"', 'capturemessages="1"'].map(
        option => `${head} [init] Config file arg: ${option}`,
      ),
      `${head} [net] [net] Added connection to 127.0.0.1:5000 peer=0`,
      `${head} [net] [net] connection from 127.0.0.1:5000 accepted\n`,
    ].join('\n'),
  )
  await timers.pass(2000)
  const lines: string[] = []
  const received: Buffer[] = []
  const sent: Buffer[] = []
  const fromUs = timers.nowUs()
  timers.sleep((PINGS * GAP_US) / 1000)
  for (let number = 0; number < PINGS; number++) {
    const timeUs = fromUs + number * GAP_US
    const payload = Buffer.alloc(8)
    payload.writeUInt32LE(number)
    received.push(captureRecord('ping', payload, timeUs))
    lines.push(`${stamp(timeUs + 5)} [msghand] [net] received: ping (8 bytes) peer=0\n`)
    lines.push(`${stamp(timeUs + 30)} [msghand] [net] sending pong (8 bytes) peer=0\n`)
    sent.push(captureRecord('pong', payload, timeUs + 40))
  }
  appendFileSync(join(peer, 'msgs_recv.dat'), Buffer.concat(received))
  appendFileSync(join(peer, 'msgs_sent.dat'), Buffer.concat(sent))
  appendFileSync(log, lines.join(''))
  await timers.pass(5000)

  const messages = events.flatMap(event => ('payload' in event ? [event] : []))
  for (const [tracepoint, type] of [
    ['net:inbound_message', 'ping'],
    ['net:outbound_message', 'pong'],
  ] as const) {
    const own = messages.filter(event => event.tracepoint === tracepoint)
    assert.equal(own.length, PINGS, type)
    const numbers = own.map(({ payload }) => Buffer.from(payload).readUInt32LE(0))
    assert.ok(
      numbers.every((number, at) => number === at),
      `${type}: each once, in order`,
    )
    assert.ok(own.every(({ quality, peerId }) => quality === 'exact' && peerId === 0))
  }
  assert.deepEqual(losses, [])
})
