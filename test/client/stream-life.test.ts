/** What happens to a stream while its connection is made again, in whatever order it happens. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Report } from '../../src/aggregates/index.js'
import {
  Aggregation,
  type OpenAggregate,
  type ReportSink,
} from '../../src/client/aggregates/index.js'
import { Batch } from '../../src/client/batch/index.js'
import type { OpenStream, StreamSink } from '../../src/client/stream.js'
import { Subscription } from '../../src/client/subscription.js'
import { ErrorCodes, NodetapError } from '../../src/errors/index.js'

const LOST = new NodetapError(ErrorCodes.Disconnected, 'The peer closed the connection')

function stream(firstSequence: number): OpenStream {
  return {
    terms: {
      tracepoints: ['mempool:added'],
      firstSequence,
      monotonicZeroUnixUs: 0,
      payloadBytes: 0,
      snapshot: [],
    },
    counts: () => Promise.resolve(null),
    stop: () => Promise.resolve(),
  }
}

const AGGREGATE: OpenAggregate = {
  terms: {
    tracepoints: ['mempool:added'],
    firstSequence: 0,
    monotonicZeroUnixUs: 0,
    intervalMs: 1000,
    maxGroups: 1,
    distinctStandardError: 0,
    isComputedByNode: true,
  },
  read: () => Promise.reject(LOST),
  stop: () => Promise.resolve(),
}

/** What a node answers to each attempt, in order. */
function answers<T, A>(...steps: ((asked: A) => T)[]): (asked: A) => Promise<T> {
  return async asked => {
    const step = steps.shift()
    assert.ok(step, 'nobody asks once more')
    return step(asked)
  }
}

test('batches that come in one piece with the answer come after the gap', async () => {
  const subscription = new Subscription(
    {
      open: answers<OpenStream, StreamSink>(
        () => stream(0),
        sink => {
          // Before whoever asked hears of the answer.
          void sink.batch(Batch.empty(), 0)
          void sink.batch(Batch.empty(), 0)
          return stream(50)
        },
      ),
      reconnect: async () => ({ restarted: false }),
      ended: () => {},
    },
    undefined,
  )
  await subscription.ready
  const batches = subscription[Symbol.asyncIterator]()
  const first = batches.next()
  subscription.connectionLost(LOST)
  const gaps = [(await first).value, (await batches.next()).value].map(it => it?.gap)
  assert.equal(gaps[0]?.missedEvents, 50)
  assert.equal(gaps[1], null)
  await subscription.close()
})

test('a subscription whose new connection is lost at once is made once more', async () => {
  const subscription: Subscription = new Subscription(
    {
      open: answers<OpenStream, StreamSink>(
        () => stream(0),
        () => {
          subscription.connectionLost(LOST)
          throw LOST
        },
        () => stream(70),
      ),
      reconnect: answers<{ restarted: boolean }, unknown>(
        () => ({ restarted: true }),
        () => ({ restarted: false }),
      ),
      ended: () => {},
    },
    undefined,
  )
  await subscription.ready
  subscription.connectionLost(LOST)
  for await (const { gap } of subscription) {
    // By the one before the last.
    assert.equal(gap?.restarted, true)
    assert.equal(gap?.missedEvents, null)
    break
  }
})

test('a node that goes on refusing ends the subscription', async () => {
  const refused = new NodetapError(ErrorCodes.Overloaded, 'This publisher has its limit')
  const subscription = new Subscription(
    {
      open: answers<OpenStream, StreamSink>(
        () => stream(0),
        () => {
          throw refused
        },
      ),
      reconnect: async () => ({ restarted: false }),
      ended: () => {},
    },
    undefined,
  )
  await subscription.ready
  subscription.connectionLost(LOST)
  await assert.rejects(subscription[Symbol.asyncIterator]().next(), refused)
})

test('an aggregation is made once more, and its first report tells of the gap', async () => {
  const report: Report = { number: 0, fromUs: 0, untilUs: 1, events: 0, lost: 0, groups: [] }
  const aggregation: Aggregation = new Aggregation(
    {
      open: answers<OpenAggregate, ReportSink>(
        () => AGGREGATE,
        () => {
          aggregation.connectionLost(LOST)
          throw LOST
        },
        sink => {
          void sink.report(report)
          return AGGREGATE
        },
      ),
      reconnect: async () => ({ restarted: false }),
      ended: () => {},
    },
    { tracepoints: ['mempool:added'], measures: { n: { function: 'count' } } },
  )
  await aggregation.ready
  aggregation.connectionLost(LOST)
  for await (const { gap } of aggregation) {
    assert.equal(gap?.restarted, false)
    break
  }
})
