import assert from 'node:assert/strict'
import { test } from 'node:test'
import { isNodetapError } from '../../src/errors/index.js'
import {
  type Comparison,
  type Expression,
  type Operator,
  parseExpression,
  type Value,
} from '../../src/expressions/index.js'

function compare(field: string, operator: Operator, ...values: Value[]): Comparison {
  return { kind: 'compare', field, operator, values }
}

const bytes = (hex: string): Uint8Array => Uint8Array.from(Buffer.from(hex, 'hex'))

const PARSED: readonly (readonly [string, Expression])[] = [
  ['size > 1000', compare('size', 'greater', 1000)],
  ['size>=1kB', compare('size', 'greaterOrEqual', 1000)],
  ['size ≤ 4MiB', compare('size', 'lessOrEqual', 4 * 2 ** 20)],
  ['size == 0x1f', compare('size', 'equal', 31)],
  ['size != 1_000_000', compare('size', 'notEqual', 1_000_000)],
  ['size = 1..5', compare('size', 'between', 1, 5)],
  ['size in 1..5', compare('size', 'between', 1, 5)],
  ['size between 1 and 5', compare('size', 'between', 1, 5)],
  ['peerId in (1, 2,3)', compare('peerId', 'in', 1, 2, 3)],
  ['changePosition = -1', compare('changePosition', 'equal', -1)],
  ['durationNs > 1.5ms', compare('durationNs', 'greater', 1_500_000)],
  ['timestampUs < 2h', compare('timestampUs', 'less', 7_200_000_000)],
  ['feeSat > 0.1BTC', compare('feeSat', 'greater', 10_000_000)],
  ['vsize > 10kvB', compare('vsize', 'greater', 10_000)],
  ['size & 3', compare('size', 'anyBits', 3)],
  ['size has bits 0x30', compare('size', 'allBits', 48)],
  ['messageType = inv', compare('messageType', 'equal', 'inv')],
  ["messageType = 'in v'", compare('messageType', 'equal', 'in v')],
  ['messageType startsWith cmp', compare('messageType', 'prefix', 'cmp')],
  ['reason contains "a\\"b\\u00e4"', compare('reason', 'contains', 'a"bä')],
  ['connectionType = block-relay-only', compare('connectionType', 'equal', 'block-relay-only')],
  ['address in 10.0.0.0/8', compare('address', 'inSubnet', '10.0.0.0/8')],
  ['address in (::1, .onion)', compare('address', 'inSubnet', '::1', '.onion')],
  ['address in (1.2.3.4:8333)', compare('address', 'in', '1.2.3.4:8333')],
  // In quotes it is a text like any other.
  ['address in "10.0.0.0/33"', compare('address', 'in', '10.0.0.0/33')],
  ['reason = .onion', compare('reason', 'equal', '.onion')],
  ['address = "10.0.0.1"', compare('address', 'equal', '10.0.0.1')],
  ['address = [::1]:8333', compare('address', 'equal', '[::1]:8333')],
  ['network in (onion, i2p)', compare('network', 'in', 'onion', 'i2p')],
  ['coinbase', compare('coinbase', 'equal', true)],
  ['coinbase = false', compare('coinbase', 'equal', false)],
  ['txid prefix 00FF', compare('txid', 'prefix', bytes('00ff'))],
  [`txid = ${'ab'.repeat(32)}`, compare('txid', 'equal', bytes('ab'.repeat(32)))],
  ['payload prefix f9beb4d9', compare('payload', 'prefix', bytes('f9beb4d9'))],
  ['payload contains "abc"', compare('payload', 'contains', bytes('616263'))],
  ['direction = inbound', compare('direction', 'equal', 'inbound')],
  ['tracepoint != mempool:added', compare('tracepoint', 'notEqual', 'mempool:added')],
  ['sequence >= 5', compare('sequence', 'greaterOrEqual', 5)],
  [
    'coinbase or vout = 1 and not height > 5',
    {
      kind: 'any',
      of: [
        compare('coinbase', 'equal', true),
        {
          kind: 'all',
          of: [compare('vout', 'equal', 1), { kind: 'not', of: compare('height', 'greater', 5) }],
        },
      ],
    },
  ],
  [
    '(coinbase OR vout = 1) && messageType NOT IN (a)',
    {
      kind: 'all',
      of: [
        { kind: 'any', of: [compare('coinbase', 'equal', true), compare('vout', 'equal', 1)] },
        { kind: 'not', of: compare('messageType', 'in', 'a') },
      ],
    },
  ],
  [
    'vout = 1 and (vout < 5 and (vout < 6))',
    {
      kind: 'all',
      of: [compare('vout', 'equal', 1), compare('vout', 'less', 5), compare('vout', 'less', 6)],
    },
  ],
  ['true', { kind: 'always' }],
]

test('the language says what it looks like', () => {
  for (const [text, expected] of PARSED) assert.deepEqual(parseExpression(text), expected, text)
})

/** A wrong text, the part that the carets are under, and what the message says. */
const REFUSED: readonly (readonly [string, string, RegExp])[] = [
  ['siz > 5', 'siz', /no tracepoint asked for has a field "siz"\. Did you mean size/i],
  ['size > 5 and nonsenseField = 1', 'nonsenseField', /There are: /],
  ['size = foo', 'foo', /a number of bytes, and "foo" is none/],
  ['size > 1.5', '1.5', /no whole number of bytes/],
  ['size > 10ms', '10ms', /is none/],
  ['size > 1e3', '1e3', /is none/],
  ['size contains 5', 'contains', /contains does not fit/],
  ['messageType > inv', '>', /greater does not fit/],
  ['network = onio', 'onio', /Did you mean onion\?/],
  ['tracepoint = net:inbound_mesage', 'net:inbound_mesage', /Did you mean net:inbound_message/],
  ['direction = sideways', 'sideways', /one of inbound, outbound/],
  ['coinbase = maybe', 'maybe', /true or false/],
  ['txid = abcd', 'abcd', /64 digits, not 4.*txid prefix/],
  ['txid prefix abc', 'abc', /even number/],
  ['txid prefix xyz', 'xyz', /hexadecimal/],
  ['payload prefix hello', 'hello', /quoted text/],
  ['payload = 00', '=', /does not fit/],
  ['vout > -1', '-1', /decides nothing/],
  ['vout = 4294967296', '4294967296', /lies within 0 and 4294967295/],
  ['size = 5..1', '5', /range 5\.\.1 is empty/],
  ['size > 5 and size < 3', 'size', /Nothing meets this/],
  ['messageType = tx and messageType in (inv, ping)', 'messageType', /Nothing meets this/],
  ['size & 0', '0', /above 0/],
  ['messageType contains ""', '""', /empty/],
  ['adress = 10.0.0.1', 'adress', /Did you mean address/],
  ['address in 10.0.0.0/33', '10.0.0.0/33', /no network: a prefix has up to 32 bits/],
  ['address in (::1, ::/x)', '::/x', /no network: a prefix has up to 128 bits/],
  ['address != 10.0.0.0/8', '10.0.0.0/8', /"address in 10\.0\.0\.0\/8" takes all/],
  ['address = 1.2.3.4', '1.2.3.4', /No address equals "1\.2\.3\.4", as addresses have ports/],
  ['address in (10.0.0.0/8, 1.2.3.4:8333)', '1.2.3.4:8333', /do not go into one list/],
  ['size', '', /operator is wanted/],
  ['size >', '', /value is wanted, not the end/],
  ['size > and', 'and', /value is wanted, not "and"/],
  ['(size > 5', '', /"\)" is wanted, not the end/],
  ['size > 5)', ')', /"and", "or" or the end/],
  ['size > 5 size > 6', 'size', /"and", "or" or the end/],
  ['and size', 'and', /name of a field is wanted, not "and"/],
  ['5 < size', '5', /name of a field is wanted/],
  ['', '', /name of a field is wanted, not the end/],
  ['reason = "a', '"', /not closed/],
  ['reason = größe', 'ö', /must be quoted/],
  ['size has 5', '5', /"has bits"/],
]

test('what is wrong is shown at its place', () => {
  for (const [text, part, message] of REFUSED) {
    assert.throws(
      () => parseExpression(text),
      error => {
        assert.ok(isNodetapError(error, 'INVALID_ARGUMENT'), text)
        assert.match(error.message, message)
        const [, shown = '', carets = ''] = error.message.split('\n')
        const from = carets.indexOf('^')
        const marked = shown.slice(from, carets.lastIndexOf('^') + 1)
        assert.equal(marked, part.replace(/[^\x20-\x7e]/g, '\ufffd'), text)
        assert.ok(error.message.includes(`(column ${from - 1})`), error.message)
        return true
      },
      text,
    )
  }
})

test('conditions are checked against the tracepoints that they are for', () => {
  assert.throws(
    () => parseExpression('txid prefix 00', ['net:inbound_message']),
    /net:inbound_message has no field "txid"/,
  )
  assert.throws(
    () => parseExpression('direction = outbound', ['net:inbound_message']),
    /direction is never "outbound"/,
  )
  assert.throws(
    () => parseExpression('tracepoint = mempool:added', ['net:inbound_message']),
    /No event of net:inbound_message can meet/,
  )
  assert.throws(
    () => parseExpression('size > 5 and feeSat > 5', ['net:inbound_message', 'mempool:added']),
    /No event of .* can meet/,
  )
  parseExpression('size > 5 or feeSat > 5', ['net:inbound_message', 'mempool:added'])
})
