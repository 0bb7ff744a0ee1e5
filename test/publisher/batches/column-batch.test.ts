import assert from 'node:assert/strict'
import { test } from 'node:test'
import { BatchLimits, BufferPool, ColumnBatch } from '../../../src/publisher/batches/index.js'
import { bothEnds } from '../ring/harness.js'
import { collect, frameOf, oneEvent, readBatch, UNLIMITED } from './support.js'

test('a batch takes events up to its limits', () => {
  const ends = bothEnds()
  for (let i = 0; i < 10; i++) ends.sites['net:misbehaving_connection'].fire(i, 'x')
  const counts: number[] = []
  collect(ends, (_frame, { eventCount }) => counts.push(eventCount), {
    ...UNLIMITED,
    maxBatchEvents: 4,
  })
  assert.deepEqual(counts, [4, 4, 2])
})

test('a batch keeps to its bytes, and an event that is larger goes alone', () => {
  const ends = bothEnds({ bytes: 4 * 1024 * 1024 })
  const options = { ...UNLIMITED, maxBatchBytes: 10_000 }
  const batch = new ColumnBatch(new BufferPool(), options)
  for (const bytes of [100, 100, 50_000, 100, 9000, 9000, 100]) {
    ends.sites['net:inbound_message'].fire(1, 'a', 'b', 'tx', bytes, new Uint8Array(bytes))
  }
  const counts: number[] = []
  const take = (
    _frame: Uint8Array,
    { eventCount, byteLength }: { eventCount: number; byteLength: number },
  ): void => {
    counts.push(eventCount)
    if (eventCount > 1) assert.ok(byteLength <= options.maxBatchBytes)
  }
  collect(ends, take, options, batch)
  assert.deepEqual(counts, [2, 1, 2, 2])
})

test('the size told beforehand is that of the encoded batch', () => {
  for (const payloadBytes of [0, 10, 1000]) {
    const ends = bothEnds({ bytes: 4 * 1024 * 1024 })
    const batch = new ColumnBatch(new BufferPool(), UNLIMITED)
    assert.equal(batch.byteLength, 0)
    for (let i = 0; i < 500; i++) {
      const payload = new Uint8Array(payloadBytes)
      ends.sites['net:inbound_message'].fire(1, `peer ${i % 100}`, 'b', 'tx', 1, payload)
      ends.sites['mempool:added'].fire(new Uint8Array(32), 1, 2)
    }
    ends.reader.drain({
      event(id, at, sequence) {
        batch.append(ends.reader, oneEvent(id, at, sequence))
      },
      loss() {},
    })
    const told = batch.byteLength
    const { byteLength } = batch.finish()
    assert.ok(Math.abs(told - byteLength) < 256, `${told} told, ${byteLength} encoded`)
  }
})

test('a batch tells what is in it', () => {
  const ends = bothEnds({ clock: () => 1234.9 })
  const batch = new ColumnBatch(new BufferPool(), UNLIMITED)
  ends.sites['mempool:added'].fire(new Uint8Array(32), 1, 2)
  ends.sites['net:inbound_message'].fire(1, 'a', 'b', 'tx', 0, new Uint8Array(0))
  ends.sites['mempool:added'].fire(new Uint8Array(32), 1, 2)
  ends.reader.drain({
    event(id, at, sequence) {
      assert.equal(batch.append(ends.reader, oneEvent(id, at, sequence + 100)), 1)
    },
    loss() {},
  })
  assert.equal(batch.eventCount, 3)
  assert.equal(batch.count(12), 2)
  assert.equal(batch.count(19), 0)
  assert.equal(batch.firstTimestampUs, 1234)
  const encoded = batch.finish()
  assert.equal(encoded.eventCount, 3)
  assert.equal(encoded.firstSequence, 100)
  assert.equal(encoded.lastSequence, 102)
  assert.deepEqual([...encoded.countsByTracepoint].sort(), [
    [0, 1],
    [12, 2],
  ])
  assert.equal(batch.eventCount, 0)
  assert.throws(() => batch.finish(), RangeError)
})

test('offsets of 32 bits end a batch', () => {
  let now = 0
  const ends = bothEnds({ clock: () => now })
  const batch = new ColumnBatch(new BufferPool(), UNLIMITED)
  const sequences = [0, 0xffffffff, 0x100000000]
  const times = [0, 0xffffffff, 0xffffffff, 0x200000000]
  const appended: number[] = []
  let i = 0
  for (const time of times) {
    now = time
    ends.sites['net:misbehaving_connection'].fire(1, 'x')
  }
  ends.reader.drain({
    event(id, at) {
      appended.push(batch.append(ends.reader, oneEvent(id, at, sequences[i++] ?? 0xffffffff)))
    },
    loss() {},
  })
  assert.deepEqual(appended, [1, 1, 0, 0])
  const read = readBatch(frameOf(batch.finish()))
  assert.equal(read.lastSequence, 0xffffffff)
  assert.deepEqual([...read.columns('net:misbehaving_connection').timestampUs], [0, 0xffffffff])
})

test('a batch shared by several is given back after the last of them', () => {
  const ends = bothEnds()
  const pool = new BufferPool()
  const batch = new ColumnBatch(pool, UNLIMITED)
  ends.sites['net:misbehaving_connection'].fire(1, 'x')
  ends.reader.drain({
    event(id, at, sequence) {
      batch.append(ends.reader, oneEvent(id, at, sequence))
    },
    loss() {},
  })
  const encoded = batch.finish().retain()
  encoded.release()
  assert.equal(pool.freeBytes, 0)
  encoded.release()
  assert.equal(pool.freeBytes, BatchLimits.minBufferBytes)
  assert.throws(() => encoded.release(), RangeError)
  assert.throws(() => encoded.retain(), RangeError)
})

test('the pool keeps no more than its limit, and nothing that is too large', () => {
  const pool = new BufferPool(8192)
  const buffers = [4096, 4096, 4096].map(bytes => pool.take(bytes))
  for (const buffer of buffers) pool.give(buffer)
  assert.equal(pool.freeBytes, 8192)
  assert.ok(buffers.includes(pool.take(3000)))
  const large = new BufferPool().take(BatchLimits.maxPooledBufferBytes + 1)
  assert.equal(large.length, 2 * BatchLimits.maxPooledBufferBytes)
  const whole = new BufferPool()
  whole.give(large)
  assert.equal(whole.freeBytes, 0)
})

test('closing gives back what is open', () => {
  const ends = bothEnds()
  const pool = new BufferPool()
  const batch = new ColumnBatch(pool, UNLIMITED)
  ends.sites['net:inbound_message'].fire(1, 'a', 'b', 'tx', 5000, new Uint8Array(5000))
  ends.reader.drain({
    event(id, at, sequence) {
      batch.append(ends.reader, oneEvent(id, at, sequence))
    },
    loss() {},
  })
  batch.close()
  assert.equal(pool.freeBytes, 8192)
  assert.equal(batch.eventCount, 0)
})
