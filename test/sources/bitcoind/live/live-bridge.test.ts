/** A recorded life of a node, lived anew under a live bridge, in time that goes as it is told to. */
import assert from 'node:assert/strict'
import { appendFileSync, copyFileSync, renameSync, truncateSync } from 'node:fs'
import { type TestContext, test } from 'node:test'
import { replay } from '../../../../scripts/fidelity/replay.js'
import { score } from '../../../../scripts/fidelity/score.js'
import { readSession, type Session } from '../../../../scripts/fidelity/session.js'
import {
  Bridge,
  type BridgeEvent,
  type BridgeLoss,
  type InputName,
} from '../../../../src/sources/bitcoind/index.js'
import { chainOf } from '../../../../src/sources/bitcoind/live/config/index.js'
import {
  type FileSystem,
  nodeFileSystem,
} from '../../../../src/sources/bitcoind/live/files/index.js'
import { LiveBridge } from '../../../../src/sources/bitcoind/live/live-bridge.js'
import { qualitiesOf } from '../../../../src/sources/bitcoind/live/open-bridge.js'
import { temporaryDirectory } from '../../../e2e/support.js'
import { FakeTimers } from './fake-timers.js'
import { FakeZeromq } from './fake-zeromq.js'
import { PlayedNode } from './played-node.js'

const STEP_MS = 100

/** Time passes faster here than a directory's own time can show. */
const files: FileSystem = {
  ...nodeFileSystem,
  status: path => {
    const status = nodeFileSystem.status(path)
    if (!path.endsWith('message_capture')) return status
    return { ...status, modifiedMs: nodeFileSystem.list(path).length }
  },
}

let session: Session | null = null

function live(t: TestContext, without: readonly InputName[] = []) {
  session ??= readSession('test/fixtures/bridge')
  const zeromq = new FakeZeromq()
  const disk = { freeBytes: 2 ** 40 }
  const node = new PlayedNode(temporaryDirectory(t), session, ({ topic, body, counter }) =>
    zeromq.publish(topic, body, counter),
  )
  const [startUs] = node.life
  const timers = new FakeTimers(startUs - 2_000_000)
  const events: BridgeEvent[] = []
  const losses: BridgeLoss[] = []
  const bridge = new LiveBridge({
    chain: chainOf('regtest'),
    dataDirectory: node.dataDirectory,
    configured: [],
    start: null,
    without: new Set(without),
    rpc: node.rpc,
    zmq: new Map([['tcp://played', new Set(['sequence', 'rawblock', 'rawtx', 'hashblock'])]]),
    loadZeromq: () => Promise.resolve(zeromq.module),
    files: { ...files, freeBytes: () => disk.freeBytes },
    timers,
    makeBridge: (sink, queries, options) => new Bridge(sink, queries, options),
    qualitiesOf,
    publisher: {
      publish: event => void events.push(event),
      lost: loss => void losses.push(loss),
      setQualities: () => {},
    },
  })
  t.after(() => bridge.close())
  /** Lets the node live on for so long, or to its end. */
  const live = async (ms = Number.POSITIVE_INFINITY): Promise<void> => {
    for (let passed = 0; passed < ms && !node.isOver; passed += STEP_MS) {
      node.playUntil(timers.nowUs())
      await timers.pass(STEP_MS)
    }
  }
  return { session, node, timers, bridge, events, losses, disk, live }
}

test('a node started after the bridge is followed without a loss, as well as its record allows', async t => {
  const { session, timers, bridge, events, losses, live: liveOn } = live(t)
  bridge.start()
  await timers.pass(1000)
  assert.deepEqual(
    bridge.status.inputs.map(({ input, state }) => `${input} ${state}`),
    ['log waiting', 'capture off', 'zmq running', 'rpc waiting'],
  )
  await liveOn()
  await timers.pass(15_000)
  bridge.close()
  assert.deepEqual(losses, [])
  assertAsRecorded(session, events)
})

test('a log that is renamed and one that is copied and cut lose nothing', async t => {
  const { session, node, timers, bridge, events, losses, live: liveOn } = live(t)
  bridge.start()
  await liveOn(20_000)
  // bitcoind writes on into the renamed file until it is told to open another.
  const held = `${node.logPath}.1`
  renameSync(node.logPath, held)
  node.logsTo(held)
  await liveOn(5000)
  node.logsTo(node.logPath)
  await liveOn(5000)
  copyFileSync(node.logPath, `${node.logPath}.2`)
  truncateSync(node.logPath)
  await liveOn()
  await timers.pass(15_000)
  bridge.close()
  assertAsRecorded(session, events)
  // Nothing was written between the last look and the cut, but that cannot be known.
  assert.deepEqual(
    losses.map(({ input, reason }) => `${input} ${reason}`),
    ['log debug.log was cut or written anew'],
  )
})

test('a node that does not answer for a while is asked when it does', async t => {
  const { session, node, timers, bridge, events, live: liveOn } = live(t)
  bridge.start()
  await liveOn(60_000)
  node.isServing = false
  await liveOn(3000)
  node.isServing = true
  await liveOn()
  await timers.pass(15_000)
  bridge.close()
  const missing = score(session, events).scores.filter(
    ({ name, found, truth }) => name.startsWith('validation:') && found < truth,
  )
  assert.deepEqual(missing, [])
})

test('an input that is not used is missing, and the rest goes on', async t => {
  const { session, timers, bridge, events, live: liveOn } = live(t, ['capture', 'zmq', 'rpc'])
  bridge.start()
  await liveOn(20_000)
  await timers.pass(15_000)
  assert.deepEqual(
    bridge.status.inputs.map(({ input, state }) => `${input} ${state}`),
    ['log running', 'capture off', 'zmq off', 'rpc off'],
  )
  bridge.close()
  assert.ok(session.truth.length > 0)
  assert.ok(events.some(it => it.tracepoint === 'net:inbound_message'))
  assert.ok(events.every(it => it.tracepoint !== 'utxocache:add'))
})

test('a log of many turns holds back what other inputs tell of later moments', async t => {
  const { session, node, timers, bridge, events, losses, live: liveOn } = live(t)
  bridge.start()
  await liveOn(40_000)
  // What is of no interest to the bridge still has to be read: several turns of it.
  const line =
    '2026-11-22T22:22:55.000000Z [scheduler] [validation] nothing that the bridge knows\n'
  appendFileSync(node.logPath, line.repeat(200_000))
  await liveOn()
  await timers.pass(15_000)
  bridge.close()
  assert.deepEqual(losses, [])
  assertAsRecorded(session, events)
})

test('a disk that is nearly full is warned of', t => {
  const { bridge, disk } = live(t)
  assert.deepEqual(bridge.status.warnings, [])
  disk.freeBytes = 200 * 1024 * 1024
  assert.match(bridge.status.warnings[0] ?? '', /has 200 MiB left/)
})

let replayed: ReturnType<typeof score>['scores'] | null = null

/** What the replay of the same record gives, and no less. */
function assertAsRecorded(session: Session, events: readonly BridgeEvent[]): void {
  replayed ??= score(session, replay(session).events).scores
  const expected = new Map(replayed.map(it => [it.name, it]))
  for (const { name, found, invented } of score(session, events).scores) {
    assert.equal(found, expected.get(name)?.found, name)
    assert.equal(invented, expected.get(name)?.invented, name)
  }
}
