import assert from 'node:assert/strict'
import { test } from 'node:test'
import {
  CapnpLimits,
  MessageBuilder,
  MessageReader,
  StructBuilder,
  StructReader,
} from '../../src/capnp/index.js'
import { frameOf, pointer, WORD } from './frames.js'

const Any = { Reader: StructReader, Builder: StructBuilder, dataWords: 1, pointerWords: 2 } as const
const isTooLarge = { code: 'VALUE_OUT_OF_RANGE' } as const

test('a builder that is reset builds the next message in clean memory', () => {
  const builder = new MessageBuilder()
  const first = builder.initRoot(Any)
  first.setUint32(0, 0xffffffff)
  first.setText(0, 'x'.repeat(5000))
  builder.attach(new Uint8Array(8))
  builder.reset()
  builder.initRoot(Any)
  const fresh = new MessageBuilder()
  fresh.initRoot(Any)
  assert.deepEqual(builder.toFrame(), fresh.toFrame())
})

test('what is built survives growth', () => {
  const builder = new MessageBuilder()
  const root = builder.initRoot(Any)
  const list = root.initStructList(0, Any, 1000)
  for (let i = 0; i < 1000; i++) {
    list.get(i).setUint32(0, i)
    list.get(i).setText(0, `text ${i}`)
  }
  root.setUint32(0, 7)
  const read = new MessageReader(builder.toFrame()).root(Any)
  assert.equal(read.getUint32(0), 7)
  assert.deepEqual(
    [...read.getStructList(0, Any)].map(it => [it.getUint32(0), it.getText(0)]),
    Array.from({ length: 1000 }, (_, i) => [i, `text ${i}`]),
  )
})

test('attached segments are part of the frame, uncopied, and far pointers reach them', () => {
  const builder = new MessageBuilder()
  const root = builder.initRoot(Any)
  const attached = new Uint8Array(
    frameOf([pointer.struct(0, 1, 0), WORD]).subarray(8), // Without its segment table.
  )
  const number = builder.attach(attached)
  assert.equal(builder.attachedSegments, 1)
  builder.setFarAt(root.pointerAt(0), number)
  assert.equal(builder.finish()[1], attached)
  assert.equal(
    builder.frameBytes,
    builder.finish().reduce((sum, piece) => sum + piece.length, 0),
  )
  const read = new MessageReader(builder.toFrame())
  assert.equal(read.segmentCount, 2)
  assert.deepEqual(read.segmentBytes(1), attached)
  assert.equal(read.root(Any).getStruct(0, Any).getUint32(0), 0x04030201)
  assert.throws(() => read.segmentBytes(2), { code: 'MALFORMED_MESSAGE' })
})

test('a message beyond what a reader takes is refused before memory is taken for it', () => {
  const builder = new MessageBuilder()
  const before = process.memoryUsage().arrayBuffers
  assert.throws(() => builder.allocate(CapnpLimits.maxFrameBytes / 8), isTooLarge)
  assert.throws(() => builder.allocate(2 ** 40), isTooLarge)
  assert.ok(process.memoryUsage().arrayBuffers - before < 1024 * 1024)
  builder.reset()
  builder.initRoot(Any)
  assert.equal(new MessageReader(builder.toFrame()).root(Any).getUint32(0), 0)
})

test('segments that no reader takes are refused', () => {
  const builder = new MessageBuilder()
  assert.throws(() => builder.attach(new Uint8Array(7)), isTooLarge)
  for (let i = 1; i < CapnpLimits.maxSegments; i++) builder.attach(new Uint8Array(8))
  assert.throws(() => builder.attach(new Uint8Array(8)), isTooLarge)
  assert.equal(new MessageReader(builder.toFrame()).segmentCount, CapnpLimits.maxSegments)
})

test('numbers that their field cannot hold are refused', () => {
  const root = new MessageBuilder().initRoot(Any)
  for (const value of [-1, 0.5, 2 ** 53, Number.NaN, Number.POSITIVE_INFINITY]) {
    assert.throws(() => root.setUint64(0, value), isTooLarge)
  }
  for (const value of [0.5, 2 ** 53, -(2 ** 53), Number.NaN]) {
    assert.throws(() => root.setInt64(0, value), isTooLarge)
  }
})

test('64-bit numbers, with and without a default, come back', () => {
  const values = [0, 1, 2 ** 32 - 1, 2 ** 32, 2 ** 53 - 1]
  for (const value of values) {
    for (const [low, high] of [
      [0, 0],
      [0xffffffff, 0xffffffff],
      [5, 0],
    ] as const) {
      const builder = new MessageBuilder()
      builder.initRoot(Any).setUint64(0, value, low, high)
      const read = new MessageReader(builder.toFrame()).root(Any)
      assert.equal(read.getUint64(0, low, high), value)
      for (const signed of [value, -value]) {
        const other = new MessageBuilder()
        other.initRoot(Any).setInt64(0, signed, low, high)
        const back = new MessageReader(other.toFrame()).root(Any).getInt64(0, low, high)
        assert.equal(back, signed === 0 ? 0 : signed)
      }
    }
  }
})
