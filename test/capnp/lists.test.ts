import assert from 'node:assert/strict'
import { test } from 'node:test'
import {
  MessageBuilder,
  MessageReader,
  StructBuilder,
  StructReader,
} from '../../src/capnp/index.js'
import { frameOf, pointer, word } from './frames.js'

const Any = { Reader: StructReader, Builder: StructBuilder, dataWords: 1, pointerWords: 1 } as const

/** The root of a frame with one pointer, to a list. */
function root(...words: readonly string[]): StructReader {
  return new MessageReader(frameOf([pointer.struct(0, 0, 1), ...words])).root(Any)
}

const TEXT_A = '6100000000000000'
const TEXT_B = '6200000000000000'

test('numbers read as structs whose first field they are', () => {
  const bytes = root(pointer.list(0, 2, 3), '0102030000000000').getStructList(0, Any)
  assert.deepEqual(
    [...bytes].map(it => it.getUint8(0)),
    [1, 2, 3],
  )
  assert.equal(bytes.get(0).getUint16(0), 0, 'a field that reaches past the element')
  assert.equal(bytes.get(0).getUint32(0), 0)
  assert.equal(bytes.get(0).getBigUint64(0), 0n)
  assert.equal(bytes.get(0).hasPointer(0), false)
  const twos = root(pointer.list(0, 3, 2), '0102030400000000').getStructList(0, Any)
  assert.deepEqual(
    [...twos].map(it => it.getUint16(0)),
    [0x0201, 0x0403],
  )
  const fours = root(pointer.list(0, 4, 2), '0100000002000000').getStructList(0, Any)
  assert.deepEqual(
    [...fours].map(it => it.getUint32(0)),
    [1, 2],
  )
  assert.deepEqual(
    [...fours].map(it => [it.getUint64(0), it.getInt64(0), it.getFloat64(0), it.getInt64(0, 5)]),
    [
      [0, 0, 0, 5],
      [0, 0, 0, 5],
    ],
    'a 64-bit field in 32 bits is its default',
  )
  const eights = root(pointer.list(0, 5, 1), word(1, 1)).getStructList(0, Any)
  assert.equal(eights.get(0).getUint64(0), 2 ** 32 + 1)
})

test('pointers read as structs whose first pointer they are', () => {
  const words = [pointer.list(0, 6, 2), pointer.list(1, 2, 2), '0000000000000000', TEXT_A]
  const list = root(...words).getStructList(0, Any)
  assert.deepEqual(
    [...list].map(it => it.getText(0)),
    ['a', ''],
  )
  assert.equal(list.get(0).getUint8(0), 0)
})

test('nothing reads as structs of defaults', () => {
  const list = root(pointer.list(0, 0, 2)).getStructList(0, Any)
  assert.deepEqual(
    [...list].map(it => [it.getUint32(0), it.getText(0)]),
    [
      [0, ''],
      [0, ''],
    ],
  )
})

test('structs read as the numbers that their first field once was', () => {
  // Two structs of one word and one pointer.
  const words = [
    pointer.list(0, 7, 4),
    word(2 << 2, 1 | (1 << 16)),
    '0102030405060708',
    '0000000000000000',
    '1112131415161718',
    '0000000000000000',
  ]
  assert.deepEqual([...root(...words).getUint8List(0)], [0x01, 0x11])
  assert.deepEqual([...root(...words).getUint16List(0)], [0x0201, 0x1211])
  assert.deepEqual([...root(...words).getUint32List(0)], [0x04030201, 0x14131211])
  assert.deepEqual([...root(...words).getInt32List(0)], [0x04030201, 0x14131211])
  assert.deepEqual(
    [...root(...words).getWordList(0)],
    [0x04030201, 0x08070605, 0x14131211, 0x18171615],
  )
  assert.equal(root(...words).getFloat64List(0).length, 2)
  assert.throws(() => root(...words).getBoolList(0), { code: 'MALFORMED_MESSAGE' })
})

test('structs read as the texts that their first pointer once was', () => {
  const words = [
    pointer.list(0, 7, 4),
    word(2 << 2, 1 | (1 << 16)),
    '0102030405060708',
    pointer.list(2, 2, 2),
    '1112131415161718',
    pointer.list(1, 2, 2),
    TEXT_A,
    TEXT_B,
  ]
  assert.deepEqual([...root(...words).getTextList(0)], ['a', 'b'])
})

test('structs without data are no numbers, and without pointers no texts', () => {
  const noData = [pointer.list(0, 7, 1), word(1 << 2, 1 << 16), '0000000000000000']
  assert.throws(() => root(...noData).getUint32List(0), { code: 'MALFORMED_MESSAGE' })
  const noPointer = [pointer.list(0, 7, 1), word(1 << 2, 1), '0000000000000000']
  assert.throws(() => root(...noPointer).getTextList(0), { code: 'MALFORMED_MESSAGE' })
})

test('an element that is not there is a fault of the program', () => {
  const list = root(pointer.list(0, 5, 1), word(1, 1)).getStructList(0, Any)
  for (const index of [-1, 1, Number.NaN]) {
    assert.throws(() => list.get(index), RangeError)
  }
  const texts = root(pointer.list(0, 6, 1), '0000000000000000').getTextList(0)
  assert.throws(() => texts.get(1), RangeError)
  const built = new MessageBuilder().initRoot(Any).initStructList(0, Any, 1)
  assert.throws(() => built.get(1), RangeError)
})

test('texts keep every character, a byte-order mark too', () => {
  for (const text of ['', 'plain', '\uFEFFmarked', 'a\0b', 'ünï', '😀', '\u{10FFFF}']) {
    const builder = new MessageBuilder()
    const built = builder.initRoot(Any)
    built.setText(0, text)
    assert.equal(new MessageReader(builder.toFrame()).root(Any).getText(0), text)
  }
})
