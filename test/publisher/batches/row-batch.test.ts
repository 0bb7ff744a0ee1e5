import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { MessageBuilder, MessageReader } from '../../../src/capnp/index.js'
import { BufferPool, RowBatch } from '../../../src/publisher/batches/index.js'
import { tracing } from '../../../src/schema/index.js'
import { bothEnds, seed } from '../ring/harness.js'
import { oneEvent, UNLIMITED } from './support.js'

console.log(`row-batch: NODETAP_TEST_SEED=${seed}`)

const Params = tracing.NetMessageTraceMessagesStreamParams

/** Drains into rows and reads them back with the schema's reader. */
function rowsOf({ reader }: ReturnType<typeof bothEnds>, batch: RowBatch) {
  reader.drain({
    event(id, at, sequence) {
      assert.equal(batch.append(reader, oneEvent(id, at, sequence)), 1)
    },
    loss() {
      assert.fail('nothing is dropped')
    },
  })
  const told = batch.byteLength
  const encoded = batch.finish()
  assert.equal(encoded.byteLength, told)
  const message = new MessageBuilder()
  const params = message.initRoot(Params)
  for (const segment of encoded.segments) message.attach(segment)
  message.setFarAt(params.pointerAt(0), 1)
  const frame = message.toFrame()
  encoded.release()
  const { messages } = new MessageReader(frame).root(Params)
  return [...messages].map(row => ({
    inbound: row.inbound,
    peerId: row.peerId,
    peerAddr: row.peerAddr,
    connType: row.connType,
    msgType: row.msgType,
    msgSize: row.msgSize,
    payload: Buffer.from(row.payload).toString('hex'),
    timestampUs: row.timestampUs,
    payloadSlot: row.payloadSlot,
    payloadLen: row.payloadLen,
  }))
}

const rows = fc.record({
  inbound: fc.boolean(),
  peerId: fc.maxSafeInteger(),
  peerAddr: fc.oneof(fc.constantFrom('', '1.2.3.4:8333'), fc.string({ maxLength: 70 })),
  connType: fc.constantFrom('inbound', 'manual'),
  msgType: fc.constantFrom('tx', 'ping', 'sendaddrv2'),
  msgSize: fc.maxSafeNat(),
  payload: fc.uint8Array({ maxLength: 200 }),
})

test('rows are upstream’s NetMessage', () => {
  const pool = new BufferPool()
  const batch = new RowBatch(pool, UNLIMITED)
  fc.assert(
    fc.property(fc.array(rows, { minLength: 1, maxLength: 60 }), all => {
      const ends = bothEnds({ bytes: 1024 * 1024, clock: () => 2 ** 40 + 0.75 })
      for (const row of all) {
        const site = ends.sites[row.inbound ? 'net:inbound_message' : 'net:outbound_message']
        site.fire(row.peerId, row.peerAddr, row.connType, row.msgType, row.msgSize, row.payload)
      }
      assert.deepEqual(
        rowsOf(ends, batch),
        all.map(row => ({
          ...row,
          payload: Buffer.from(row.payload).toString('hex'),
          timestampUs: 2 ** 40,
          payloadSlot: -1,
          payloadLen: 0,
        })),
      )
    }),
    { seed, numRuns: 200 },
  )
})

test('large payloads are cut to what was asked for', () => {
  for (const payloadBytes of [0, 100, 4_000_000]) {
    const ends = bothEnds({ bytes: 32 * 1024 * 1024 })
    const payload = new Uint8Array(4_000_000).map((_, i) => i >> 5)
    for (let i = 0; i < 3; i++) {
      ends.sites['net:inbound_message'].fire(i, 'a', 'b', 'block', payload.length, payload)
    }
    const read = rowsOf(ends, new RowBatch(new BufferPool(), { ...UNLIMITED, payloadBytes }))
    const expected = Buffer.from(payload.subarray(0, payloadBytes)).toString('hex')
    assert.deepEqual(
      read.map(({ peerId, msgSize }) => [peerId, msgSize]),
      [0, 1, 2].map(i => [i, payload.length]),
    )
    for (const row of read) assert.ok(row.payload === expected)
  }
})

test('rows are full as batches of columns are', () => {
  const ends = bothEnds()
  const batch = new RowBatch(new BufferPool(), { ...UNLIMITED, maxBatchEvents: 2 })
  for (let i = 0; i < 3; i++) {
    ends.sites['net:outbound_message'].fire(i, 'a', 'b', 'tx', 0, new Uint8Array(0))
  }
  const appended: number[] = []
  ends.reader.drain({
    event(id, at, sequence) {
      appended.push(batch.append(ends.reader, oneEvent(id, at, sequence)))
    },
    loss() {},
  })
  assert.deepEqual(appended, [1, 1, 0])
  assert.ok(batch.isFull)
  assert.equal(batch.count(0), 0)
  assert.equal(batch.count(1), 2)
  const encoded = batch.finish()
  assert.deepEqual([...encoded.countsByTracepoint], [[1, 2]])
  assert.equal(encoded.lastSequence, 1)
  batch.close()
})
