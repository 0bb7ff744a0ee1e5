import assert from 'node:assert/strict'
import { test } from 'node:test'
import {
  AggregateLimits,
  type AggregateQuestion,
  type Measure,
  planAggregate,
} from '../../src/aggregates/index.js'
import { ErrorCodes, isNodetapError } from '../../src/errors/index.js'

const NET = ['net:inbound_message', 'net:outbound_message']
const COUNT = { function: 'count' } as const

function refused(question: Partial<AggregateQuestion>, message: RegExp): void {
  assert.throws(
    () => planAggregate({ tracepoints: NET, measures: [COUNT], ...question }),
    error => isNodetapError(error, ErrorCodes.InvalidArgument) && message.test(error.message),
  )
}

test('a question that makes no sense is refused, with what would', () => {
  refused({ tracepoints: [] }, /at least one tracepoint/)
  refused({ measures: [] }, /at least one measure/)
  refused({ measures: new Array(17).fill(COUNT) }, /17 measures; at most 16/)
  refused({ groupBy: ['a', 'b', 'c', 'd'] }, /groupBy names 4 fields; at most 3/)
  refused({ groupBy: ['size', 'size'] }, /names 'size' twice/)
  refused({ groupBy: ['payload'] }, /no payloads/)
  refused({ groupBy: ['sequence'] }, /field 'sequence'/)
  refused({ maxGroups: 0 }, /maxGroups is 0/)
  refused({ maxGroups: 1.5 }, /maxGroups is 1.5/)
})

test('a field that is not there is refused, with the one that was meant', () => {
  refused({ groupBy: ['messagetype'] }, /field 'messagetype'.*messageType/)
  refused({ measures: [{ function: 'sum', field: 'sizes' }] }, /sum: .*'sizes'.*size/)
  refused({ groupBy: ['\u001b[2J'] }, /field '\ufffd\[2J'/)
})

test('a function that does not fit a field is refused', () => {
  refused({ measures: [{ function: 'sum', field: 'address' }] }, /address is a text/)
  refused({ measures: [{ function: 'min', field: 'direction' }] }, /direction is a text/)
  refused({ measures: [{ function: 'log2Histogram', field: 'payload' }] }, /payloads/)
  refused(
    { tracepoints: ['mempool:added'], measures: [{ function: 'max', field: 'txid' }] },
    /txid is a hash/,
  )
})

test('a function that there is not is refused, with those that there are', () => {
  const measures = JSON.parse('[{ "function": "avg", "field": "size" }]') as Measure[]
  refused({ measures }, /No measure is called 'avg'\. There are: count, sum, .*top/)
})

test('buckets and counts that make no sense are refused', () => {
  const linear = {
    function: 'linearHistogram',
    field: 'size',
    from: 0,
    width: 1,
    buckets: 1,
  } as const
  refused({ measures: [{ ...linear, width: 0 }] }, /buckets of 0/)
  refused({ measures: [{ ...linear, buckets: 0 }] }, /0 buckets/)
  refused({ measures: [{ ...linear, buckets: 1025 }] }, /1025 buckets/)
  refused({ measures: [{ ...linear, from: 2 ** 53 - 1 }] }, /2\^53/)
  refused({ measures: [{ ...linear, width: Number.NaN }] }, /buckets of NaN/)
  refused({ measures: [{ function: 'top', field: 'size', count: 0 }] }, /top tells 0/)
  refused({ measures: [{ function: 'top', field: 'size', count: 101 }] }, /top tells 101/)
})

test('groups are cut to what memory they may take', () => {
  const groups = (question: Partial<AggregateQuestion>): number =>
    planAggregate({ tracepoints: NET, measures: [COUNT], ...question }).maxGroups
  assert.equal(groups({}), 1000)
  assert.equal(groups({ maxGroups: 7 }), 7)
  assert.equal(groups({ maxGroups: 2 ** 32 - 1 }), AggregateLimits.maxGroups)
  const many = new Array(16).fill({ function: 'top', field: 'address', count: 100 })
  const few = groups({ measures: many, maxGroups: 10_000 })
  assert.ok(few >= 1 && few < 10, `${few}`)
})
