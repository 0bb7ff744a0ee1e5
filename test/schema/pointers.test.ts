import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Colour, Pointers, PointersInner, Scalars } from './generated/all-kinds.js'
import { golden } from './golden.js'
import { build, read } from './support.js'

const BOOLS = [true, false, true, true, false, false, false, false, true]

test('every kind of pointer, read', () => {
  const root = read(Pointers, golden.pointers.hex)
  assert.equal(root.text, 'täxt')
  assert.deepEqual([...root.data], [0, 1, 255])
  assert.equal(root.scalars.uint32, 5)
  assert.equal(root.hasAny(), false)
  assert.deepEqual(
    [...root.structs].map(({ name, number }) => [name, number]),
    [
      ['a', 1],
      ['', 2],
      ['c', 0],
    ],
  )
  assert.deepEqual([...root.texts], ['one', '', 'three'])
  assert.deepEqual(
    BOOLS.map((_, i) => root.bools.get(i)),
    BOOLS,
  )
  assert.equal(root.bools.length, BOOLS.length)
  assert.deepEqual([...root.uint8s], [1, 2, 255])
  assert.deepEqual([...root.uint16s], [1, 65535])
  assert.deepEqual([...root.uint32s], [1, 4294967295, 3])
  assert.deepEqual([...root.int32s], [-1, 2147483647])
  assert.deepEqual([...root.uint64s], [1, 0, 0, 1])
  assert.deepEqual([...root.int64s], [4294967295, 4294967295, 0, 4294967295])
  assert.deepEqual([...root.float64s], [0.5, -1e300])
  assert.deepEqual([...root.colours], [Colour.red, Colour.darkBlue])
})

test('every kind of pointer, built', () => {
  const hex = build(Pointers, root => {
    root.text = 'täxt'
    root.data = Uint8Array.of(0, 1, 255)
    root.initScalars().uint32 = 5
    const structs = root.initStructs(3)
    structs.get(0).name = 'a'
    structs.get(0).number = 1
    structs.get(1).number = 2
    structs.get(2).name = 'c'
    root.texts = ['one', '', 'three']
    root.bools = BOOLS
    root.uint8s = Uint8Array.of(1, 2, 255)
    root.uint16s = Uint16Array.of(1, 65535)
    root.uint32s = Uint32Array.of(1, 4294967295, 3)
    root.int32s = Int32Array.of(-1, 2147483647)
    root.uint64s = Uint32Array.of(1, 0, 0, 1)
    root.int64s = Uint32Array.of(4294967295, 4294967295, 0, 4294967295)
    root.float64s = Float64Array.of(0.5, -1e300)
    root.colours = Uint16Array.of(Colour.red, Colour.darkBlue)
  })
  assert.equal(hex, golden.pointers.hex)
})

test('null pointers read as empty', () => {
  const root = read(
    Pointers,
    build(Pointers, () => {}),
  )
  assert.equal(root.text, '')
  assert.equal(root.hasText(), false)
  assert.equal(root.data.length, 0)
  assert.equal(root.scalars.float64, 0)
  assert.equal(root.hasScalars(), false)
  assert.equal(root.structs.length, 0)
  assert.equal(root.texts.length, 0)
  assert.equal(root.bools.length, 0)
  assert.equal(root.float64s.length, 0)
})

test('an AnyPointer holds any struct', () => {
  const hex = build(Pointers, root => {
    root.initAnyAs(PointersInner).name = 'inside'
  })
  const root = read(Pointers, hex)
  assert.equal(root.anyPointer, 3)
  assert.equal(root.hasAny(), true)
  assert.equal(root.getAnyAs(PointersInner).name, 'inside')
  assert.equal(root.getAnyAs(Scalars).int64, 0)
})
