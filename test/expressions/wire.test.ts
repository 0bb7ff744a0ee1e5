import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { MessageBuilder, MessageReader } from '../../src/capnp/index.js'
import { isNodetapError } from '../../src/errors/index.js'
import {
  checkFilter,
  NO_FILTER,
  readExpression,
  readFilter,
  writeFilter,
} from '../../src/expressions/index.js'
import { expressions as schema } from '../../src/schema/index.js'
import { TRACEPOINT_NAMES } from '../../src/tracepoints/index.js'
import { seed } from '../publisher/ring/harness.js'
import { compare, HOSTILE_EXPRESSIONS, number } from './hostile-expressions.js'
import { expressions } from './support.js'

console.log(`wire: NODETAP_TEST_SEED=${seed}`)

/** Reads and checks what `write` writes, as a server does. */
function receive(write: (builder: schema.ExpressionBuilder) => void): void {
  const message = new MessageBuilder()
  const filter = message.initRoot(schema.Filter)
  write(filter.initWhere())
  const reader = new MessageReader(message.toFrame()).root(schema.Filter)
  checkFilter(readFilter(reader), TRACEPOINT_NAMES)
}

test('whatever expression a client sends, the server reads it or refuses it', () => {
  for (const [name, write] of HOSTILE_EXPRESSIONS) {
    assert.throws(
      () => receive(write),
      error => isNodetapError(error, 'INVALID_ARGUMENT') && error.message.length < 2000,
      name,
    )
  }
  receive(builder => compare(builder, 'size', schema.Operator.equal, number(1)))
})

test('members of the unions that are not known are refused', () => {
  const message = new MessageBuilder()
  compare(message.initRoot(schema.Expression), 'size', schema.Operator.equal, number(1))
  const frame = message.toFrame()
  const root = new MessageReader(frame).root(schema.Expression)
  // The discriminant is the first 16 bits of the root's data.
  const data = new DataView(frame.buffer, frame.byteOffset, frame.byteLength)
  const at = [...frame.keys()].find(i => i >= 16 && data.getUint16(i, true) === 4) ?? 0
  assert.equal(root.which(), 4)
  data.setUint16(at, 77, true)
  assert.throws(
    () => readExpression(new MessageReader(frame).root(schema.Expression)),
    error => isNodetapError(error, 'INVALID_ARGUMENT') && /77/.test(error.message),
  )
})

test('a damaged filter is read as another or refused', () => {
  fc.assert(
    fc.property(
      expressions,
      fc.array(fc.tuple(fc.nat(), fc.integer({ min: 0, max: 255 })), {
        minLength: 1,
        maxLength: 8,
      }),
      (where, damages) => {
        const message = new MessageBuilder()
        const filter = { ...NO_FILTER, where, sampleOneIn: 3, sampleBy: 'txid' }
        writeFilter(filter, message.initRoot(schema.Filter))
        const frame = message.toFrame()
        for (const [at, byte] of damages) frame[at % frame.length] = byte
        try {
          const reader = new MessageReader(frame).root(schema.Filter)
          checkFilter(readFilter(reader), TRACEPOINT_NAMES)
        } catch (error) {
          assert.ok(isNodetapError(error), String(error))
        }
      },
    ),
    { seed, numRuns: 2000 },
  )
})

test('a filter that says nothing lets everything through', () => {
  const message = new MessageBuilder()
  message.initRoot(schema.Filter)
  const reader = new MessageReader(message.toFrame()).root(schema.Filter)
  assert.deepEqual(readFilter(reader), NO_FILTER)
})

test('sampling by what cannot be sampled by is refused, with what could be meant', () => {
  const by = (sampleBy: string): void =>
    checkFilter({ ...NO_FILTER, sampleOneIn: 2, sampleBy }, ['mempool:added'])
  by('txid')
  assert.throws(() => by('txd'), /did you mean txid\?/)
  assert.throws(() => by('payload'), /cannot be sampled by "payload"/)
  assert.throws(() => by('x'.repeat(100_000)), /cannot be sampled by/)
  assert.throws(() => checkFilter({ ...NO_FILTER, sampleOneIn: 0 }, TRACEPOINT_NAMES), /from 1 to/)
  assert.throws(
    () => checkFilter({ ...NO_FILTER, maxEventsPerSecond: 1.5 }, TRACEPOINT_NAMES),
    /whole number/,
  )
})
