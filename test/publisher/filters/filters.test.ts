import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import type { Batch } from '../../../src/client/batch/index.js'
import { BatchFilter } from '../../../src/client/filter/index.js'
import {
  ALWAYS,
  ExpressionLimits,
  evaluate,
  type Filter,
  formatExpression,
  NO_FILTER,
  parseExpression,
  sampleHash,
  sampleHashOfNumber,
} from '../../../src/expressions/index.js'
import { BufferPool, ColumnBatch } from '../../../src/publisher/batches/index.js'
import { EventRun, RingLimits, RunCollector } from '../../../src/publisher/ring/index.js'
import { Sieve } from '../../../src/publisher/subscriptions/index.js'
import { TRACEPOINTS, type TraceEvent } from '../../../src/tracepoints/index.js'
import { expressions, likelyFirings } from '../../expressions/support.js'
import { type Firing, fire, frameOf, readBatch, UNLIMITED } from '../batches/support.js'
import { bothEnds, seed } from '../ring/harness.js'

console.log(`filters: NODETAP_TEST_SEED=${seed}`)

const IDS = TRACEPOINTS.map(({ id }) => id)

/** Fires events; tells which the worker's filter wants, and gives them all as one batch. */
function throughRing(
  all: readonly Firing[],
  filter: Filter,
  clock: () => number = () => 1_000_000.5,
): { readonly wanted: ReadonlySet<number>; readonly batch: Batch } {
  const ends = bothEnds({ bytes: 1024 * 1024, clock })
  const sieve = new Sieve(filter, IDS, ends.reader)
  for (const firing of all) fire(ends.sites, firing)
  assert.equal(ends.writer.firstFault, null)
  const wanted = new Set<number>()
  const builder = new ColumnBatch(new BufferPool(), UNLIMITED)
  const { reader } = ends
  const selected = new EventRun(new Int32Array(RingLimits.maxRunEvents))
  const runs = new RunCollector(run => {
    assert.equal(builder.append(reader, run), run.count)
    if (!sieve.filter.tracepointIds.includes(run.id)) return
    sieve.select(run, selected)
    for (let i = 0; i < selected.count; i++) {
      const sequence = selected.firstSequence + selected.offset[i]!
      const timeUs = reader.float64[(selected.at[i]! >> 1) + 1]!
      if (sieve.admits(run.id, sequence, timeUs)) wanted.add(sequence)
    }
  })
  reader.drain({
    event: (id, at, sequence) => runs.event(id, at, sequence),
    flush: () => runs.flush(),
    loss() {
      throw new Error('nothing is dropped')
    },
  })
  return { wanted, batch: readBatch(frameOf(builder.finish())) }
}

const sequences = (events: Iterable<TraceEvent>): number[] => [...events].map(it => it.sequence)

/** What a client's filter leaves of a batch. */
function filtered(batch: Batch, filter: Filter): number[] {
  return new BatchFilter(filter).apply(batch).flatMap(sequences)
}

test('records, batches and the reference agree about every expression', () => {
  let met = 0
  let events = 0
  fc.assert(
    fc.property(
      expressions,
      fc.array(likelyFirings, { minLength: 1, maxLength: 40 }),
      (where, all) => {
        const filter = { ...NO_FILTER, where }
        const { wanted, batch } = throughRing(all, filter)
        const expected = sequences([...batch].filter(event => evaluate(where, event)))
        const text = formatExpression(where)
        assert.deepEqual([...wanted], expected, text)
        assert.deepEqual(filtered(batch, filter), expected, text)
        met += expected.length
        events += all.length
      },
    ),
    { seed, numRuns: 600 },
  )
  // The generators agree often enough that it says something, either way.
  assert.ok(met > events / 20 && met < events - events / 20, `${met} of ${events}`)
})

test('a payload is searched as far as the limit, by all of them alike', () => {
  const limit = ExpressionLimits.maxSearchedPayloadBytes
  const wanted = Uint8Array.of(1, 2, 3)
  const ends = [3, limit - 1, limit, limit + 1, limit + 2, limit + 3]
  const all = ends.flatMap(end =>
    // With something behind it, and with nothing.
    [end, end + 5].map((length): Firing => {
      const payload = new Uint8Array(length)
      payload.set(wanted, end - wanted.length)
      return { tracepoint: TRACEPOINTS[0]!, values: [1, 'a', 'b', 'tx', length, payload] }
    }),
  )
  const where = parseExpression('payload contains 010203')
  const { wanted: kept, batch } = throughRing(all, { ...NO_FILTER, where })
  assert.deepEqual([...kept], [0, 1, 2, 3, 4, 5])
  assert.deepEqual(filtered(batch, { ...NO_FILTER, where }), [...kept])
  assert.deepEqual(sequences([...batch].filter(event => evaluate(where, event))), [...kept])
})

test('every so-many-th event is kept, in order over all tracepoints, here and there', () => {
  fc.assert(
    fc.property(
      fc.array(likelyFirings, { minLength: 1, maxLength: 60 }),
      fc.integer({ min: 2, max: 7 }),
      (all, sampleOneIn) => {
        const filter = { ...NO_FILTER, sampleOneIn }
        const { wanted, batch } = throughRing(all, filter)
        const expected = sequences(batch).filter((_, i) => i % sampleOneIn === 0)
        assert.deepEqual([...wanted], expected)
        assert.deepEqual(filtered(batch, filter), expected)
      },
    ),
    { seed, numRuns: 100 },
  )
})

test('events with equal values of a field share one fate, here and there', () => {
  const fields = ['txid', 'address', 'height', 'peerId', 'network', 'coinbase', 'sequence']
  fc.assert(
    fc.property(
      fc.array(likelyFirings, { minLength: 1, maxLength: 60 }),
      fc.integer({ min: 2, max: 5 }),
      fc.constantFrom(...fields, 'tracepoint', 'direction', 'timestampUs'),
      (all, sampleOneIn, sampleBy) => {
        const filter = { ...NO_FILTER, sampleOneIn, sampleBy }
        const { wanted, batch } = throughRing(all, filter)
        assert.deepEqual(filtered(batch, filter), [...wanted])
        const fates = new Map<unknown, boolean>()
        for (const event of batch) {
          const value = (event as unknown as Record<string, unknown>)[sampleBy]
          if (value === undefined) continue
          const key = value instanceof Uint8Array ? Buffer.from(value).toString('hex') : value
          const isKept = wanted.has(event.sequence)
          assert.equal(fates.get(key) ?? isKept, isKept)
          fates.set(key, isKept)
        }
      },
    ),
    { seed, numRuns: 200 },
  )
})

test('a sample by hash is of about the size asked for, whatever the values look like', () => {
  const bytes = new Uint8Array(32)
  const view = new DataView(bytes.buffer)
  for (const oneIn of [2, 3, 10, 64]) {
    let kept = 0
    let keptNumbers = 0
    for (let i = 0; i < 20_000; i++) {
      view.setUint32(7, i)
      if (sampleHash(bytes, 0, 32) % oneIn === 0) kept++
      if (sampleHashOfNumber(i) % oneIn === 0) keptNumbers++
    }
    // Five standard deviations.
    const deviation = 5 * Math.sqrt((20_000 / oneIn) * (1 - 1 / oneIn))
    assert.ok(Math.abs(kept - 20_000 / oneIn) < deviation, `${kept} of one in ${oneIn}`)
    assert.ok(Math.abs(keptNumbers - 20_000 / oneIn) < deviation, `${keptNumbers}: ${oneIn}`)
  }
})

test('the hash is the one that docs/protocol.md states', () => {
  const hashOf = (text: string): number => {
    const bytes = Buffer.from(text)
    return sampleHash(bytes, 0, bytes.length)
  }
  assert.equal(hashOf(''), mix(0x811c9dc5))
  // FNV-1a's published vectors.
  assert.equal(hashOf('a'), mix(0xe40c292c))
  assert.equal(hashOf('foobar'), mix(0xbf9cf968))
  const eight = new Uint8Array(8)
  for (const value of [0, 1, -1, 2 ** 40 + 3, -(2 ** 52), Number.MAX_SAFE_INTEGER]) {
    new DataView(eight.buffer).setBigInt64(0, BigInt(value), true)
    assert.equal(sampleHashOfNumber(value), sampleHash(eight, 0, 8))
  }
})

/** The finaliser of MurmurHash3, in the plainest arithmetic. */
function mix(value: number): number {
  const low = (x: bigint): bigint => x & 0xffff_ffffn
  let h = BigInt(value)
  h = low((h ^ (h >> 16n)) * 0x85eb_ca6bn)
  h = low((h ^ (h >> 13n)) * 0xc2b2_ae35n)
  return Number(h ^ (h >> 16n))
}

/** Of events in their order: so many in a second that begins with the first of them. */
function limited(events: readonly TraceEvent[], maxEvents: number): TraceEvent[] {
  const kept: TraceEvent[] = []
  let secondUs = Number.NEGATIVE_INFINITY
  let count = 0
  for (const event of events) {
    if (event.timestampUs >= secondUs + 1_000_000) {
      secondUs = event.timestampUs
      count = 0
    }
    if (count++ < maxEvents) kept.push(event)
  }
  return kept
}

test('condition, sample and limit work in this order, here and there', () => {
  fc.assert(
    fc.property(
      fc.array(likelyFirings, { minLength: 1, maxLength: 60 }),
      fc.constantFrom('true', 'not size > 7', 'tracepoint prefix net or height = 1'),
      fc.integer({ min: 1, max: 4 }),
      fc.integer({ min: 1, max: 5 }),
      fc.constantFrom(1000, 90_000, 400_000),
      (all, text, sampleOneIn, maxEventsPerSecond, stepUs) => {
        let now = 0
        const where = parseExpression(text)
        const filter = { ...NO_FILTER, where, sampleOneIn, maxEventsPerSecond }
        const { wanted, batch } = throughRing(all, filter, () => {
          now += stepUs
          return now
        })
        const met = [...batch].filter(event => evaluate(where, event))
        const sampled = met.filter((_, i) => i % sampleOneIn === 0)
        const expected = sequences(limited(sampled, maxEventsPerSecond))
        assert.deepEqual([...wanted], expected)
        assert.deepEqual(filtered(batch, filter), expected)
      },
    ),
    { seed, numRuns: 200 },
  )
})

test('a rate limit passes so many a second of the events’ own time, and counts the others', () => {
  let now = 0
  const all = Array.from({ length: 100 }, (_, i): Firing => {
    const id = i % 2
    return { tracepoint: TRACEPOINTS[id]!, values: [i, 'a', 'b', 'tx', 1, new Uint8Array(0)] }
  })
  const filter = { ...NO_FILTER, where: ALWAYS, maxEventsPerSecond: 10 }
  const { batch } = throughRing(all, filter, () => {
    now += 25_000
    return now
  })
  const [limited, surplus, ...others] = new BatchFilter(filter).apply(batch)
  assert.ok(limited !== undefined && surplus !== undefined)
  assert.equal(others.length, 0)
  // 40 a second for 2.5 seconds.
  assert.deepEqual(
    sequences(limited),
    [0, 40, 80].flatMap(first => Array.from({ length: 10 }, (_, i) => first + i)),
  )
  assert.deepEqual([limited.losses.length, surplus.eventCount], [0, 0])
  assert.equal(
    surplus.losses.reduce((sum, loss) => sum + loss.count, 0),
    70,
  )
  assert.ok(surplus.losses.every(loss => loss.cause === 'rateLimit'))
})
