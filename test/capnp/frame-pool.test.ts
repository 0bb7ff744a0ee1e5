import assert from 'node:assert/strict'
import { test } from 'node:test'
import { CapnpLimits, FramePool, FrameSplitter } from '../../src/capnp/index.js'
import { frameOf, word } from './frames.js'

const SIZE = CapnpLimits.minPooledFrameBytes

test('memory given back is used for a frame that it fits', () => {
  const pool = new FramePool()
  const first = pool.take(2 * SIZE)
  assert.notEqual(pool.take(2 * SIZE).buffer, first.buffer)
  pool.give(first)
  assert.notEqual(pool.take(2 * SIZE + 8).buffer, first.buffer, 'too large')
  assert.notEqual(pool.take(SIZE / CapnpLimits.maxFrameSlack).buffer, first.buffer, 'too small')
  const second = pool.take(SIZE)
  assert.equal(second.buffer, first.buffer)
  assert.equal(second.length, SIZE)
  assert.notEqual(pool.take(SIZE).buffer, first.buffer, 'in use')
  pool.give(second)
  assert.equal(pool.take(2 * SIZE).buffer, first.buffer, 'all of it')
})

test('so many frames are kept, of sizes that are worth it', () => {
  const pool = new FramePool()
  const frames = Array.from({ length: CapnpLimits.maxPooledFrames + 1 }, () => pool.take(SIZE))
  for (const frame of frames) pool.give(frame)
  const again = new Set(frames.map(() => pool.take(SIZE).buffer))
  assert.equal(frames.filter(({ buffer }) => again.has(buffer)).length, CapnpLimits.maxPooledFrames)
  assert.ok(!again.has((frames[0] as Uint8Array).buffer), 'the oldest is not kept')
  for (const length of [SIZE - 8, CapnpLimits.maxPooledFrameBytes + 8]) {
    const frame = pool.take(length)
    pool.give(frame)
    assert.notEqual(pool.take(length).buffer, frame.buffer, `${length} bytes`)
  }
})

test('a frame in used memory is the bytes that came', () => {
  const pool = new FramePool()
  const frames = [600, 599, 513, 700].map((count, i) => frameOf(new Array(count).fill(word(i, ~i))))
  const seen: Uint8Array[] = []
  const splitter = new FrameSplitter(
    frame => {
      seen.push(frame.slice())
      pool.give(frame)
    },
    undefined,
    pool,
  )
  for (const frame of frames) {
    splitter.push(frame.subarray(0, 1000))
    splitter.push(frame.subarray(1000))
  }
  assert.deepEqual(seen, frames)
})
