import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import type { AggregateRequest, Measure } from '../../../src/aggregates/index.js'
import { BatchAggregator } from '../../../src/client/aggregates/index.js'
import {
  ALWAYS,
  checkExpression,
  comparisonsOf,
  directionOf,
  type Expression,
  parseExpression,
} from '../../../src/expressions/index.js'
import { TRACEPOINTS, type Tracepoint } from '../../../src/tracepoints/index.js'
import { TRIALS } from '../../capnp/property.js'
import { expressions } from '../../expressions/support.js'
import { collect, type Firing, fire, firings, readBatch } from '../batches/support.js'
import { bothEnds } from '../ring/harness.js'
import { testWorker } from './support.js'

/** Nodetap's own are not fired by a node. */
const FIRED = TRACEPOINTS.filter(({ name }) => !/^(snapshot|nodetap):/.test(name))

const NUMBERS = ['int32', 'uint32', 'int64', 'uint64']

/** Conditions that events of these tracepoints can meet, and none. */
function conditions(tracepoints: readonly string[]): fc.Arbitrary<Expression> {
  const checks = (where: Expression): boolean => {
    // What the one ring leaves out has no number in it, and the two have clocks of their own.
    if ([...comparisonsOf(where)].some(it => /^(sequence|timestampUs)$/.test(it.field)))
      return false
    try {
      checkExpression(where, tracepoints)
      return true
    } catch {
      return false
    }
  }
  return fc.oneof(
    fc.constant(ALWAYS),
    expressions.map(where => (checks(where) ? where : ALWAYS)),
    // Most of the time about something that these have.
    fc.constantFrom(
      ...[
        'tracepoint prefix net',
        'not direction = inbound',
        'size > 100',
        'not vsize > 100',
        'messageType = ping or not txid prefix 00',
        'payload contains 01',
      ]
        .map(text => parseExpression(text))
        .map(where => (checks(where) ? where : ALWAYS)),
    ),
  )
}

/** A question about some tracepoints: any of their fields, measures that fit them. */
const requests: fc.Arbitrary<AggregateRequest> = fc
  .uniqueArray(fc.constantFrom(...FIRED), { minLength: 1, maxLength: 5 })
  .chain(tracepoints => {
    const all = tracepoints.flatMap(({ fields }) => fields.filter(it => it.kind !== 'payload'))
    const numbers = all.filter(({ kind }) => NUMBERS.includes(kind)).map(it => it.name)
    const field = fc.constantFrom('tracepoint', ...all.map(it => it.name))
    const directed = tracepoints.some(({ name }) => directionOf(name) !== null)
    const grouped = fc.constantFrom(
      ...['tracepoint', ...(directed ? ['direction'] : [])],
      ...all.map(it => it.name),
    )
    const any: fc.Arbitrary<Measure>[] = [
      fc.constant({ function: 'count' }),
      fc.record({ function: fc.constant('distinct'), field }),
      fc.record({ function: fc.constant('top'), field, count: fc.integer({ min: 1, max: 12 }) }),
    ]
    const ofNumbers: fc.Arbitrary<Measure>[] =
      numbers.length === 0
        ? []
        : [
            fc.record({
              function: fc.constantFrom('sum', 'min', 'max', 'log2Histogram'),
              field: fc.constantFrom(...numbers),
            }),
            fc.record({
              function: fc.constant('linearHistogram'),
              field: fc.constantFrom(...numbers),
              from: fc.integer(),
              width: fc.integer({ min: 1 }),
              buckets: fc.integer({ min: 1, max: 9 }),
            }),
          ]
    return fc.record({
      tracepoints: fc.constant(tracepoints.map(it => it.name)),
      where: conditions(tracepoints.map(it => it.name)),
      groupBy: fc.uniqueArray(grouped, { maxLength: 3 }),
      measures: fc.array(fc.oneof(...any, ...ofNumbers), { minLength: 1, maxLength: 6 }),
      intervalUs: fc.constant(0),
      mode: fc.constantFrom('deltas', 'totals'),
      maxGroups: fc.constantFrom(1, 2, 50),
    })
  })

function wanted(all: readonly Firing[], { tracepoints }: AggregateRequest): Firing[] {
  const names: readonly Tracepoint['name'][] = FIRED.map(it => it.name)
  return all.filter(({ tracepoint }) => {
    return names.includes(tracepoint.name) && tracepoints.includes(tracepoint.name)
  })
}

test('records in the ring and columns of a batch give the same figures', () => {
  const stretch = fc.array(firings, { maxLength: 150, size: 'max' })
  fc.assert(
    fc.property(requests, stretch, stretch, (request, first, second) => {
      const worker = testWorker()
      const { aggregation } = worker.aggregate(request)
      const ends = bothEnds({ bytes: 1024 * 1024 })
      const aggregator = new BatchAggregator(request, 0)
      for (const all of [first, second]) {
        for (const firing of wanted(all, request)) {
          fire(worker.sites, firing)
          fire(ends.sites, firing)
        }
        worker.registry.turn(Number.POSITIVE_INFINITY)
        collect(ends, frame => aggregator.add(readBatch(frame)))
        const { events, lost, groups } = aggregation.read()
        const here = aggregator.report(0)
        assert.equal(lost, 0)
        assert.equal(events, here.events)
        assert.deepEqual(groups, here.groups)
      }
    }),
    TRIALS,
  )
})
