import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import { tracepoints as schema } from '../../src/schema/index.js'
import {
  describeTracepoint,
  type EventMap,
  fieldType,
  findTracepoint,
  hashToHex,
  NODE_TRACEPOINT_NAMES,
  NODE_TRACEPOINTS,
  TRACEPOINT_NAMES,
  TRACEPOINTS,
  type TraceEvent,
} from '../../src/tracepoints/index.js'

/** Bitcoin Core's doc/tracing.md. */
const BITCOIN_CORE = [
  'net:inbound_message',
  'net:outbound_message',
  'net:inbound_connection',
  'net:outbound_connection',
  'net:evicted_inbound_connection',
  'net:closed_connection',
  'net:misbehaving_connection',
  'validation:block_connected',
  'utxocache:flush',
  'utxocache:add',
  'utxocache:spent',
  'utxocache:uncache',
  'coin_selection:selected_coins',
  'coin_selection:normal_create_tx_internal',
  'coin_selection:attempting_aps_create_tx',
  'coin_selection:aps_create_tx_internal',
  'mempool:added',
  'mempool:removed',
  'mempool:replaced',
  'mempool:rejected',
]

test("the catalogue has all of Bitcoin Core's tracepoints, and nodetap's own behind them", () => {
  assert.deepEqual([...NODE_TRACEPOINT_NAMES].sort(), [...BITCOIN_CORE].sort())
  assert.deepEqual(
    NODE_TRACEPOINTS.map(({ name }) => name),
    NODE_TRACEPOINT_NAMES,
  )
  const own = TRACEPOINT_NAMES.slice(BITCOIN_CORE.length)
  assert.deepEqual(own, [
    'snapshot:peer',
    'snapshot:mempool',
    'snapshot:tip',
    'snapshot:end',
    'nodetap:subscribed',
    'nodetap:unsubscribed',
    'nodetap:lost',
    'nodetap:ring',
  ])
})

test('ids are dense, and no two tracepoints share a pointer of the batch', () => {
  assert.deepEqual(
    TRACEPOINTS.map(({ id }) => id),
    TRACEPOINTS.map((_, i) => i),
  )
  const pointers = new Set(TRACEPOINTS.map(({ pointerIndex }) => pointerIndex))
  assert.equal(pointers.size, TRACEPOINTS.length)
  assert.ok(Math.max(...pointers) < schema.Batch.pointerWords)
})

test('what only columns need is no field of an event', () => {
  const message = findTracepoint('net:inbound_message')
  assert.deepEqual(
    message.fields.map(field => [field.name, field.kind, field.unit]),
    [
      ['peerId', 'int64', ''],
      ['address', 'text', ''],
      ['connectionType', 'text', ''],
      ['messageType', 'text', ''],
      ['size', 'uint64', 'bytes'],
      ['payload', 'payload', ''],
    ],
  )
})

test('everything is described', () => {
  for (const { name, description, stability, fields } of TRACEPOINTS) {
    assert.match(description, /\.$/, name)
    assert.equal(stability, 'experimental')
    for (const field of fields) assert.match(field.description, /\S/, `${name} ${field.name}`)
  }
})

test('a tracepoint is found by its name', () => {
  assert.equal(findTracepoint('mempool:added').columns, 'MempoolAddedColumns')
  assert.equal(findTracepoint('mempool:eaten'), undefined)
  assert.equal(findTracepoint('__proto__'), undefined)
})

test('types of fields as a server tells them', () => {
  const types = findTracepoint('net:inbound_connection').fields.map(fieldType)
  assert.ok(types.includes('enum(unroutable,ipv4,ipv6,onion,i2p,cjdns)'))
  assert.equal(findTracepoint('net:inbound_message').fields.map(fieldType).at(-1), 'bytes')
})

test('a description shows every field', () => {
  const text = describeTracepoint(findTracepoint('utxocache:flush'))
  assert.match(text, /^utxocache:flush \(experimental\)\nThe cache of unspent outputs/)
  assert.match(text, /\n {2}mode {9}enum {11}Why it was flushed\. One of none, ifNeeded, /)
  assert.match(text, /\n {2}memoryBytes {2}uint64, bytes {2}Memory/)
})

test('events are typed by the names of their tracepoints', () => {
  const added: EventMap['mempool:added'] = {
    tracepoint: 'mempool:added',
    sequence: 1,
    timestampUs: 2,
    txid: Uint8Array.from({ length: 32 }, (_, i) => i),
    vsize: 141,
    feeSat: 300,
  }
  const event: TraceEvent = added
  assert.equal(event.tracepoint === 'mempool:added' ? event.feeSat : 0, 300)
  assert.match(hashToHex(added.txid), /^1f1e.*0100$/)
})

test('docs/tracepoints.md has a section for each', () => {
  const document = readFileSync('docs/tracepoints.md', 'utf8')
  for (const name of TRACEPOINT_NAMES) assert.ok(document.includes(`\n### \`${name}\`\n`), name)
})
