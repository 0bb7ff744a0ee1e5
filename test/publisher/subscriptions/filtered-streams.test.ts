import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import {
  ALWAYS,
  comparisonsOf,
  type Expression,
  evaluate,
  type Filter,
  isNoFilter,
  mayMeet,
} from '../../../src/expressions/index.js'
import { BufferPool, ColumnBatch, type EncodedBatch } from '../../../src/publisher/batches/index.js'
import {
  createRing,
  RingControl,
  RingReader,
  RingWriter,
} from '../../../src/publisher/ring/index.js'
import { createSites } from '../../../src/publisher/sites/index.js'
import {
  Sieve,
  SubscriptionGroup,
  type SubscriptionHandle,
  SubscriptionRegistry,
  UNKNOWN_SUBSCRIBER,
} from '../../../src/publisher/subscriptions/index.js'
import { NODE_TRACEPOINTS, TRACEPOINTS, type TraceEvent } from '../../../src/tracepoints/index.js'
import { expressions, likelyFirings } from '../../expressions/support.js'
import {
  expectedEvent,
  type Firing,
  fire,
  frameOf,
  readBatch,
  UNLIMITED,
  withoutTime,
} from '../batches/support.js'
import { seed } from '../ring/harness.js'

console.log(`filtered-streams: NODETAP_TEST_SEED=${seed}`)

type Step =
  | { readonly kind: 'fire'; readonly firings: readonly Firing[] }
  | { readonly kind: 'subscribe'; readonly filter: Filter }
  | { readonly kind: 'unsubscribe'; readonly which: number }
  | { readonly kind: 'turn' }

/** Conditions of messages by their type come often: they make gates. */
const types: fc.Arbitrary<Expression> = fc
  .tuple(
    fc.constantFrom<'in' | 'equal' | 'notEqual'>('in', 'equal', 'notEqual'),
    fc.constantFrom('inv', 'tx', 'ping'),
    fc.boolean(),
  )
  .map(([operator, value, negated]): Expression => {
    const of: Expression = { kind: 'compare', field: 'messageType', operator, values: [value] }
    return negated ? { kind: 'not', of } : of
  })

// The model does not know which number an event gets.
const where = fc
  .oneof(types, expressions, fc.constant(ALWAYS))
  .filter(it => [...comparisonsOf(it)].every(({ field }) => field !== 'sequence'))
  .filter(it => [...comparisonsOf(it)].every(({ field }) => field !== 'timestampUs'))

const filters: fc.Arbitrary<Filter> = fc
  .tuple(
    where,
    fc.constantFrom(1, 1, 1, 3),
    fc.constantFrom(null, null, 'address'),
    fc.constantFrom(0, 0, 0, 5),
  )
  .map(([where, sampleOneIn, sampleBy, maxEventsPerSecond]) => ({
    where,
    sampleOneIn,
    sampleBy,
    maxEventsPerSecond,
  }))

const steps: fc.Arbitrary<readonly Step[]> = fc.array(
  fc.oneof(
    fc
      .array(likelyFirings, { minLength: 1, maxLength: 20 })
      .map((firings): Step => ({ kind: 'fire', firings })),
    filters.map((filter): Step => ({ kind: 'subscribe', filter })),
    fc.nat({ max: 5 }).map((which): Step => ({ kind: 'unsubscribe', which })),
    fc.constant<Step>({ kind: 'turn' }),
  ),
  { minLength: 3, maxLength: 25 },
)

class Subscriber {
  readonly filter: Filter
  readonly handle: SubscriptionHandle
  readonly received: unknown[] = []
  lost = 0
  /** What was fired since it came, of what it is subscribed to. */
  readonly fired: Firing[] = []
  readonly #names: ReadonlySet<string>

  constructor(registry: SubscriptionRegistry, filter: Filter) {
    this.filter = filter
    // Not those that the publisher fires itself.
    const wanted = NODE_TRACEPOINTS.filter(({ name }) => mayMeet(filter, name))
    this.#names = new Set(wanted.map(({ name }) => name))
    const ids = wanted.map(({ id }) => id)
    this.handle = registry.add({
      key: JSON.stringify(filter),
      makeGroup: reader =>
        new SubscriptionGroup(
          ids,
          0xffffffff,
          1000,
          new ColumnBatch(new BufferPool(), UNLIMITED),
          isNoFilter(filter) ? null : new Sieve(filter, ids, reader),
        ),
      maxQueueBytes: 1e9,
      facts: { ...UNKNOWN_SUBSCRIBER, kind: 'columns' },
      snapshot: null,
      outlet: {
        maxInFlight: 8,
        deliver: (batch: EncodedBatch, onAnswered) => {
          this.received.push(...[...readBatch(frameOf(batch))].map(comparable))
          onAnswered(null)
        },
        lost: (losses, onAnswered) => {
          for (const { count } of losses) this.lost += count
          onAnswered(null)
        },
        ended() {},
        release() {},
      },
    })
  }

  note(firing: Firing): void {
    if (this.#names.has(firing.tracepoint.name)) this.fired.push(firing)
  }

  check(): void {
    const { where, sampleOneIn, maxEventsPerSecond } = this.filter
    const sums = { fired: 0, delivered: 0, lost: 0, filtered: 0 }
    for (const counts of this.handle.counts()) {
      const { fired, delivered, queued, lost, filtered } = counts
      assert.equal(fired, delivered + queued + lost + filtered)
      assert.equal(queued, 0)
      sums.fired += fired
      sums.delivered += delivered
      sums.lost += lost
      sums.filtered += filtered
    }
    const met = this.fired.filter(firing => evaluate(where, eventOf(firing)))
    const expected = met.map(firing => comparable(eventOf(firing)))
    assert.equal(sums.delivered, this.received.length)
    assert.equal(sums.lost, this.lost)
    if (sampleOneIn === 1 && maxEventsPerSecond === 0) assert.deepEqual(this.received, expected)
    else {
      // In order, and nothing that is not wanted.
      let at = 0
      for (const event of this.received) {
        const key = JSON.stringify(event)
        while (at < expected.length && JSON.stringify(expected[at]) !== key) at++
        assert.ok(at++ < expected.length)
      }
      if (sampleOneIn === 1) assert.equal(sums.delivered + sums.lost, expected.length)
    }
    // What a gate kept out was not fired; nothing else was.
    assert.ok(sums.fired <= this.fired.length)
    if (isNoFilter(this.filter)) assert.equal(sums.fired, this.fired.length)
  }
}

function eventOf({ tracepoint, values }: Firing): TraceEvent {
  const fields = tracepoint.fields.map(({ name }, i) => [name, values[i]])
  // The values are those of the tracepoint's fields.
  return {
    tracepoint: tracepoint.name,
    sequence: 0,
    timestampUs: 0,
    ...Object.fromEntries(fields),
  } as unknown as TraceEvent
}

function comparable(event: TraceEvent): unknown {
  return { ...withoutTime(event), sequence: 0 }
}

test('whoever comes and goes, each gets what it wants, and its counts add up', () => {
  let gated = 0
  fc.assert(
    fc.property(steps, all => {
      const ring = createRing({ bytes: 4 * 1024 * 1024 })
      let now = 0
      const writer = new RingWriter(ring, { clock: () => (now += 50_000) })
      const reader = new RingReader(ring)
      const registry = new SubscriptionRegistry(reader, new RingControl(ring), () => {}, {
        nowUs: () => now,
      })
      const sites = createSites(writer)
      const live: Subscriber[] = []
      let fired = 0
      for (const step of all) {
        switch (step.kind) {
          case 'fire':
            for (const firing of step.firings) {
              if (!sites[firing.tracepoint.name].enabled) continue
              fire(sites, firing)
              fired++
              for (const subscriber of live) subscriber.note(firing)
            }
            break
          case 'subscribe':
            live.push(new Subscriber(registry, step.filter))
            break
          case 'unsubscribe': {
            const [gone] = live.splice(step.which, 1)
            gone?.check()
            gone?.handle.stop()
            break
          }
          case 'turn':
            registry.turn(7)
        }
      }
      for (const subscriber of live) subscriber.check()
      assert.equal(writer.firstFault, null)
      registry.turn(Number.POSITIVE_INFINITY)
      gated += fired - registry.nextSequence
    }),
    { seed, numRuns: 300 },
  )
  assert.ok(gated > 0, 'some events were left out of the ring')
})

test('the model knows events as they are read', () => {
  const firing: Firing = {
    tracepoint: TRACEPOINTS[6]!,
    values: [7, 'reason'],
  }
  assert.deepEqual(comparable(eventOf(firing)), expectedEvent(firing, 0))
})
