import fc from 'fast-check'
import type { AggregateQuestion, Measure } from '../../src/aggregates/index.js'
import type { PlainEvent } from './support.js'

/** Few values of each field, so that groups get several events. */
const int = fc.oneof(
  fc.integer({ min: -3, max: 40 }),
  fc.constantFrom(0, 1, 2 ** 31, 2 ** 32 - 1, 2 ** 32, 2 ** 40 + 5, 2 ** 53 - 1),
)
const uint = int.map(Math.abs)
const address = fc.integer({ min: 0, max: 60 }).map(i => `10.0.0.${i}:8333`)
const text = fc.constantFrom('', 'inv', 'tx', 'ping', 'pong', '\u0000', 'ß→', 'block')
const hash = fc.integer({ min: 0, max: 30 }).map(i => {
  const bytes = new Uint8Array(32).fill(i)
  bytes[i] = 255 - i
  return bytes
})
const network = fc.constantFrom('unroutable', 'ipv4', 'ipv6', 'onion', 'i2p', 'cjdns')

const message = fc.record({
  tracepoint: fc.constantFrom('net:inbound_message' as const, 'net:outbound_message' as const),
  peerId: int,
  address,
  connectionType: fc.constantFrom('inbound', 'manual'),
  messageType: text,
  size: uint,
})
const closed = fc.record({
  tracepoint: fc.constant('net:closed_connection' as const),
  peerId: int,
  address,
  connectionType: fc.constantFrom('inbound', 'manual'),
  network,
  establishedAt: int,
})
const removed = fc.record({
  tracepoint: fc.constant('mempool:removed' as const),
  txid: hash,
  reason: text,
  vsize: fc.integer({ min: 1, max: 500 }),
  feeSat: int,
  enteredAt: uint,
})
const coin = fc.record({
  tracepoint: fc.constant('utxocache:add' as const),
  txid: hash,
  vout: fc.integer({ min: 0, max: 3 }),
  height: fc.integer({ min: 0, max: 9 }),
  value: uint,
  coinbase: fc.boolean(),
  cache: fc.constantFrom('unknown', 'main', 'temporary'),
})

const TRACEPOINTS = [
  'net:inbound_message',
  'net:outbound_message',
  'net:closed_connection',
  'mempool:removed',
  'utxocache:add',
] as const

const NUMBERS = ['peerId', 'size', 'establishedAt', 'vsize', 'feeSat', 'vout', 'height', 'value']
const OTHERS = [
  ...['address', 'connectionType', 'messageType', 'network', 'txid', 'reason'],
  ...['coinbase', 'cache', 'tracepoint', 'direction'],
]

const number = fc.constantFrom(...NUMBERS)
const field = fc.constantFrom(...NUMBERS, ...OTHERS)
const measure: fc.Arbitrary<Measure> = fc.oneof(
  fc.constant({ function: 'count' } as const),
  fc.record({
    function: fc.constantFrom('sum' as const, 'min' as const, 'max' as const),
    field: number,
  }),
  fc.record({ function: fc.constant('distinct' as const), field }),
  fc.record({ function: fc.constant('log2Histogram' as const), field: number }),
  fc.record({
    function: fc.constant('linearHistogram' as const),
    field: number,
    from: fc.integer({ min: -5, max: 10 }),
    width: fc.integer({ min: 1, max: 7 }),
    buckets: fc.integer({ min: 1, max: 6 }),
  }),
  // No field has more values than counters here: counts are exact.
  fc.record({ function: fc.constant('top' as const), field, count: fc.constantFrom(100, 64) }),
)

/** Events of five tracepoints. */
export const events: fc.Arbitrary<PlainEvent[]> = fc.array(
  fc.oneof(message, message, closed, removed, coin),
  { maxLength: 300, size: 'max' },
)

/** Questions about such events. */
export const questions: fc.Arbitrary<AggregateQuestion> = fc.record({
  tracepoints: fc.constant(TRACEPOINTS),
  groupBy: fc.uniqueArray(field, { maxLength: 3 }),
  measures: fc.array(measure, { minLength: 1, maxLength: 5 }),
  maxGroups: fc.constantFrom(1, 3, 20, 1000),
})
