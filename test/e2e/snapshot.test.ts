/** The present state and the events that follow, of a node that never stands still. */
import assert from 'node:assert/strict'
import { type ChildProcess, fork } from 'node:child_process'
import { join } from 'node:path'
import { type TestContext, test } from 'node:test'
import { fileURLToPath } from 'node:url'
import {
  connect,
  type EventMap,
  isNodetapError,
  type Session,
  type Subscription,
  type TraceEvent,
} from '../../src/client/index.js'
import { startPublisher } from '../../src/publisher/index.js'
import type { ChangingCommand, ChangingState } from './changing-node.js'
import { runCli, startCli, temporaryDirectory, until } from './support.js'

class ChangingNode {
  readonly path: string
  readonly #child: ChildProcess

  private constructor(path: string, child: ChildProcess) {
    this.path = path
    this.#child = child
  }

  static async start(t: TestContext, ...args: string[]): Promise<ChangingNode> {
    const path = join(temporaryDirectory(t), 'node.sock')
    const child = fork(fileURLToPath(new URL('./changing-node.js', import.meta.url)), [
      path,
      ...args,
    ])
    t.after(() => child.kill('SIGKILL'))
    const node = new ChangingNode(path, child)
    await node.#answer()
    return node
  }

  ask(command: ChangingCommand): Promise<ChangingState> {
    const answer = this.#answer()
    this.#child.send(command)
    return answer
  }

  #answer(): Promise<ChangingState> {
    return new Promise((resolve, reject) => {
      this.#child.once('exit', () => reject(new Error('the node has ended')))
      this.#child.once('message', message => resolve(message as ChangingState))
    })
  }
}

/** What a consumer makes of a snapshot and the events around it. */
class Replica {
  readonly events: TraceEvent[] = []
  readonly subscription: Subscription
  lost = 0

  constructor(subscription: Subscription) {
    this.subscription = subscription
    void this.#read()
  }

  async #read(): Promise<void> {
    for await (const batch of this.subscription) {
      for (const event of batch) this.events.push(event)
      for (const loss of batch.losses) this.lost += loss.count
    }
  }

  get end(): EventMap['snapshot:end'] | undefined {
    return this.of('snapshot:end')[0]
  }

  of<T extends TraceEvent['tracepoint']>(tracepoint: T): EventMap[T][] {
    // The name decides the type.
    return this.events.filter(event => event.tracepoint === tracepoint) as EventMap[T][]
  }

  /** Everything that was fired until now has come. */
  async complete(): Promise<void> {
    const counts = (await this.subscription.counts()) ?? []
    const fired = counts.reduce((sum, it) => sum + it.fired, 0)
    await until('all events have come', () => this.events.length + this.lost >= fired)
  }

  /** The state of the snapshot, with the events behind it applied. */
  state(): ChangingState {
    const end = this.end
    assert.ok(end)
    const peers: Record<number, string> = {}
    let { transactions = 0, vsize = 0, feeSat = 0 } = this.of('snapshot:mempool')[0] ?? {}
    let height = this.of('snapshot:tip')[0]?.height ?? 0
    for (const peer of this.of('snapshot:peer')) peers[peer.peerId] = peer.address
    for (const event of this.events) {
      if (event.sequence <= end.sequence) continue
      switch (event.tracepoint) {
        case 'net:inbound_connection':
          assert.ok(!(event.peerId in peers), 'an event is in the snapshot and behind it')
          peers[event.peerId] = event.address
          break
        case 'net:closed_connection':
          assert.ok(event.peerId in peers, 'a peer is missing')
          delete peers[event.peerId]
          break
        case 'mempool:added':
          transactions++
          vsize += event.vsize
          feeSat += event.feeSat
          break
        case 'mempool:removed':
          transactions--
          vsize -= event.vsize
          feeSat -= event.feeSat
          break
        case 'validation:block_connected':
          assert.equal(event.height, height + 1)
          height = event.height
      }
    }
    return { peers, transactions, vsize, feeSat, height }
  }
}

const EVERYTHING = ['net:*_connection', 'mempool:*', 'validation:*']

function replica(session: Session, patterns: readonly string[] = EVERYTHING): Replica {
  return new Replica(session.subscribe(patterns, { snapshot: true, maxBatchEvents: 64 }))
}

/** One whole snapshot, in order, and not a record of another. */
function checkWhole(it: Replica): void {
  const { end } = it
  assert.ok(end)
  const records = it.events.filter(event => event.tracepoint.startsWith('snapshot:'))
  assert.equal(records.length, end.records + 1)
  assert.equal(end.missing, 0)
  assert.equal(end.failure, '')
  // Of one moment: no event lies between the records.
  assert.deepEqual(
    records.map(({ sequence }) => sequence),
    records.map((_, i) => end.sequence - end.records + i),
  )
  it.events.reduce((before, { sequence }) => {
    assert.ok(sequence > before, `${sequence} comes after ${before}`)
    return sequence
  }, -1)
}

test('nothing falls between a snapshot and the events that follow, round after round', async t => {
  const seed = String(Date.now() % 1_000_000)
  t.diagnostic(`seed ${seed}`)
  const node = await ChangingNode.start(t, seed)
  await using session = await connect({ path: node.path })
  for (let round = 0; round < 16; round++) {
    // Every fourth time the node's event loop is blocked when it is asked.
    const blocked = round % 4 === 3 ? node.ask({ kind: 'block', ms: 20 }) : null
    const replicas = [replica(session), replica(session), replica(session)]
    await blocked
    await until('each has its snapshot', () => replicas.every(it => it.end !== undefined))
    const state = await node.ask({ kind: 'pause' })
    for (const it of replicas) {
      await it.complete()
      assert.equal(it.lost, 0)
      checkWhole(it)
      assert.deepEqual(it.state(), state, `round ${round}`)
      await it.subscription.close()
    }
    await node.ask({ kind: 'resume' })
  }
})

test('while the node’s event loop is blocked, its events come first and its state later', async t => {
  const node = await ChangingNode.start(t)
  await using session = await connect({ path: node.path })
  const blocked = node.ask({ kind: 'block', ms: 500 })
  const it = replica(session)
  await until('events have come without the state', () => it.events.length > 20)
  assert.equal(it.of('snapshot:end').length, 0)
  await blocked
  await until('the state has come', () => it.end !== undefined)
  const state = await node.ask({ kind: 'pause' })
  await it.complete()
  checkWhole(it)
  assert.deepEqual(it.state(), state)
  // What fired before the snapshot is contained in it.
  const peers = new Set(it.of('snapshot:peer').map(({ peerId }) => peerId))
  for (const event of it.events) {
    if (event.sequence > (it.end?.sequence ?? 0)) break
    if (event.tracepoint === 'net:closed_connection') assert.ok(!peers.has(event.peerId))
  }
})

test('a subscription gets the parts that go with its tracepoints, or that it names', async t => {
  const node = await ChangingNode.start(t)
  await using session = await connect({ path: node.path })
  const snapshotOf = async (patterns: string[], snapshot: boolean): Promise<readonly string[]> => {
    const subscription = session.subscribe(patterns, { snapshot })
    const { snapshot: parts } = await subscription.ready
    await subscription.close()
    return parts.map(name => name.replace('snapshot:', ''))
  }
  assert.deepEqual(await snapshotOf(['net:inbound_message'], true), ['peer', 'end'])
  assert.deepEqual(await snapshotOf(['mempool:added', 'utxocache:*'], true), [
    ...['mempool', 'tip', 'end'],
  ])
  assert.deepEqual(await snapshotOf(['*'], true), ['peer', 'mempool', 'tip', 'end'])
  assert.deepEqual(await snapshotOf(['coin_selection:*'], true), [])
  assert.deepEqual(await snapshotOf(['*'], false), [])
  assert.deepEqual(await snapshotOf(['mempool:*', 'snapshot:tip'], false), ['tip', 'end'])

  const only = new Replica(session.subscribe(['snapshot:*']))
  await until('the state has come', () => only.end !== undefined)
  await only.complete()
  checkWhole(only)
  assert.equal(only.of('snapshot:tip').length, 1)
  assert.equal(only.of('snapshot:mempool').length, 1)
  assert.deepEqual((await only.subscription.ready).tracepoints, [])
  const { snapshots } = await session.describe()
  assert.deepEqual(snapshots, ['snapshot:peer', 'snapshot:mempool', 'snapshot:tip', 'snapshot:end'])
})

test('a source that has to ask elsewhere, one that fails, and none', async t => {
  const node = await ChangingNode.start(t)
  await using session = await connect({ path: node.path })

  await node.ask({ kind: 'source', behaviour: 'async' })
  const asked = replica(session)
  await until('the state has come', () => asked.end !== undefined)
  await asked.complete()
  assert.equal(asked.end?.failure, '')
  assert.equal(asked.of('snapshot:mempool').length, 1)

  await node.ask({ kind: 'source', behaviour: 'throwing' })
  const failed = replica(session)
  await until('it has ended', () => failed.end !== undefined)
  assert.equal(failed.end?.failure, 'peer: peers are not to be had; mempool: nor is the mempool')
  assert.equal(failed.end?.records, 1)
  assert.equal(failed.of('snapshot:tip').length, 1)
  await until('events go on', () => failed.of('mempool:added').length > 10)

  await node.ask({ kind: 'source', behaviour: 'none' })
  await until('it is known', async () => (await session.describe()).snapshots.length === 0)
  const none = replica(session)
  assert.deepEqual((await none.subscription.ready).snapshot, [])
  await until('events come all the same', () => none.events.length > 10)
  await assert.rejects(
    session.subscribe(['snapshot:*']).ready,
    (error: unknown) =>
      isNodetapError(error, 'UNIMPLEMENTED') && /cannot tell its state/.test(error.message),
  )
  const { tracepoints } = await session.describe()
  const tip = tracepoints.find(({ name }) => name === 'snapshot:tip')
  assert.equal(`${tip?.quality}: ${tip?.qualityNote}`, 'none: The source does not tell it.')
})

test('a small ring takes a snapshot, too', async t => {
  const node = await ChangingNode.start(t, '7', String(64 * 1024))
  await using session = await connect({ path: node.path })
  const it = replica(session)
  await until('it has ended', () => it.end !== undefined)
  await node.ask({ kind: 'pause' })
  const records = it.events.filter(event => event.tracepoint.startsWith('snapshot:'))
  assert.equal(records.length, (it.end?.records ?? 0) + 1)
})

test('the command line prints the state first, keeps it in recordings, and says where there is none', async t => {
  const directory = temporaryDirectory(t)
  const path = join(directory, 'node.sock')
  const tip = { hash: new Uint8Array(32).fill(1), height: 7, blockTime: 1_700_000_000 }
  await using tracing = await startPublisher({ path, snapshots: { tip: () => tip } })
  const on = ['--socket', tracing.path, '--snapshot', '--max-events', '2']
  const names = (stdout: string): unknown[] =>
    stdout
      .trim()
      .split('\n')
      .map(line => (JSON.parse(line) as { tracepoint: unknown }).tracepoint)

  const trace = await runCli(t, ['trace', 'validation:*', ...on])
  assert.equal(trace.code, 0, trace.stderr)
  assert.deepEqual(names(trace.stdout), ['snapshot:tip', 'snapshot:end'])

  const file = join(directory, 'state.rec')
  const record = await runCli(t, ['record', '*', '-o', file, ...on])
  assert.equal(record.code, 0, record.stderr)
  const again = await runCli(t, ['trace', '*', '--file', file, '--snapshot'])
  assert.deepEqual(names(again.stdout), ['snapshot:tip', 'snapshot:end'])

  const none = startCli(t, ['trace', 'mempool:*', ...on])
  const added = tracing.tracepoints['mempool:added']
  await until('it is subscribed', () => added.enabled)
  for (let i = 0; i < 2; i++) added.fire(tip.hash, 1, 1)
  const { stderr, code } = await none.done
  assert.equal(code, 0)
  assert.match(stderr, /^There is no snapshot that goes with these tracepoints\.$/m)
})
