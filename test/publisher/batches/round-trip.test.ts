import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { MessageReader } from '../../../src/capnp/index.js'
import { BufferPool, ColumnBatch } from '../../../src/publisher/batches/index.js'
import { tracepoints } from '../../../src/schema/index.js'
import { TRACEPOINTS } from '../../../src/tracepoints/index.js'
import { bothEnds, seed } from '../ring/harness.js'
import {
  collect,
  expectedEvent,
  fire,
  firings,
  frameOf,
  oneEvent,
  readBatch,
  UNLIMITED,
  withoutTime,
} from './support.js'

console.log(`round-trip: NODETAP_TEST_SEED=${seed}`)

test('events of every tracepoint arrive as they were fired, in their order', () => {
  const pool = new BufferPool()
  // One builder for all runs: what an earlier batch left must not show.
  const limits = [1, 2, 7, 1000].map(maxBatchEvents => {
    const options = { ...UNLIMITED, maxBatchEvents }
    return { options, batch: new ColumnBatch(pool, options) }
  })
  const seen = new Set<string>()
  fc.assert(
    fc.property(
      fc.array(firings, { maxLength: 100 }),
      fc.constantFrom(...limits),
      (all, { options, batch }) => {
        const ends = bothEnds({ bytes: 1024 * 1024 })
        const before = Number(process.hrtime.bigint()) / 1000
        for (const firing of all) fire(ends.sites, firing)
        const after = Number(process.hrtime.bigint()) / 1000
        assert.equal(ends.writer.firstFault, null)
        const events: unknown[] = []
        const take = (frame: Uint8Array): void => {
          const read = readBatch(frame)
          assert.equal(read.unknownEvents, 0)
          for (const event of read) {
            assert.ok(event.timestampUs >= before - 2 && event.timestampUs <= after + 2)
            seen.add(event.tracepoint)
            events.push(withoutTime(event))
          }
          assert.equal(read.lastSequence, events.length - 1)
        }
        collect(ends, take, options, batch)
        assert.deepEqual(events, all.map(expectedEvent))
      },
    ),
    { seed, numRuns: 300 },
  )
  assert.equal(seen.size, TRACEPOINTS.length)
})

test('the generated reader of the schema finds the same', () => {
  const ends = bothEnds()
  const payload = Uint8Array.from({ length: 13 }, (_, i) => i)
  for (let i = 0; i < 9; i++) {
    ends.sites['net:outbound_message'].fire(-i, `peer ${i % 2}`, 'manual', 'inv', 13, payload)
    ends.sites['utxocache:spent'].fire(new Uint8Array(32).fill(i), i, 7, -1, i % 3 === 0, 'main')
  }
  collect(ends, frame => {
    const batch = new MessageReader(frame).root(tracepoints.Batch)
    assert.equal(batch.eventCount, 18)
    assert.deepEqual([...batch.texts], ['peer 0', 'manual', 'inv', 'peer 1'])
    const net = batch.netOutboundMessage
    assert.deepEqual([...net.sequenceOffset], [0, 2, 4, 6, 8, 10, 12, 14, 16])
    assert.deepEqual([...net.address], [0, 3, 0, 3, 0, 3, 0, 3, 0])
    assert.deepEqual([...net.peerId.slice(0, 4)], [0, 0, 0xffffffff, 0xffffffff])
    assert.deepEqual([...net.payloadEnd], [13, 26, 39, 52, 65, 78, 91, 104, 117])
    assert.deepEqual(net.payload.slice(26, 39), payload)
    const coins = batch.utxocacheSpent
    assert.deepEqual(
      [...Array(9).keys()].filter(i => coins.coinbase.get(i)),
      [0, 3, 6],
    )
    assert.equal(coins.txid.length, 9 * 32)
    assert.ok(!batch.hasMempoolAdded())
  })
})

test('a payload of 4 MB travels as a segment of its own', () => {
  const ends = bothEnds({ bytes: 32 * 1024 * 1024 })
  const block = new Uint8Array(4_000_000).map((_, i) => (i * 31) >> 3)
  const small = Uint8Array.of(1, 2, 3)
  ends.sites['net:inbound_message'].fire(1, 'a', 'inbound', 'ping', 3, small)
  ends.sites['net:inbound_message'].fire(1, 'a', 'inbound', 'block', block.length, block)
  ends.sites['net:outbound_message'].fire(2, 'b', 'inbound', 'block', block.length, block)
  ends.sites['net:inbound_message'].fire(1, 'a', 'inbound', 'ping', 3, small)
  collect(ends, (frame, { segments, byteLength }) => {
    assert.equal(segments.length, 3)
    assert.equal(
      byteLength,
      segments.reduce((sum, { length }) => sum + length, 0),
    )
    const read = readBatch(frame)
    const { payload } = read.columns('net:inbound_message')
    assert.deepEqual(payload.get(0), small)
    assert.equal(Buffer.compare(payload.get(1), block), 0)
    assert.deepEqual(payload.get(2), small)
    assert.equal(Buffer.compare(read.columns('net:outbound_message').payload.get(0), block), 0)
  })
})

test('payloads are cut to what the subscription wants, and their size is told', () => {
  const payload = Uint8Array.from({ length: 300 }, (_, i) => i)
  for (const payloadBytes of [0, 1, 8, 63, 64, 65, 100, 299, 300, 301, Number.POSITIVE_INFINITY]) {
    const ends = bothEnds()
    ends.sites['net:inbound_message'].fire(1, 'a', 'b', 'tx', 300, payload)
    ends.sites['net:inbound_message'].fire(1, 'a', 'b', 'tx', 300, payload)
    const take = (frame: Uint8Array): void => {
      const columns = readBatch(frame).columns('net:inbound_message')
      assert.deepEqual([...columns.size], [300, 300])
      for (const i of [0, 1]) {
        assert.deepEqual(columns.payload.get(i), payload.slice(0, payloadBytes))
      }
    }
    collect(ends, take, { ...UNLIMITED, payloadBytes })
  }
})

test('the traced thread copies no more of a payload than its limit', () => {
  const ends = bothEnds()
  ends.control.setPayloadLimit(0, 100)
  ends.sites['net:inbound_message'].fire(1, 'a', 'b', 'tx', 300, new Uint8Array(300).fill(7))
  ends.sites['net:inbound_message'].fire(1, 'a', 'b', 'tx', 300, new Uint8Array(60).fill(7))
  ends.control.setPayloadLimit(0, 0)
  ends.sites['net:inbound_message'].fire(1, 'a', 'b', 'tx', 300, new Uint8Array(300).fill(7))
  collect(ends, frame => {
    const { payload } = readBatch(frame).columns('net:inbound_message')
    assert.deepEqual([...payload.ends], [100, 160, 160])
    assert.ok(payload.bytes.every(byte => byte === 7))
  })
})

test('many texts, given anew in the middle of a batch, keep their meanings', () => {
  const ends = bothEnds({ bytes: 16 * 1024 * 1024 })
  const batch = new ColumnBatch(new BufferPool(), { ...UNLIMITED, maxBatchEvents: 50_000 })
  for (let i = 0; i < 40_000; i++) ends.sites['net:misbehaving_connection'].fire(i, `reason ${i}`)
  let next = 0
  collect(
    ends,
    frame => {
      for (const event of readBatch(frame).events('net:misbehaving_connection')) {
        assert.equal(event.reason, `reason ${next++}`)
      }
    },
    UNLIMITED,
    batch,
  )
  assert.equal(next, 40_000)
})

test('a batch with all the texts it can take is full', () => {
  const ends = bothEnds({ bytes: 16 * 1024 * 1024 })
  for (let i = 0; i < 70_000; i++) ends.sites['net:misbehaving_connection'].fire(i, `${i}`)
  const counts: number[] = []
  collect(ends, frame => {
    const read = readBatch(frame)
    const { reason } = read.columns('net:misbehaving_connection')
    assert.equal(reason.get(reason.index.length - 1), `${read.lastSequence}`)
    counts.push(read.eventCount)
  })
  assert.equal(counts.length, 2)
  assert.ok(counts[0]! > 65_000 && counts[0]! <= 65_535)
})

test('a frame is zero wherever it holds nothing', () => {
  const pool = new BufferPool()
  const options = { ...UNLIMITED, maxBatchEvents: 3 }
  const frames = [0xff, 0].map(dirt => {
    const buffer = pool.take(4096)
    buffer.fill(dirt)
    pool.give(buffer)
    const ends = bothEnds({ clock: () => 5 })
    ends.sites['net:inbound_message'].fire(1, 'a', 'b', 'tx', 3, Uint8Array.of(1, 2, 3))
    ends.sites['net:inbound_connection'].fire(1, 'abc', 'b', 'onion', 3)
    ends.sites['utxocache:flush'].fire(1, 'periodic', 2, 3, true)
    let result = new Uint8Array(0)
    const batch = new ColumnBatch(pool, options)
    ends.reader.drain({
      event(id, at, sequence) {
        batch.append(ends.reader, oneEvent(id, at, sequence))
      },
      loss() {},
    })
    const encoded = batch.finish()
    result = frameOf(encoded) as Uint8Array<ArrayBuffer>
    encoded.release()
    return result
  })
  assert.deepEqual(frames[0], frames[1])
})
