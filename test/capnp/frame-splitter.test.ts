import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { CapnpLimits, FrameSplitter, headerBytes } from '../../src/capnp/index.js'
import { ErrorCodes, isNodetapError } from '../../src/errors/index.js'
import { frameOf, WORD, word } from './frames.js'
import { choices, TRIALS } from './property.js'

const isMalformed = (error: unknown): boolean => isNodetapError(error, ErrorCodes.MalformedMessage)

/** One to four segments, empty ones among them: headers with and without padding. */
const frames = [
  frameOf([WORD]),
  frameOf([WORD, WORD], []),
  frameOf([]),
  frameOf([WORD], [WORD, WORD], [WORD]),
  frameOf([], [], [WORD], []),
]
const stream = Buffer.concat(frames)

/** The frames that come out when `stream` is given in `pieces`. */
function split(pieces: readonly Uint8Array[]): Uint8Array[] {
  const out: Uint8Array[] = []
  const splitter = new FrameSplitter(frame => out.push(frame))
  for (const piece of pieces) splitter.push(piece)
  assert.equal(splitter.pendingBytes, 0)
  return out
}

/** A segment table that promises `sizes`, in words, without anything behind it. */
function header(...sizes: readonly number[]): Uint8Array {
  const table = new Uint32Array(headerBytes(sizes.length) / 4)
  table[0] = sizes.length - 1
  table.set(sizes, 1)
  return new Uint8Array(table.buffer)
}

test('frames come out whole, whatever the size of the pieces', () => {
  for (let size = 1; size <= stream.length; size++) {
    const pieces: Uint8Array[] = []
    for (let at = 0; at < stream.length; at += size) pieces.push(stream.subarray(at, at + size))
    assert.deepEqual(split(pieces), frames, `pieces of ${size} bytes`)
  }
})

test('frames come out whole, wherever the stream is cut', () => {
  for (let cut = 0; cut <= stream.length; cut++) {
    assert.deepEqual(split([stream.subarray(0, cut), stream.subarray(cut)]), frames, `at ${cut}`)
  }
})

test('a frame cut short is pending, never handed out', () => {
  const frame = frameOf([WORD], [WORD])
  for (let cut = 0; cut < frame.length; cut++) {
    const splitter = new FrameSplitter(() => assert.fail('a cut frame came out'))
    splitter.push(frame.subarray(0, cut))
    assert.equal(splitter.pendingBytes, cut)
  }
})

test('a frame is the only owner of an aligned buffer', () => {
  for (const frame of split([stream])) {
    assert.equal(frame.byteOffset, 0)
    assert.equal(frame.buffer.byteLength, frame.length)
  }
})

test('the rest of a large frame may be written into its place, in any pieces', () => {
  fc.assert(
    fc.property(choices(), choose => {
      const wanted = Array.from({ length: 4 }, () => {
        const words = choose(2) === 0 ? choose(8) : CapnpLimits.minPlacedBytes / 4 + choose(4000)
        return frameOf(Array.from({ length: words }, (_, i) => word(i, words)))
      })
      const stream = Buffer.concat(wanted)
      const out: Uint8Array[] = []
      const splitter = new FrameSplitter(frame => out.push(frame))
      for (let at = 0; at < stream.length; ) {
        const place = splitter.place()
        const most = place?.length ?? stream.length - at
        const piece = stream.subarray(at, at + 1 + choose(Math.min(most, 50_000)))
        if (place === null) splitter.push(piece)
        else {
          place.set(piece)
          splitter.placed(piece.length)
        }
        at += piece.length
      }
      assert.equal(splitter.pendingBytes, 0)
      assert.deepEqual(out, wanted)
    }),
    { ...TRIALS, numRuns: 40 },
  )
})

test('nothing is placed between frames, near the end of one, or beyond it', () => {
  const splitter = new FrameSplitter(() => {})
  assert.equal(splitter.place(), null)
  splitter.push(header(CapnpLimits.minPlacedBytes / 8))
  assert.equal(splitter.place()?.length, CapnpLimits.minPlacedBytes)
  assert.throws(() => splitter.placed(CapnpLimits.minPlacedBytes + 1), RangeError)
  splitter.placed(1)
  assert.equal(splitter.place(), null)
  assert.equal(splitter.pendingBytes, 9)
  splitter.push(new Uint8Array(CapnpLimits.minPlacedBytes - 1))
  assert.throws(() => splitter.placed(1), RangeError)
})

test('a segment count of 2^27 is refused before memory is taken for it', () => {
  const splitter = new FrameSplitter(() => assert.fail('a frame came out'))
  const before = process.memoryUsage().arrayBuffers
  const table = new Uint8Array(new Uint32Array([2 ** 27 - 1, 2 ** 31]).buffer)
  assert.throws(() => splitter.push(table), isMalformed)
  assert.ok(process.memoryUsage().arrayBuffers - before < 1024 * 1024)
})

test('a header at the limit of segments is read, one beyond is refused', () => {
  const most = header(...Array<number>(CapnpLimits.maxSegments).fill(0))
  assert.deepEqual(split([most]), [most])
  const more = header(...Array<number>(CapnpLimits.maxSegments + 1).fill(0))
  assert.throws(() => split([more]), isMalformed)
})

test('a frame at the limit of bytes is read, one beyond is refused before memory is taken', () => {
  const limit = 64
  const out: Uint8Array[] = []
  const splitter = new FrameSplitter(frame => out.push(frame), limit)
  splitter.push(header(7))
  splitter.push(new Uint8Array(56))
  assert.equal(out[0]?.length, limit)
  assert.throws(() => splitter.push(header(8)), isMalformed)
})

test('sizes that add up to more than 2^32 do not wrap around', () => {
  const before = process.memoryUsage().arrayBuffers
  for (const sizes of [[0xffffffff], [0x80000000, 0x80000000], Array(512).fill(0xffffffff)]) {
    const splitter = new FrameSplitter(() => assert.fail('a frame came out'))
    assert.throws(() => splitter.push(header(...sizes)), isMalformed)
  }
  assert.ok(process.memoryUsage().arrayBuffers - before < 1024 * 1024)
})

test('after a malformed header, nothing more is taken', () => {
  const splitter = new FrameSplitter(() => assert.fail('a frame came out'), 64)
  assert.throws(() => splitter.push(header(100)), isMalformed)
  assert.throws(() => splitter.push(frameOf([WORD])), isMalformed)
})
