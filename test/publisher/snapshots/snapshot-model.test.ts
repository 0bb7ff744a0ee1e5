/**
 * Both threads in one, step by step in any order: whatever a node does and whoever asks when,
 * a snapshot and the events behind it make the node's state.
 */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { NO_FILTER } from '../../../src/expressions/index.js'
import { BufferPool, ColumnBatch, type EncodedBatch } from '../../../src/publisher/batches/index.js'
import {
  createRing,
  RingControl,
  RingReader,
  RingWriter,
} from '../../../src/publisher/ring/index.js'
import { createSites } from '../../../src/publisher/sites/index.js'
import {
  partsFor,
  SnapshotDesk,
  type SnapshotRequest,
  SnapshotTaker,
  snapshotTracepoints,
} from '../../../src/publisher/snapshots/index.js'
import {
  type Outlet,
  Sieve,
  SubscriptionGroup,
  type SubscriptionHandle,
  SubscriptionRegistry,
  UNKNOWN_SUBSCRIBER,
} from '../../../src/publisher/subscriptions/index.js'
import {
  findTracepoint,
  type TraceEvent,
  type TracepointName,
} from '../../../src/tracepoints/index.js'
import { frameOf, readBatch } from '../batches/support.js'
import { seed } from '../ring/harness.js'

const TRACEPOINTS: readonly TracepointName[] = [
  'mempool:added',
  'mempool:removed',
  'validation:block_connected',
]

const OWN = ['nodetap:subscribed', 'nodetap:unsubscribed'] as const

/** Keeps what it is sent; answers when told to. */
class Consumer implements Outlet {
  readonly maxInFlight = 3
  readonly events: TraceEvent[] = []
  readonly answers: ((error: null) => void)[] = []
  handle: SubscriptionHandle | null = null

  deliver(batch: EncodedBatch, onAnswered: (error: null) => void): void {
    this.events.push(...readBatch(frameOf(batch)))
    this.answers.push(onAnswered)
  }

  lost(): void {
    assert.fail('nothing is lost: the queue is large')
  }

  ended(): void {}
  release(): void {}
}

/** A node and its publisher. */
class World {
  readonly state = { transactions: 1000, height: 0 }
  readonly consumers: Consumer[] = []
  /** Messages to the traced thread that it has not read. */
  readonly requests: SnapshotRequest[] = []
  readonly #registry: SubscriptionRegistry
  readonly #pool = new BufferPool()
  readonly #sites
  readonly #taker: SnapshotTaker
  #us = 1
  #ms = 0

  constructor() {
    const ring = createRing({ bytes: 64 * 1024 })
    const writer = new RingWriter(ring)
    const control = new RingControl(ring)
    const reader = new RingReader(ring)
    this.#sites = createSites(writer)
    const desk = new SnapshotDesk(['mempool', 'tip'], reader, this.#pool, request =>
      this.requests.push(request),
    )
    this.#registry = new SubscriptionRegistry(reader, control, () => {}, { snapshots: desk })
    this.#taker = new SnapshotTaker(
      {
        mempool: () => ({
          transactions: this.state.transactions,
          vsize: 0,
          feeSat: 0,
          memoryBytes: 0,
          minFeeRate: 0,
        }),
        tip: () => ({ hash: new Uint8Array(32), height: this.state.height, blockTime: 0 }),
      },
      this.#sites,
      { pendingBytes: 0, capacityBytes: 1, dropped: 0 },
      {
        now: () => this.#ms,
        later: () => assert.fail('there is always room'),
      },
    )
  }

  /** A change of the node and its event, in one go. */
  change(which: number): void {
    const hash = new Uint8Array(32)
    if (which === 0) {
      this.state.transactions++
      const site = this.#sites['mempool:added']
      if (site.enabled) site.fire(hash, 1, 1)
    } else if (which === 1) {
      this.state.transactions--
      const site = this.#sites['mempool:removed']
      if (site.enabled) site.fire(hash, 'block', 1, 1, 1)
    } else {
      this.state.height++
      const site = this.#sites['validation:block_connected']
      if (site.enabled) site.fire(hash, this.state.height, 1, 1, 1, 1)
    }
  }

  subscribe(parts: number, maxBatchEvents: number, isSampled: boolean): void {
    const names = TRACEPOINTS.filter((_, i) => (parts & (i === 2 ? 2 : 1)) !== 0)
    const options = { payloadBytes: 0, maxBatchEvents, maxBatchBytes: 1 << 20 }
    // Those who come later are told between the events of the node.
    const ids = [...names, ...OWN].map(name => findTracepoint(name).id)
    const consumer = new Consumer()
    const wanted = partsFor(names, true)
    // A sieve that lets everything through: another group, and another way of events.
    const filter = { ...NO_FILTER, maxEventsPerSecond: 1_000_000 }
    consumer.handle = this.#registry.add({
      key: JSON.stringify({ names, maxBatchEvents, isSampled }),
      makeGroup: reader =>
        new SubscriptionGroup(
          ids,
          0,
          1000,
          new ColumnBatch(this.#pool, options),
          isSampled ? new Sieve(filter, ids, reader) : null,
        ),
      maxQueueBytes: 1 << 30,
      outlet: consumer,
      facts: { ...UNKNOWN_SUBSCRIBER, kind: 'columns' },
      snapshot: {
        parts: wanted,
        options,
        tracepointIds: snapshotTracepoints(wanted).map(name => findTracepoint(name).id),
      },
    })
    this.consumers.push(consumer)
  }

  unsubscribe(which: number): void {
    const [gone] = this.consumers.splice(which % (this.consumers.length || 1), 1)
    gone?.handle?.stop()
  }

  workerTurns(maxEvents: number): void {
    this.#registry.turn(maxEvents)
    this.#us += 700
    this.#registry.closeDueBatches(this.#us)
  }

  nodeReadsMessages(): void {
    // Long enough after the one before.
    this.#ms += 1000
    const request = this.requests.shift()
    if (request !== undefined) this.#taker.take(request)
  }

  answer(): void {
    for (const { answers } of this.consumers) answers.shift()?.(null)
  }

  /** Until nothing is under way any more. */
  settle(): void {
    for (let i = 0; i < 50 || this.requests.length > 0; i++) {
      this.nodeReadsMessages()
      this.workerTurns(Number.POSITIVE_INFINITY)
    }
    for (const { handle, answers } of this.consumers) {
      handle?.counts()
      while (answers.length > 0) answers.shift()?.(null)
    }
  }
}

/** What a consumer makes of a snapshot and the events behind it. */
function check(consumer: Consumer, state: World['state']): void {
  const { events, handle } = consumer
  const ends = events.filter(it => it.tracepoint === 'snapshot:end')
  assert.equal(ends.length, 1, 'one snapshot, whoever else asked for one')
  const end = ends[0]?.sequence ?? 0
  let transactions: number | null = null
  let height: number | null = null
  let before = -1
  for (const event of events) {
    assert.ok(event.sequence > before)
    before = event.sequence
    if (event.tracepoint === 'snapshot:mempool') transactions = event.transactions
    if (event.tracepoint === 'snapshot:tip') height = event.height
    if (event.sequence < end) continue
    if (event.tracepoint === 'mempool:added' && transactions !== null) transactions++
    if (event.tracepoint === 'mempool:removed' && transactions !== null) transactions--
    if (event.tracepoint === 'validation:block_connected') {
      assert.equal(event.height, (height ?? 0) + 1)
      height = event.height
    }
  }
  const counts = handle?.counts() ?? []
  const has = (name: TracepointName): boolean =>
    counts.some(it => it.tracepointId === findTracepoint(name).id)
  assert.equal(transactions, has('mempool:added') ? state.transactions : null)
  assert.equal(height, has('validation:block_connected') ? state.height : null)
  for (const it of counts) {
    assert.equal(it.fired, it.delivered + it.queued + it.lost + it.filtered)
    assert.equal(it.queued + it.lost + it.filtered, 0)
  }
  assert.equal(
    counts.reduce((sum, it) => sum + it.delivered, 0),
    events.length,
  )
}

const steps = fc.array(
  fc.oneof(
    { weight: 10, arbitrary: fc.tuple(fc.constant('change' as const), fc.nat(2)) },
    { weight: 3, arbitrary: fc.tuple(fc.constant('subscribe' as const), fc.nat(23)) },
    { weight: 2, arbitrary: fc.tuple(fc.constant('unsubscribe' as const), fc.nat(9)) },
    { weight: 4, arbitrary: fc.tuple(fc.constant('worker' as const), fc.nat(5)) },
    { weight: 3, arbitrary: fc.tuple(fc.constant('node' as const), fc.constant(0)) },
    { weight: 3, arbitrary: fc.tuple(fc.constant('answer' as const), fc.constant(0)) },
  ),
  { maxLength: 120, size: 'max' },
)

test('a snapshot and the events behind it make the state, in whatever order things happen', () => {
  fc.assert(
    fc.property(steps, all => {
      const world = new World()
      for (const [step, value] of all) {
        if (step === 'change') world.change(value)
        else if (step === 'subscribe') {
          world.subscribe(1 + (value % 3), value < 12 ? 1 + (value % 4) : 1000, value % 2 === 1)
        } else if (step === 'unsubscribe') world.unsubscribe(value)
        else if (step === 'worker') world.workerTurns(1 + value)
        else if (step === 'node') world.nodeReadsMessages()
        else world.answer()
      }
      world.settle()
      for (const consumer of world.consumers) check(consumer, world.state)
    }),
    { seed, numRuns: 250 },
  )
})
