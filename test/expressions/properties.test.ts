import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { MessageBuilder, MessageReader } from '../../src/capnp/index.js'
import { isNodetapError } from '../../src/errors/index.js'
import {
  type Expression,
  formatExpression,
  parseExpression,
  readExpression,
  writeExpression,
} from '../../src/expressions/index.js'
import { expressions as schema } from '../../src/schema/index.js'
import { seed } from '../publisher/ring/harness.js'
import { expressions } from './support.js'

console.log(`expressions: NODETAP_TEST_SEED=${seed}`)

/** Typed arrays of the two sides may differ in class only. */
function plain(expression: Expression): unknown {
  return JSON.parse(
    JSON.stringify(expression, (_key, value: unknown) =>
      value instanceof Uint8Array ? { bytes: Buffer.from(value).toString('hex') } : value,
    ),
  )
}

test('what an expression is written as is parsed to the same', () => {
  fc.assert(
    fc.property(expressions, expression => {
      const text = formatExpression(expression)
      assert.deepEqual(plain(parseExpression(text)), plain(expression), text)
      assert.equal(formatExpression(parseExpression(text)), text)
    }),
    { seed, numRuns: 500 },
  )
})

test('what is sent is read as the same', () => {
  fc.assert(
    fc.property(expressions, expression => {
      const message = new MessageBuilder()
      writeExpression(expression, message.initRoot(schema.Expression))
      const reader = new MessageReader(message.toFrame()).root(schema.Expression)
      assert.deepEqual(plain(readExpression(reader)), plain(expression))
    }),
    { seed, numRuns: 500 },
  )
})

const PIECES = [
  'size',
  'messageType',
  'txid',
  'coinbase',
  'payload',
  'and',
  'or',
  'not',
  'in',
  'has bits',
  'prefix',
  'between',
  '(',
  ')',
  ',',
  '=',
  '<',
  '&',
  '..',
  '1k',
  '0x',
  '-1',
  '"',
  "'",
  '\\u12',
  '.onion',
  '10.0.0.0/33',
  'ff',
  '\u{1fa99}',
  '\u001b[31m',
]

test('whatever the text, parsing gives an expression or says what is wrong', () => {
  const texts = fc.oneof(
    fc.array(fc.constantFrom(...PIECES), { maxLength: 40 }).map(pieces => pieces.join(' ')),
    fc.array(fc.constantFrom(...PIECES), { maxLength: 12 }).map(pieces => pieces.join('')),
    fc.string({ unit: 'binary', maxLength: 100 }),
    // A right one with a wrong place.
    fc.tuple(expressions, fc.nat(), fc.constantFrom(...PIECES)).map(([expression, at, piece]) => {
      const text = formatExpression(expression)
      const place = at % (text.length + 1)
      return text.slice(0, place) + piece + text.slice(place + (at % 3))
    }),
  )
  fc.assert(
    fc.property(texts, text => {
      try {
        parseExpression(text)
      } catch (error) {
        assert.ok(isNodetapError(error, 'INVALID_ARGUMENT'), String(error))
        assert.match(error.message, /^[\x20-\x7e…\ufffd\n]*$/, 'nothing for a terminal to obey')
      }
    }),
    { seed, numRuns: 2000 },
  )
})

test('texts made to be slow are parsed or refused at once', () => {
  const hostile = [
    '('.repeat(16_384),
    'not '.repeat(4096),
    '!'.repeat(16_384),
    `size in (${'1,'.repeat(8000)}1)`,
    `${'size > 1 and '.repeat(1200)}size > 1`,
    `${'a'.repeat(16_000)} = 1`,
    `"${'\\'.repeat(16_000)}`,
    `messageType = ${'9'.repeat(16_000)}`,
    `size = ${'9'.repeat(16_000)}k`,
    `size = ${'1_'.repeat(8000)}1`,
    `txid = ${'f'.repeat(16_000)}`,
    `network = ${'onion'.repeat(3000)}`,
    '.'.repeat(16_384),
    ' '.repeat(20_000),
  ]
  for (const text of hostile) {
    assert.throws(
      () => parseExpression(text),
      error => isNodetapError(error, 'INVALID_ARGUMENT') && error.message.length < 2000,
      text.slice(0, 20),
    )
  }
})
