import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import {
  type AggregateQuestion,
  Aggregator,
  type GroupResult,
  planAggregate,
} from '../../src/aggregates/index.js'
import { findTracepoint } from '../../src/tracepoints/index.js'
import { TRIALS } from '../capnp/property.js'
import { events, questions } from './arbitraries.js'
import { referenceGroups } from './reference.js'
import { type PlainEvent, PlainFields } from './support.js'

/** An aggregator of plain events. */
class Fixture {
  readonly fields = new PlainFields(7)
  readonly plan
  readonly aggregator: Aggregator

  constructor(question: AggregateQuestion) {
    this.plan = planAggregate(question)
    this.aggregator = new Aggregator(this.plan, this.fields)
  }

  add(events: readonly PlainEvent[]): void {
    for (const event of events) {
      this.fields.event = event
      this.aggregator.add(findTracepoint(event.tracepoint).id, 0)
    }
  }
}

/** In an order of its own, so that equally large groups and equally frequent values compare. */
function sorted(groups: readonly GroupResult[]): unknown[] {
  return groups
    .map(group => ({
      ...group,
      measures: group.measures.map(it =>
        Array.isArray(it) ? it.map(entry => JSON.stringify(entry)).sort() : it,
      ),
    }))
    .map(group => JSON.stringify(group))
    .sort()
}

test('figures are those computed from all events at once', () => {
  fc.assert(
    fc.property(questions, events, (question, all) => {
      const { aggregator, plan, add } = fixture(question)
      add(all)
      assert.equal(aggregator.events, all.length)
      const groups = aggregator.results()
      assert.deepEqual(sorted(groups), sorted(referenceGroups(question, plan.maxGroups, all)))
      for (let i = 1; i < groups.length; i++) {
        assert.ok((groups[i - 1]?.events ?? 0) >= (groups[i]?.events ?? 0))
      }
    }),
    TRIALS,
  )
})

function fixture(question: AggregateQuestion) {
  const made = new Fixture(question)
  return { aggregator: made.aggregator, plan: made.plan, add: made.add.bind(made) }
}

test('what is counted after clearing is as if it had been counted alone', () => {
  fc.assert(
    fc.property(questions, fc.array(events, { maxLength: 4 }), (question, stretches) => {
      const { aggregator, plan, add } = fixture(question)
      for (const stretch of stretches) {
        add(stretch)
        const expected = referenceGroups(question, plan.maxGroups, stretch)
        assert.deepEqual(sorted(aggregator.results()), sorted(expected))
        aggregator.clear()
        assert.deepEqual(aggregator.results(), [])
        assert.equal(aggregator.events, 0)
      }
    }),
    TRIALS,
  )
})

test('events beyond the groups that there may be are counted as others, none twice', () => {
  const { aggregator, add } = fixture({
    tracepoints: ['mempool:removed'],
    groupBy: ['reason', 'vsize'],
    measures: [{ function: 'sum', field: 'feeSat' }],
    maxGroups: 10,
  })
  const event = (i: number): PlainEvent => ({
    tracepoint: 'mempool:removed',
    reason: `reason ${i % 7}`,
    vsize: i % 30,
    feeSat: i,
  })
  const all = Array.from({ length: 2100 }, (_, i) => event(i))
  add(all)
  const groups = aggregator.results()
  assert.equal(groups.length, 11)
  assert.deepEqual(
    groups.filter(it => it.isOther).map(({ keys, events }) => ({ keys, events })),
    [{ keys: [], events: 2000 }],
  )
  const sum = groups.reduce((total, it) => total + Number(it.measures[0]), 0)
  assert.equal(sum, (2099 * 2100) / 2)
})

test('memory for texts is bounded however many come and go', () => {
  const { aggregator, add } = fixture({
    tracepoints: ['net:misbehaving_connection'],
    groupBy: ['reason'],
    measures: [{ function: 'top', field: 'reason', count: 1 }],
    maxGroups: 5,
  })
  const flood = Array.from({ length: 20_000 }, (_, i) => ({
    tracepoint: 'net:misbehaving_connection' as const,
    reason: i % 4 === 0 ? 'often' : `once ${i}`,
  }))
  add(flood)
  const [other, often] = aggregator.results()
  assert.equal(other?.isOther, true)
  assert.deepEqual(often?.keys, ['often'])
  assert.equal(often?.events, 5000)
  const top = other?.measures[0]
  assert.ok(Array.isArray(top) && top[0].maxError <= 15_000 / 64)
})
