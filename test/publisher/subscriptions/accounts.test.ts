import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { NO_FILTER, parseExpression } from '../../../src/expressions/index.js'
import { BufferPool, ColumnBatch, type EncodedBatch } from '../../../src/publisher/batches/index.js'
import {
  createRing,
  RingControl,
  RingReader,
  RingWriter,
} from '../../../src/publisher/ring/index.js'
import { createSites } from '../../../src/publisher/sites/index.js'
import {
  type Outlet,
  Sieve,
  SubscriptionGroup,
  type SubscriptionHandle,
  SubscriptionRegistry,
  UNKNOWN_SUBSCRIBER,
} from '../../../src/publisher/subscriptions/index.js'
import { findTracepoint } from '../../../src/tracepoints/index.js'
import { seed } from '../ring/harness.js'

/** Takes two batches, and more when it has answered. */
class SlowOutlet implements Outlet {
  readonly maxInFlight = 2
  readonly answers: ((error: null) => void)[] = []

  deliver(_batch: EncodedBatch, onAnswered: (error: null) => void): void {
    this.answers.push(onAnswered)
  }

  lost(_losses: unknown, onAnswered: (error: null) => void): void {
    this.answers.push(onAnswered)
  }

  ended(): void {}
  release(): void {}
}

const IDS = (['mempool:added', 'mempool:rejected'] as const).map(name => findTracepoint(name).id)

const subscription = fc.record({
  maxEventsPerSecond: fc.constantFrom(0, 1, 20),
  where: fc.constantFrom('true', 'vsize > 5', 'reason = x'),
  maxBatchEvents: fc.integer({ min: 1, max: 20 }),
  maxQueueBytes: fc.constantFrom(1, 3000, 1 << 30),
})

const step = fc.oneof(
  fc.record({ kind: fc.constant('fire' as const), count: fc.integer({ min: 1, max: 30 }) }),
  fc.record({ kind: fc.constant('turn' as const), count: fc.integer({ min: 1, max: 50 }) }),
  fc.record({ kind: fc.constant('answer' as const), count: fc.integer({ min: 1, max: 4 }) }),
)

test('what was sent, waits, was lost and filtered is all that was fired, at any moment', () => {
  fc.assert(
    fc.property(
      fc.array(subscription, { minLength: 1, maxLength: 4 }),
      fc.array(step, { maxLength: 60, size: 'max' }),
      (subscriptions, steps) => {
        const ring = createRing({ bytes: 64 * 1024 })
        const sites = createSites(new RingWriter(ring))
        const registry = new SubscriptionRegistry(
          new RingReader(ring),
          new RingControl(ring),
          () => {},
        )
        const pool = new BufferPool()
        const all = subscriptions.map(options => {
          const outlet = new SlowOutlet()
          const filter = {
            ...NO_FILTER,
            where: parseExpression(options.where),
            maxEventsPerSecond: options.maxEventsPerSecond,
          }
          const batching = { payloadBytes: 0, maxBatchBytes: 1 << 20, ...options }
          const handle: SubscriptionHandle = registry.add({
            key: JSON.stringify({ ...options, maxQueueBytes: 0 }),
            makeGroup: reader =>
              new SubscriptionGroup(
                IDS,
                0,
                1000,
                new ColumnBatch(pool, batching),
                new Sieve(filter, IDS, reader),
              ),
            maxQueueBytes: options.maxQueueBytes,
            outlet,
            facts: { ...UNKNOWN_SUBSCRIBER, kind: 'columns', connectionId: 7 },
            snapshot: null,
          })
          return { outlet, handle }
        })
        let fired = 0
        for (const { kind, count } of steps) {
          if (kind === 'turn') {
            registry.turn(count)
            registry.closeDueBatches(count * 100)
          } else if (kind === 'answer') {
            for (const { outlet } of all) {
              for (const answer of outlet.answers.splice(0, count)) answer(null)
            }
          } else {
            for (let i = 0; i < count; i++) {
              fired++
              if (i % 3 === 0) sites['mempool:rejected'].fire(new Uint8Array(32), `${i % 2}`)
              else sites['mempool:added'].fire(new Uint8Array(32), i, 1)
            }
          }
          for (const account of registry.accounts()) {
            const { sentEvents, queuedEvents, lostEvents, filteredEvents } = account
            assert.equal(sentEvents + queuedEvents + lostEvents + filteredEvents, fired)
            assert.equal(account.connectionId, 7)
          }
        }
        for (const [i, { handle }] of all.entries()) {
          const counts = handle.counts()
          const total = (what: 'delivered' | 'queued' | 'lost' | 'filtered' | 'fired'): number =>
            counts.reduce((sum, it) => sum + it[what], 0)
          const account = registry.accounts()[i]
          assert.equal(total('fired'), fired)
          assert.equal(account?.sentEvents, total('delivered'))
          assert.equal(account?.queuedEvents, total('queued'))
          assert.equal(account?.lostEvents, total('lost'))
          assert.equal(account?.filteredEvents, total('filtered'))
        }
      },
    ),
    { seed, numRuns: 400 },
  )
})
