import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import {
  AggregateLimits,
  type AggregateRequest,
  planAggregate,
  type Report,
  readReport,
  readRequest,
  writeReport,
  writeRequest,
} from '../../src/aggregates/index.js'
import { MessageBuilder, MessageReader } from '../../src/capnp/index.js'
import { ErrorCodes, isNodetapError } from '../../src/errors/index.js'
import { ALWAYS, checkExpression, parseExpression } from '../../src/expressions/index.js'
import { aggregates } from '../../src/schema/index.js'
import { matchTracepoints } from '../../src/tracepoints/index.js'
import { TRIALS } from '../capnp/property.js'
import { questions } from './arbitraries.js'

const REQUEST: AggregateRequest = {
  tracepoints: ['net:*_message'],
  where: parseExpression('size > 10 and not messageType in (tx, inv)'),
  groupBy: ['messageType', 'direction'],
  measures: [
    { function: 'count' },
    { function: 'linearHistogram', field: 'size', from: -5, width: 10, buckets: 3 },
    { function: 'top', field: 'address', count: 3 },
  ],
  intervalUs: 250_000,
  mode: 'totals',
  maxGroups: 12,
}

function frameOf(write: (builder: aggregates.AggregateRequestBuilder) => void): Uint8Array {
  const message = new MessageBuilder()
  write(message.initRoot(aggregates.AggregateRequest))
  return message.toFrame()
}

/** Reads and checks a request as a server does. */
function receive(frame: Uint8Array): AggregateRequest {
  const request = readRequest(new MessageReader(frame).root(aggregates.AggregateRequest))
  const tracepoints = matchTracepoints([...request.tracepoints])
  planAggregate({ ...request, tracepoints })
  checkExpression(request.where, tracepoints)
  return request
}

test('a request is read as it was written', () => {
  const frame = frameOf(builder => writeRequest(REQUEST, builder))
  assert.deepEqual(receive(frame), REQUEST)
  fc.assert(
    fc.property(questions, question => {
      const request: AggregateRequest = {
        ...question,
        where: ALWAYS,
        intervalUs: 0,
        mode: 'deltas',
      }
      const read = receive(frameOf(builder => writeRequest(request, builder)))
      // Plain objects: some of fast-check's have no prototype.
      assert.deepEqual(read, JSON.parse(JSON.stringify(request)))
    }),
    TRIALS,
  )
})

test('a report is read as it was written', () => {
  const hash = Uint8Array.from({ length: 32 }, (_, i) => i)
  const report: Report = {
    number: 7,
    fromUs: -5,
    untilUs: 2 ** 50,
    events: 2 ** 53 - 1,
    lost: 3,
    groups: [
      {
        keys: ['tx', hash, -12],
        isOther: false,
        events: 9,
        measures: [
          1.5,
          null,
          { below: 2 ** 40, counts: [0, 2 ** 33 + 1], above: 1 },
          [{ value: hash, count: 5, maxError: 1 }],
        ],
      },
      { keys: [], isOther: true, events: 1, measures: [true, false].map(() => -(2 ** 60)) },
      {
        keys: [true, '', 0],
        isOther: false,
        events: 1,
        measures: [{ below: 0, counts: [], above: 0 }, []],
      },
    ],
  }
  const message = new MessageBuilder()
  writeReport(report, message.initRoot(aggregates.AggregateReport))
  const read = readReport(new MessageReader(message.toFrame()).root(aggregates.AggregateReport))
  assert.deepEqual(read, report)
})

const HOSTILE: readonly (readonly [
  string,
  (builder: aggregates.AggregateRequestBuilder) => void,
  RegExp,
])[] = [
  ['nothing at all', () => {}, /at least one tracepoint/],
  [
    'more measures than there may be',
    builder => {
      builder.initMeasures(AggregateLimits.maxMeasures + 1)
    },
    /17 measures/,
  ],
  [
    'a million fields to group by',
    builder => {
      builder.groupBy = new Array(100_000).fill('')
    },
    /100000 fields/,
  ],
  [
    'thousands of patterns',
    builder => {
      builder.tracepoints = new Array(5000).fill('net:*')
    },
    /5000 tracepoint patterns/,
  ],
  [
    'a mode that there is not',
    builder => {
      builder.mode = 7
    },
    /no mode of the number 7/,
  ],
  [
    'a function that there is not',
    builder => {
      builder.tracepoints = ['net:*']
      builder.initMeasures(1).get(0).function = 99
    },
    /no measure of the number 99/,
  ],
  [
    "a field's name without end",
    builder => {
      builder.tracepoints = ['net:*']
      builder.initMeasures(1).get(0).field = 'x'.repeat(100_000)
    },
    /100000 characters/,
  ],
  [
    'a histogram without width',
    builder => {
      builder.tracepoints = ['net:*_message']
      const measure = builder.initMeasures(1).get(0)
      measure.function = aggregates.AggregateFunction.linearHistogram
      measure.field = 'size'
      measure.linearBuckets = 5
    },
    /buckets of 0/,
  ],
  [
    'more buckets than there may be',
    builder => {
      builder.tracepoints = ['net:*_message']
      const measure = builder.initMeasures(1).get(0)
      measure.function = aggregates.AggregateFunction.linearHistogram
      measure.field = 'size'
      measure.linearWidth = 1
      measure.linearBuckets = 0xffffffff
    },
    /4294967295 buckets/,
  ],
  [
    'a condition on what is not there',
    builder => {
      writeRequest({ ...REQUEST, where: ALWAYS }, builder)
      const comparison = builder.initWhere().initCompare()
      comparison.field = 'nothing'
      comparison.initValues(1).get(0).number = 1
    },
    /nothing/,
  ],
]

for (const [name, write, message] of HOSTILE) {
  test(`a request of a hostile client is refused: ${name}`, () => {
    assert.throws(
      () => receive(frameOf(write)),
      error => isNodetapError(error, ErrorCodes.InvalidArgument) && message.test(error.message),
    )
  })
}

test('a request with any byte changed is refused with one of our errors, or makes sense', () => {
  const frame = frameOf(builder => writeRequest(REQUEST, builder))
  for (let at = 0; at < frame.length; at++) {
    for (const bits of [1, 0x80, 0xff]) {
      const changed = frame.slice()
      changed[at] = (changed[at] as number) ^ bits
      try {
        receive(changed)
      } catch (error) {
        assert.ok(isNodetapError(error), `byte ${at}: ${error}`)
      }
    }
  }
})
