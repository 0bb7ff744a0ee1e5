import assert from 'node:assert/strict'
import { test } from 'node:test'
import { CapnpLimits, FramePool, MessageBuilder, MessageReader } from '../../../src/capnp/index.js'
import { Batch, TextCache } from '../../../src/client/batch/index.js'
import { isNodetapError } from '../../../src/errors/index.js'
import { tracepoints } from '../../../src/schema/index.js'
import { TRACEPOINTS } from '../../../src/tracepoints/index.js'
import { readBatch } from '../../publisher/batches/support.js'
import { sampleFrame, useAll } from './sample-batch.js'

/** A batch as another program might write it. */
function built(write: (batch: tracepoints.BatchBuilder) => void): Batch {
  const message = new MessageBuilder()
  write(message.initRoot(tracepoints.Batch))
  return readBatch(message.toFrame())
}

const malformed = (error: unknown): boolean => isNodetapError(error, 'MALFORMED_MESSAGE')

test('columns are views into the frame', () => {
  const frame = sampleFrame()
  const columns = readBatch(frame).columns('net:inbound_message')
  for (const view of [
    columns.sequenceOffset,
    columns.timestampOffsetUs,
    columns.address.index,
    columns.payload.bytes,
    columns.payload.get(0),
  ]) {
    assert.equal(view.buffer, frame.buffer)
  }
  assert.equal(columns.count, 2)
  assert.deepEqual([...columns.peerId], [0, 1])
  assert.deepEqual([...columns.sequence], [2 ** 40, 2 ** 40 + TRACEPOINTS.length])
  assert.deepEqual([...columns.timestampUs], [1_000_000_000_100, 1_000_000_002_900])
  assert.equal(columns.payload.byteLength(1), 8)
  assert.equal(columns.payload.start(1), 8)
  assert.equal(columns.address.get(1), '1.2.3.4:8333')
  assert.equal(columns.address, columns.address)
  assert.throws(() => columns.address.get(2), RangeError)
  assert.throws(() => columns.event(2), RangeError)
  assert.throws(() => columns.event(-1), RangeError)
})

test('all tracepoints come in one order, as objects and under a cursor', () => {
  const batch = readBatch(sampleFrame())
  assert.equal(batch.eventCount, 2 * TRACEPOINTS.length)
  assert.equal(batch.unknownEvents, 0)
  assert.deepEqual(
    batch.tracepoints,
    TRACEPOINTS.map(({ name }) => name),
  )
  const objects = [...batch]
  assert.deepEqual(
    objects.map(({ sequence }) => sequence - 2 ** 40),
    [...Array(2 * TRACEPOINTS.length).keys()],
  )
  const cursor = batch.cursor()
  assert.throws(() => cursor.columns, RangeError)
  for (const object of objects) {
    assert.ok(cursor.next())
    assert.equal(cursor.tracepoint, object.tracepoint)
    assert.equal(cursor.sequence, object.sequence)
    assert.equal(cursor.timestampUs, object.timestampUs)
    assert.deepEqual(cursor.event(), object)
  }
  assert.ok(!cursor.next())
  assert.ok(!cursor.next())
  assert.deepEqual(
    [...batch.events('utxocache:flush')],
    objects.filter(({ tracepoint }) => tracepoint === 'utxocache:flush'),
  )
})

test('runs of one tracepoint are merged with the others', () => {
  const order = [0, 1, 2, 5, 6, 9].map(offset => [offset, 'mempool:added'] as const)
  const other = [3, 4, 7, 8, 10].map(offset => [offset, 'mempool:rejected'] as const)
  const batch = built(root => {
    root.eventCount = 11
    root.setTextList(0, ['why'])
    const added = root.initMempoolAdded()
    fill(
      added,
      order.map(([offset]) => offset),
      [32, 4, 8],
    )
    fill(
      root.initMempoolRejected(),
      other.map(([offset]) => offset),
      [32, 2],
    )
  })
  assert.deepEqual(
    [...batch].map(({ sequence, tracepoint }) => [sequence, tracepoint]),
    [...order, ...other].sort(([a], [b]) => a - b),
  )
})

/** Fills a columns struct: sequence offsets, zero times, and zero columns of so many bytes each. */
function fill(
  struct: { readonly message: MessageBuilder; pointerAt(index: number): number },
  offsets: readonly number[],
  widths: readonly number[],
): void {
  const { message } = struct
  const sizes: Readonly<Record<number, number>> = { 2: 3, 4: 4, 8: 5, 32: 2 }
  const count = offsets.length
  const at = message.initListAt(struct.pointerAt(0), 4, count, (count + 1) >> 1)
  message.uint32.set(offsets, at * 2)
  for (const [i, width] of [4, ...widths].entries()) {
    const elements = width === 32 ? 32 * count : count
    const words = (width * count + 7) >> 3
    message.initListAt(struct.pointerAt(1 + i), sizes[width] ?? 0, elements, words)
  }
}

test('an absent tracepoint has empty columns', () => {
  const batch = built(() => {})
  assert.deepEqual(batch.tracepoints, [])
  assert.equal(batch.count('mempool:added'), 0)
  assert.equal(batch.lastSequence, -1)
  for (const { name } of TRACEPOINTS) {
    const columns = batch.columns(name)
    assert.equal(columns.count, 0)
    assert.equal(columns.timestampUs.length, 0)
    assert.deepEqual([...batch.events(name)], [])
  }
  assert.equal(batch.columns('net:inbound_message').payload.bytes.length, 0)
  assert.equal(batch.columns('utxocache:add').coinbase.length, 0)
  assert.deepEqual([...Batch.empty()], [])
  assert.equal(useAll(Batch.empty()), -1)
})

test('events of tracepoints that are not known are counted', () => {
  const batch = built(root => {
    root.eventCount = 5
    fill(root.initMempoolAdded(), [3], [32, 4, 8])
  })
  assert.equal(batch.unknownEvents, 4)
  assert.equal([...batch].length, 1)
  assert.throws(
    () =>
      built(root => {
        root.eventCount = 1
        fill(root.initMempoolAdded(), [3, 4], [32, 4, 8])
      }),
    malformed,
  )
})

test('a name that is not known is told by its number', () => {
  const batch = built(root => {
    root.eventCount = 1
    const flush = root.initUtxocacheFlush()
    fill(flush, [0], [8])
    const at = flush.message.initListAt(flush.pointerAt(3), 3, 1, 1)
    new Uint16Array(flush.message.bytes.buffer)[at * 4] = 77
  })
  const { mode } = batch.columns('utxocache:flush')
  assert.equal(mode.get(0), 'unknown(77)')
  assert.deepEqual([...mode.numbers], [77])
})

test('columns that break the schema’s promises are malformed', () => {
  const columnsOf = (widths: readonly number[]) => () =>
    built(root => {
      root.eventCount = 2
      fill(root.initMempoolAdded(), [0, 1], widths)
    }).columns('mempool:added')
  assert.equal(columnsOf([32, 4, 8])().feeSat.length, 2)
  // A column is missing, or of another type.
  assert.throws(() => columnsOf([32, 4])().feeSat, malformed)
  assert.throws(() => columnsOf([32, 4, 4])().feeSat, malformed)
  assert.throws(() => columnsOf([4, 4, 8])().txid, malformed)
  // A text that the batch does not have.
  const rejected = built(root => {
    root.eventCount = 1
    fill(root.initMempoolRejected(), [0], [32, 2])
  })
  assert.throws(() => rejected.columns('mempool:rejected').reason, malformed)
  assert.throws(() => [...rejected], malformed)
})

test('numbers beyond 2^53 and ends that go down are malformed', () => {
  for (const [low, high, ok] of [
    [0xffffffff, 0x1fffff, true],
    [0, 0x200000, false],
    [1, 0xffe00000, true],
    [0, 0xffe00000, false],
    [0, 0x80000000, false],
  ] as const) {
    const columns = built(root => {
      root.eventCount = 1
      const added = root.initMempoolAdded()
      fill(added, [0], [32, 4])
      const at = added.message.initListAt(added.pointerAt(4), 5, 1, 1)
      added.message.uint32.set([low, high], at * 2)
    }).columns('mempool:added')
    if (ok) assert.ok(Number.isSafeInteger(columns.feeSat[0]))
    else assert.throws(() => columns.feeSat, malformed)
  }
  for (const [ends, ok] of [
    [[0, 5], true],
    [[5, 5], true],
    [[5, 4], false],
    [[5, 6], false],
  ] as const) {
    const columns = built(root => {
      root.eventCount = 2
      const net = root.initNetInboundMessage()
      fill(net, [0, 1], [8, 2, 2, 2, 8, 4])
      const at = net.message.initListAt(net.pointerAt(7), 4, 2, 1)
      net.message.uint32.set(ends, at * 2)
      net.message.initListAt(net.pointerAt(8), 2, 5, 1)
    }).columns('net:inbound_message')
    if (ok) assert.equal(columns.payload.get(1).length, ends[1] - ends[0])
    else assert.throws(() => columns.payload, malformed)
  }
})

test('some of the events make a batch of their own', () => {
  const batch = readBatch(sampleFrame())
  batch.losses = [
    { tracepoint: 'net:*', count: 1, cause: 'unknown', firstSequence: 0, lastSequence: 0 },
  ]
  const events = [...batch]
  for (const wanted of [
    (sequence: number) => sequence % 2 === 1,
    (sequence: number) => sequence % 7 === 3,
    (sequence: number) => sequence - 2 ** 40 >= 25,
    () => false,
    () => true,
  ]) {
    const part = batch.select(columns =>
      Uint32Array.from([...columns.sequence].flatMap((it, i) => (wanted(it) ? [i] : []))),
    )
    const expected = events.filter(({ sequence }) => wanted(sequence))
    assert.deepEqual([...part], expected)
    assert.equal(part.eventCount, expected.length)
    assert.equal(part.losses, batch.losses)
    if (expected.length > 0) assert.equal(part.firstSequence, expected[0]?.sequence)
    // Selected from again, and gathered payloads too.
    const again = part.select(({ count }) => Uint32Array.of(count - 1))
    const last = expected.filter(
      (event, i) => !expected.slice(i + 1).some(it => it.tracepoint === event.tracepoint),
    )
    assert.deepEqual([...again], last)
    assert.ok(useAll(part) !== 0)
  }
  for (const count of [0, 1, 13, events.length, events.length + 1]) {
    assert.deepEqual([...batch.first(count)], events.slice(0, count))
  }
})

test('a batch given back can be looked at no more, and its memory goes to the next', () => {
  const pool = new FramePool()
  const frame = sampleFrame()
  const lent = pool.take(Math.max(frame.length, CapnpLimits.minPooledFrameBytes))
  lent.set(frame)
  const root = new MessageReader(lent.subarray(0, frame.length)).root(tracepoints.Batch)
  const batch = new Batch(root, new TextCache(), pool)
  const [event] = batch.events('mempool:rejected')
  batch.release()
  for (const look of [
    () => batch.columns('mempool:rejected'),
    () => batch.cursor(),
    () => batch.encode(new MessageBuilder(), 0),
    () => [...batch],
  ]) {
    assert.throws(look, /released/)
  }
  assert.equal(event?.reason, 'min relay fee not met, 0 < 141 🪙')
  assert.equal(pool.take(frame.length).buffer, lent.buffer)
  // A second time does nothing: the memory may be another batch's by now.
  batch.release()
  assert.notEqual(pool.take(frame.length).buffer, lent.buffer)
  Batch.empty().release()
})

test('payloads can be cut', () => {
  const batch = readBatch(sampleFrame())
  for (const bytes of [0, 1, 6, 7, 100]) {
    const cut = batch.withPayloads(bytes)
    assert.deepEqual(
      [...cut],
      [...batch].map(event =>
        'payload' in event ? { ...event, payload: event.payload.subarray(0, bytes) } : event,
      ),
    )
    cut.check()
  }
})

test('one cache serves the batches of a connection', () => {
  const texts = new TextCache()
  const frame = sampleFrame()
  const strings = [0, 1].map(() => {
    const batch = new Batch(new MessageReader(frame).root(tracepoints.Batch), texts)
    return [...batch.events('mempool:rejected')][0]?.reason
  })
  assert.deepEqual(strings, new Array(2).fill('min relay fee not met, 0 < 141 🪙'))
})
