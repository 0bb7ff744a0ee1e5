import assert from 'node:assert/strict'
import { test } from 'node:test'
import { isNodetapError } from '../../../src/errors/index.js'
import {
  createRing,
  DropCauseIndex,
  DropCauses,
  type RingHandler,
  RingLimits,
  RingReader,
} from '../../../src/publisher/ring/index.js'
import { bothEnds, Recorder } from './harness.js'

const HEADER_WORDS = 2
const ignore: RingHandler = { event() {}, loss() {} }

/** Writes an event of `words` words, all filled with `value`. */
function write(
  { writer }: ReturnType<typeof bothEnds>,
  id: number,
  words: number,
  value: number,
): boolean {
  writer.refreshTime()
  if (!writer.hasRoom(words) && !writer.makeRoom(id, words)) return false
  const at = writer.begin(id, words, 0)
  for (let i = 2 * HEADER_WORDS; i < 2 * words; i++) writer.int32[at + i] = value
  writer.commit(words)
  return true
}

test('records of every length survive the end of the ring at every offset', () => {
  const ends = bothEnds()
  const capacity = RingLimits.minBytes / 8
  const { reader } = ends
  let expected = { id: 0, words: 0, value: 0 }
  let seen = 0
  const check: RingHandler = {
    event(id, at, sequence) {
      assert.equal(id, expected.id)
      assert.equal(sequence, seen++)
      assert.ok(at / 2 + expected.words <= capacity, 'the record is in one piece')
      for (let i = 2 * HEADER_WORDS; i < 2 * expected.words; i++) {
        assert.equal(reader.int32[at + i], expected.value)
      }
    },
    loss() {
      assert.fail('nothing is dropped')
    },
  }
  // Lengths without a common factor with the ring's come to stand at each of its offsets.
  for (const words of [3, 7, 31, 33]) {
    for (let i = 0; i <= capacity; i++) {
      expected = { id: i % 20, words, value: i }
      assert.ok(write(ends, expected.id, words, i))
      assert.equal(reader.drain(check), 1)
    }
  }
})

test('positions go on beyond 2^31 and 2^32', () => {
  const ring = createRing({ bytes: RingLimits.minBytes })
  const control = new Int32Array(ring.control)
  for (const start of [0x7fffffff - 5000, -5000]) {
    // Both indexes of the control memory, as after years.
    control[0] = start
    control[32] = start
    const ends = bothEndsOf(ring)
    const recorder = new Recorder()
    let fired = 0
    for (let i = 0; i < 3000; i++) {
      if (write(ends, 1, 5, i)) fired++
      if (i % 100 === 0) ends.reader.drain(recorder)
    }
    ends.reader.drain(recorder)
    assert.equal(fired, 3000)
    assert.equal(recorder.reads.length, 3000)
  }

  function bothEndsOf(layout: typeof ring) {
    const ends = bothEnds()
    return {
      ...ends,
      writer: new (Object.getPrototypeOf(ends.writer).constructor)(layout) as typeof ends.writer,
      reader: new RingReader(layout),
    }
  }
})

test('a full ring drops, counts, and takes events again once it is drained', () => {
  const ends = bothEnds()
  let written = 0
  while (write(ends, 0, 8, written)) written++
  assert.equal(written, RingLimits.minBytes / 64)
  for (let i = 0; i < 4; i++) write(ends, 1, 8, i)
  assert.equal(ends.control.dropped(0, 'ringFull'), 1)
  assert.equal(ends.control.dropped(1, 'ringFull'), 4)
  assert.equal(ends.control.pendingBytes, RingLimits.minBytes)

  const recorder = new Recorder()
  assert.equal(ends.reader.drain(recorder), written)
  assert.equal(ends.control.pendingBytes, 0)
  assert.deepEqual(recorder.reads.slice(written), [
    { kind: 'loss', id: 0, cause: 'ringFull', count: 1, first: written, last: written + 4 },
    { kind: 'loss', id: 1, cause: 'ringFull', count: 4, first: written, last: written + 4 },
  ])
  assert.ok(write(ends, 2, 8, 0))
  ends.reader.drain(recorder)
  assert.deepEqual(recorder.reads.at(-1), { kind: 'event', id: 2, sequence: written + 5 })
  assert.equal(ends.reader.nextSequence, written + 6)
})

test('a drop between two events is told between them', () => {
  const ends = bothEnds()
  write(ends, 3, 4, 0)
  ends.writer.drop(5, DropCauseIndex.Fault)
  write(ends, 3, 4, 0)
  ends.writer.drop(5, DropCauseIndex.Fault)
  ends.writer.drop(6, DropCauseIndex.TooLarge)
  write(ends, 3, 4, 0)
  const recorder = new Recorder()
  ends.reader.drain(recorder)
  assert.deepEqual(recorder.reads, [
    { kind: 'event', id: 3, sequence: 0 },
    { kind: 'loss', id: 5, cause: 'fault', count: 1, first: 1, last: 1 },
    { kind: 'event', id: 3, sequence: 2 },
    { kind: 'loss', id: 5, cause: 'fault', count: 1, first: 3, last: 4 },
    { kind: 'loss', id: 6, cause: 'tooLarge', count: 1, first: 3, last: 4 },
    { kind: 'event', id: 3, sequence: 5 },
  ])
})

test('drops with no event behind them are told once', () => {
  const ends = bothEnds()
  ends.writer.drop(7, DropCauseIndex.RingFull)
  assert.ok(ends.reader.hasMore)
  const recorder = new Recorder()
  ends.reader.drain(recorder)
  ends.reader.drain(recorder)
  assert.ok(!ends.reader.hasMore)
  write(ends, 7, 4, 0)
  ends.reader.drain(recorder)
  assert.deepEqual(recorder.reads, [
    { kind: 'loss', id: 7, cause: 'ringFull', count: 1, first: 0, last: 0 },
    { kind: 'event', id: 7, sequence: 1 },
  ])
})

test('what is larger than a quarter of the ring is dropped as too large', () => {
  const ends = bothEnds()
  const quarter = RingLimits.minBytes / 32
  assert.ok(write(ends, 0, quarter, 1))
  assert.ok(!write(ends, 0, quarter + 1, 1))
  assert.equal(ends.control.dropped(0, 'tooLarge'), 1)
})

test('every tracepoint and cause can be dropped at once and the ring goes on', () => {
  const ends = bothEnds()
  for (let round = 0; round < 50; round++) {
    for (let id = 0; id < RingLimits.maxTracepoints; id++) {
      for (let cause = 0; cause < DropCauses.length; cause++) ends.writer.drop(id, cause)
    }
    assert.ok(write(ends, 0, RingLimits.minBytes / 32 - round, 1), `round ${round}`)
    assert.equal(ends.reader.drain(ignore), 1)
  }
  assert.equal(ends.reader.nextSequence, 50 * (DropCauses.length * RingLimits.maxTracepoints + 1))
})

test('an event begun and not committed is as if it had never been', () => {
  const ends = bothEnds()
  assert.ok(ends.writer.makeRoom(1, 10))
  ends.writer.begin(1, 10, 0)
  assert.ok(write(ends, 2, 4, 9))
  const recorder = new Recorder()
  ends.reader.drain(recorder)
  assert.deepEqual(recorder.reads, [{ kind: 'event', id: 2, sequence: 0 }])
})

test('draining stops after the number of events asked for, and behind one that throws', () => {
  const ends = bothEnds()
  for (let i = 0; i < 5; i++) write(ends, i, 4, i)
  const recorder = new Recorder()
  assert.equal(ends.reader.drain(recorder, 2), 2)
  const error = new Error('no')
  assert.throws(
    () =>
      ends.reader.drain({
        event() {
          throw error
        },
        loss() {},
      }),
    error,
  )
  assert.equal(ends.reader.drain(recorder), 2)
  assert.deepEqual(
    recorder.reads.map(read => (read.kind === 'event' ? read.sequence : -1)),
    [0, 1, 3, 4],
  )
})

test('only sizes that work are taken', () => {
  for (const bytes of [0, 1024, RingLimits.minBytes + 8, RingLimits.maxBytes * 2, Number.NaN]) {
    assert.throws(
      () => createRing({ bytes }),
      error => isNodetapError(error, 'INVALID_ARGUMENT'),
    )
  }
})
