import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Report } from '../../../src/aggregates/index.js'
import { ErrorCodes, isNodetapError } from '../../../src/errors/index.js'
import { parseExpression } from '../../../src/expressions/index.js'
import { PublisherLimits } from '../../../src/publisher/index.js'
import { testWorker } from './support.js'

const TXID = new Uint8Array(32)
const ADDED = { tracepoints: ['mempool:added'] }

test('a report comes at each interval, in step with the beginning', () => {
  const { sites, clock, turn, aggregate } = testWorker()
  const { outlet } = aggregate({ ...ADDED, measures: [{ function: 'sum', field: 'feeSat' }] })
  for (let i = 1; i <= 5; i++) {
    sites['mempool:added'].fire(TXID, 100, i)
    clock.us += 700_000
    turn()
    outlet.answer()
  }
  assert.deepEqual(
    outlet.reports.map(({ number, fromUs, untilUs, events, groups }) => ({
      number,
      fromUs,
      untilUs,
      events,
      sum: groups[0]?.measures[0],
    })),
    [
      { number: 0, fromUs: 1_000_000, untilUs: 2_400_000, events: 2, sum: 3 },
      { number: 1, fromUs: 2_400_000, untilUs: 3_100_000, events: 1, sum: 3 },
      { number: 2, fromUs: 3_100_000, untilUs: 4_500_000, events: 2, sum: 9 },
    ],
  )
})

test('a slow client gets fewer reports, each about more time, and loses nothing', () => {
  const { sites, clock, turn, aggregate } = testWorker()
  const { outlet } = aggregate(ADDED)
  let fired = 0
  for (let i = 0; i < 100; i++) {
    sites['mempool:added'].fire(TXID, 100, i)
    fired++
    clock.us += 250_000
    turn()
    // Takes ten times as long as the interval.
    if (i % 40 === 39) outlet.answer()
    assert.ok(outlet.underWay <= 1)
  }
  outlet.answer()
  turn()
  assert.equal(outlet.reports.length, 4)
  assert.equal(
    outlet.reports.reduce((sum, it) => sum + it.events, 0),
    fired,
  )
  outlet.reports.slice(1).forEach((report, i) => {
    assert.equal(report.fromUs, outlet.reports[i]?.untilUs)
    assert.equal(report.number, i + 1)
  })
})

test('reports that were put off are not made up for', () => {
  const { clock, turn, aggregate } = testWorker()
  const { outlet } = aggregate(ADDED)
  clock.us += 1_000_000
  turn()
  clock.us += 60_000_000
  turn()
  outlet.answer()
  const lengths: number[] = []
  for (let i = 0; i < 6; i++) {
    clock.us += 400_000
    turn()
    outlet.answer()
    lengths.push(outlet.reports.length)
  }
  // One of the time put off; then again in step with the beginning, at whole seconds.
  assert.deepEqual(lengths, [2, 2, 3, 3, 4, 4])
})

test('deltas sum to totals, whoever asks in between', () => {
  const { sites, clock, turn, registry, aggregate } = testWorker()
  const asked = {
    tracepoints: ['mempool:added', 'mempool:rejected'],
    groupBy: ['tracepoint'],
    measures: [
      { function: 'sum', field: 'feeSat' },
      { function: 'max', field: 'vsize' },
      { function: 'log2Histogram', field: 'vsize' },
    ],
  } as const
  const deltas = aggregate(asked)
  const totals = aggregate({ ...asked, mode: 'totals', intervalUs: 0 })
  const all: Report[] = []
  for (let i = 0; i < 200; i++) {
    sites['mempool:added'].fire(TXID, 1 + (i % 9), i)
    if (i % 3 === 0) sites['mempool:rejected'].fire(TXID, 'too low')
    clock.us += 90_000
    turn()
    deltas.outlet.answer()
    if (i % 17 === 0) {
      registry.turn(Number.POSITIVE_INFINITY)
      all.push(deltas.aggregation.read())
    }
  }
  registry.turn(Number.POSITIVE_INFINITY)
  all.push(deltas.aggregation.read(), ...deltas.outlet.reports)
  all.sort((a, b) => a.number - b.number)
  all.forEach((report, i) => {
    assert.equal(report.number, i)
    if (i > 0) assert.equal(report.fromUs, all[i - 1]?.untilUs)
  })
  const total = totals.aggregation.read()
  assert.equal(total.fromUs, 1_000_000)
  assert.equal(total.events, 267)
  const groups = all.flatMap(it => it.groups)
  for (const { keys, events, measures } of total.groups) {
    const same = groups.filter(it => it.keys[0] === keys[0])
    const numbers = (i: number): number[] => {
      return same.map(it => it.measures[i]).filter(it => typeof it === 'number')
    }
    assert.equal(
      same.reduce((sum, it) => sum + it.events, 0),
      events,
    )
    if (keys[0] === 'mempool:added') {
      assert.equal(
        numbers(0).reduce((a, b) => a + b),
        measures[0],
      )
      assert.equal(Math.max(...numbers(1)), measures[1])
    } else {
      assert.deepEqual(measures, [null, null, null])
    }
  }
  assert.equal(totals.outlet.reports.length, 0)
})

test('losses are told, in the report in whose time they happened', () => {
  const { sites, clock, turn, aggregate } = testWorker(64 * 1024)
  const { outlet } = aggregate(ADDED)
  for (let i = 0; i < 4000; i++) sites['mempool:added'].fire(TXID, 1, i)
  clock.us += 1_000_000
  turn()
  outlet.answer()
  clock.us += 1_000_000
  turn()
  const [first, second] = outlet.reports
  assert.ok((first?.lost ?? 0) > 0)
  assert.equal((first?.events ?? 0) + (first?.lost ?? 0), 4000)
  assert.equal(second?.lost, 0)
})

test('only events that meet the condition count, and only their tracepoints are enabled', () => {
  const { sites, clock, turn, aggregate } = testWorker()
  const tracepoints = ['net:inbound_message', 'net:outbound_message']
  const { outlet, handle } = aggregate({
    tracepoints,
    where: parseExpression('direction = outbound and size > 10', tracepoints),
  })
  assert.equal(sites['net:inbound_message'].enabled, false)
  assert.equal(sites['net:outbound_message'].enabled, true)
  for (let size = 0; size < 20; size++) {
    sites['net:outbound_message'].fire(1, 'a', 'inbound', 'tx', size, new Uint8Array(0))
  }
  clock.us += 1_000_000
  turn()
  assert.equal(outlet.reports[0]?.events, 9)
  handle.remove()
  assert.equal(sites['net:outbound_message'].enabled, false)
  assert.equal(outlet.isReleased, true)
})

test('texts whose numbers are given anew are told apart', () => {
  const { sites, registry, aggregate } = testWorker()
  const { aggregation } = aggregate({
    tracepoints: ['mempool:rejected'],
    groupBy: ['reason'],
    measures: [{ function: 'distinct', field: 'reason' }],
    intervalUs: 0,
    maxGroups: 50,
  })
  // Some 50,000 texts take each of the ring's 16,384 numbers three times.
  for (let i = 0; i < 50_000; i++) {
    sites['mempool:rejected'].fire(TXID, `reason ${i}`)
    sites['mempool:rejected'].fire(TXID, `reason ${i % 40}`)
    if (i % 500 === 0) registry.turn(Number.POSITIVE_INFINITY)
  }
  registry.turn(Number.POSITIVE_INFINITY)
  const { events, lost, groups } = aggregation.read()
  assert.equal(lost, 0)
  assert.equal(events, 100_000)
  const [other, ...named] = groups
  assert.equal(other?.isOther, true)
  const distinct = Number(other?.measures[0])
  assert.ok(Math.abs(distinct / 49_950 - 1) < 0.07, `${distinct}`)
  assert.equal(named.length, 50)
  for (const { keys, events, measures } of named) {
    const i = Number(String(keys[0]).slice('reason '.length))
    assert.equal(events, i < 40 ? 1251 : 1, `${keys[0]}`)
    assert.deepEqual(measures, [1])
  }
})

test('a client that fails to take a report ends its aggregation', () => {
  const { sites, clock, turn, registry, aggregate } = testWorker()
  const { outlet } = aggregate(ADDED)
  clock.us += 1_000_000
  turn()
  outlet.answer(new Error('gone'))
  assert.equal(outlet.isReleased, true)
  assert.equal(registry.size, 0)
  assert.equal(sites['mempool:added'].enabled, false)
})

test('closing sends a last report, after the one under way, and says the end', async () => {
  const { sites, clock, turn, registry, aggregate } = testWorker()
  const { outlet } = aggregate(ADDED)
  const onDemand = aggregate({ ...ADDED, intervalUs: 0 })
  clock.us += 1_000_000
  turn()
  sites['mempool:added'].fire(TXID, 1, 1)
  const ended = registry.end('closing', 10_000)
  assert.equal(outlet.reports.length, 1)
  outlet.answer()
  assert.equal(outlet.reports[1]?.events, 1)
  outlet.answer()
  await ended
  assert.deepEqual(outlet.ends, ['closing'])
  assert.deepEqual(onDemand.outlet.ends, ['closing'])
  assert.equal(onDemand.outlet.reports.length, 0)
})

test('there are so many aggregations at once, of one connection and of all', () => {
  const { registry, aggregate } = testWorker()
  const { maxAggregations, maxAggregationsPerConnection } = PublisherLimits
  const refused = (connection: number, message: RegExp): void => {
    assert.throws(
      () => aggregate(ADDED, connection),
      error => isNodetapError(error, ErrorCodes.Overloaded) && message.test(error.message),
    )
  }
  const first = Array.from({ length: maxAggregationsPerConnection }, () => aggregate(ADDED, 1))
  refused(1, /connection has its limit of 8 aggregations/)
  for (let i = maxAggregationsPerConnection; i < maxAggregations; i++) aggregate(ADDED, 2)
  refused(3, /publisher has its limit of 16 aggregations/)
  first[0]?.handle.remove()
  first[0]?.handle.remove()
  aggregate(ADDED, 3)
  refused(1, /publisher has its limit/)
  assert.equal(registry.size, maxAggregations)
})
