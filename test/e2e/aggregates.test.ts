import assert from 'node:assert/strict'
import { join } from 'node:path'
import { type TestContext, test } from 'node:test'
import fc from 'fast-check'
import type { GroupResult, Measure } from '../../src/aggregates/index.js'
import { hashToHex } from '../../src/bitcoin/index.js'
import {
  type AggregateGroup,
  type AggregateReport,
  type Aggregation,
  aggregateBatches,
  type Batch,
  connect,
  ErrorCodes,
  isNodetapError,
  parseExpression,
  type Session,
} from '../../src/client/index.js'
import { evaluate } from '../../src/expressions/index.js'
import { startPublisher, type Tracing } from '../../src/publisher/index.js'
import { findTracepoint, type TraceEvent } from '../../src/tracepoints/index.js'
import { events, questions } from '../aggregates/arbitraries.js'
import { referenceGroups } from '../aggregates/reference.js'
import type { PlainEvent } from '../aggregates/support.js'
import { temporaryDirectory, until } from './support.js'

const TXID = new Uint8Array(32)

/** What the questions ask in turn. */
const CONDITIONS = [
  'not tracepoint = mempool:removed',
  'size > 10 or feeSat in (0, 1, 2)',
  'direction = outbound or network = ipv6 or coinbase = true',
  'messageType in (inv, tx) and not address prefix 10.0.0.1',
] as const

async function start(
  t: TestContext,
  options: { readonly reconnect?: boolean } = {},
): Promise<{ tracing: Tracing; session: Session; path: string }> {
  const path = join(temporaryDirectory(t), 'node.sock')
  const tracing = await startPublisher({ path })
  const session = await connect({ path, ...options })
  t.after(async () => {
    await session.close()
    await tracing.close()
  })
  return { tracing, session, path }
}

function fire({ tracepoints }: Tracing, event: PlainEvent): void {
  const { fields } = findTracepoint(event.tracepoint)
  const sites = tracepoints as unknown as Record<string, { fire(...values: unknown[]): void }>
  sites[event.tracepoint]?.fire(...fields.map(({ name }) => event[name] ?? new Uint8Array(0)))
}

/** In an order of its own, hashes as people read them. */
function comparable(groups: readonly GroupResult[]): string[] {
  const shown = (value: unknown): unknown =>
    value instanceof Uint8Array ? hashToHex(value) : value
  return groups
    .map(({ keys, isOther, events: count, measures }) =>
      JSON.stringify({
        keys: keys.map(shown),
        isOther,
        count,
        measures: measures.map(it =>
          Array.isArray(it)
            ? it.map(entry => JSON.stringify([shown(entry.value), entry.count])).sort()
            : it,
        ),
      }),
    )
    .sort()
}

/** A report's groups as the reference has them. */
function unnamed(
  groups: readonly AggregateGroup[],
  groupBy: readonly string[],
): readonly GroupResult[] {
  return groups.map(group => ({
    keys: group.isOther ? [] : groupBy.map(field => group.keys[field] ?? ''),
    isOther: group.isOther,
    events: group.events,
    measures: Object.values(group.measures),
  }))
}

function named(measures: readonly Measure[]): Record<string, Measure> {
  return Object.fromEntries(measures.map((measure, i) => [`measure ${i}`, measure]))
}

test('figures of the node are those of a full subscription, computed here', async t => {
  const { tracing, session } = await start(t)
  const asked = fc.sample(questions, { numRuns: 8, seed: 6 })
  const aggregations = asked.map((question, i) =>
    session.aggregate({
      ...(i % 2 === 0 ? {} : { where: CONDITIONS[i >> 1] ?? '' }),
      tracepoints: question.tracepoints,
      groupBy: question.groupBy ?? [],
      measures: named(question.measures),
      maxGroups: question.maxGroups ?? 1000,
      intervalMs: 0,
      mode: 'totals',
    }),
  )
  await Promise.all(aggregations.map(it => it.ready))
  const tracepoints = asked[0]?.tracepoints ?? []
  const subscription = session.subscribe(tracepoints)
  await subscription.ready
  const batches: Batch[] = []
  const received = (async () => {
    for await (const batch of subscription) batches.push(batch)
  })()
  const all = fc.sample(events, { numRuns: 40, seed: 7 }).flat()
  for (const event of all) fire(tracing, event)
  await until('everything has come', () => {
    return batches.reduce((sum, it) => sum + it.eventCount, 0) === all.length
  })
  const seen = batches.flatMap(batch => [...batch] as (TraceEvent & PlainEvent)[])
  for (const [i, aggregation] of aggregations.entries()) {
    const question = asked[i]
    assert.ok(question)
    const { maxGroups } = await aggregation.ready
    const report = await aggregation.read()
    const where = i % 2 === 0 ? null : parseExpression(CONDITIONS[i >> 1] ?? '')
    const met = seen.filter(event => where === null || evaluate(where, event))
    assert.ok(met.length > 100)
    assert.equal(report.events, met.length)
    assert.equal(report.lost, 0)
    const groups = unnamed(report.groups, question.groupBy ?? [])
    assert.deepEqual(comparable(groups), comparable(referenceGroups(question, maxGroups, met)))

    // The same again of the batches, as it is done of a recording.
    const here: AggregateReport[] = []
    for await (const it of aggregateBatches(iterate(batches), {
      tracepoints,
      ...(where === null ? {} : { where }),
      groupBy: question.groupBy ?? [],
      measures: named(question.measures),
      maxGroups: question.maxGroups ?? 1000,
      intervalMs: 0,
    })) {
      here.push(it)
    }
    assert.deepEqual(here[0]?.groups, report.groups)
  }
  await subscription.close()
  await received
})

async function* iterate<T>(all: readonly T[]): AsyncGenerator<T, void, undefined> {
  yield* all
}

test('reports come by themselves, and their deltas sum to what was fired', async t => {
  const { tracing, session } = await start(t)
  const aggregation = session.aggregate({
    tracepoints: ['mempool:added'],
    where: 'feeSat >= 100',
    measures: { fees: { function: 'sum', field: 'feeSat' } },
    intervalMs: 100,
  })
  const terms = await aggregation.ready
  assert.equal(terms.isComputedByNode, true)
  assert.equal(terms.intervalMs, 100)
  let fired = 0
  let expected = 0
  let fees = 0
  let last: AggregateReport | null = null
  for await (const report of aggregation) {
    if (last !== null) assert.equal(report.fromUs, last.untilUs)
    assert.equal(report.number, last === null ? 0 : last.number + 1)
    last = report
    fees += report.groups[0]?.measures.fees ?? 0
    if (report.number === 5) break
    for (let i = 0; report.number < 4 && i < 500; i++) {
      tracing.tracepoints['mempool:added'].fire(TXID, 100, ++fired)
      if (fired >= 100) expected += fired
    }
  }
  assert.equal(fees, expected)
  await until('the node has stopped', () => !tracing.tracepoints['mempool:added'].enabled)
})

test('a consumer that does not take its reports gets one about all of the time', async t => {
  const { tracing, session } = await start(t)
  const aggregation = session.aggregate({
    tracepoints: ['mempool:added'],
    measures: { count: { function: 'count' } },
    intervalMs: 100,
  })
  await aggregation.ready
  // Ten intervals by the node's clock; nobody takes a report meanwhile.
  let events = 0
  const watch = session.aggregate({
    tracepoints: ['mempool:rejected'],
    measures: { count: { function: 'count' } },
    intervalMs: 100,
  })
  for await (const report of watch) {
    tracing.tracepoints['mempool:added'].fire(TXID, 100, 1)
    events++
    if (report.number === 9) break
  }
  const reports: AggregateReport[] = []
  for await (const report of aggregation) {
    reports.push(report)
    if (reports.reduce((sum, it) => sum + it.events, 0) === events) break
  }
  assert.ok(reports.length <= 4, `${reports.length} reports`)
  assert.deepEqual(
    reports.map(it => it.number),
    reports.map((_, i) => i),
  )
})

test('what makes no sense is refused with a hint, before and by the node', async t => {
  const { session } = await start(t)
  const refused = async (
    options: Parameters<Session['aggregate']>[0],
    code: (typeof ErrorCodes)[keyof typeof ErrorCodes],
    message: RegExp,
  ): Promise<void> => {
    const aggregation: Aggregation = session.aggregate<string>(options)
    await assert.rejects(aggregation.ready, error => {
      return isNodetapError(error, code) && message.test(error.message)
    })
    await assert.rejects(async () => {
      for await (const _ of aggregation);
    }, message)
  }
  const measures = { count: { function: 'count' } } as const
  const tracepoints = ['net:*_message']
  const { InvalidArgument, UnknownTracepoint } = ErrorCodes
  await refused({ tracepoints: ['nt:*'], measures }, UnknownTracepoint, /net:\*/)
  await refused({ tracepoints, measures: {} }, InvalidArgument, /at least one measure/)
  await refused({ tracepoints, measures, groupBy: ['adress'] }, InvalidArgument, /address/)
  await refused({ tracepoints, measures, where: 'sise > 1' }, InvalidArgument, /size/)
  await refused({ tracepoints, measures, intervalMs: -1 }, InvalidArgument, /intervalMs is -1/)
  await refused(
    { tracepoints: ['snapshot:tip'], measures },
    InvalidArgument,
    /snapshot:tip is told to a subscription/,
  )
  const sum = { sum: { function: 'sum', field: 'messageType' } } as const
  await refused({ tracepoints, measures: sum }, InvalidArgument, /messageType is a text/)
})

test('a signal ends an aggregation, and a closed session all of them', async t => {
  const { tracing, session } = await start(t)
  const abort = new AbortController()
  const options = {
    tracepoints: ['mempool:added'],
    measures: { count: { function: 'count' } },
  } as const
  const aborted = session.aggregate({ ...options, signal: abort.signal })
  const other = session.aggregate(options)
  await Promise.all([aborted.ready, other.ready])
  abort.abort()
  for await (const _ of aborted) assert.fail('no report is due')
  assert.equal(tracing.tracepoints['mempool:added'].enabled, true)
  await session.close()
  for await (const _ of other) assert.fail('no report is due')
  await until('the node has stopped', () => !tracing.tracepoints['mempool:added'].enabled)
})

test('a publisher that closes sends what it has counted, and says that it is the end', async t => {
  const { tracing, session } = await start(t)
  const aggregation = session.aggregate({
    tracepoints: ['mempool:added'],
    measures: { count: { function: 'count' } },
    intervalMs: 3_600_000,
  })
  await aggregation.ready
  tracing.tracepoints['mempool:added'].fire(TXID, 1, 1)
  const closed = tracing.close()
  const reports: AggregateReport[] = []
  await assert.rejects(
    async () => {
      for await (const report of aggregation) reports.push(report)
    },
    error => isNodetapError(error, ErrorCodes.Disconnected),
  )
  await closed
  assert.deepEqual(
    reports.map(it => it.events),
    [1],
  )
})

test('after a restart of the node an aggregation begins anew, and tells the gap', async t => {
  const { tracing, session, path } = await start(t, { reconnect: true })
  const aggregation = session.aggregate({
    tracepoints: ['mempool:added'],
    measures: { count: { function: 'count' } },
    intervalMs: 100,
    mode: 'totals',
  })
  await aggregation.ready
  tracing.tracepoints['mempool:added'].fire(TXID, 1, 1)
  const iterator = aggregation[Symbol.asyncIterator]()
  const next = async (): Promise<AggregateReport> => {
    const { value } = await iterator.next()
    assert.ok(value)
    return value
  }
  assert.equal((await next()).gap, null)
  await tracing.close()
  const again = await startPublisher({ path })
  t.after(() => again.close())
  const first = await until('the gap is told', async () => {
    const report = await next()
    return report.gap === null ? null : report
  })
  assert.equal(first.gap?.restarted, true)
  assert.equal(first.number, 0)
  assert.equal(first.events, 0)
  assert.equal((await next()).gap, null)
  await iterator.return(undefined)
})
