/** What a peer may send to break a reader: each ends in MALFORMED_MESSAGE, or is bounded. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import {
  CapnpLimits,
  copyPointer,
  ElementSize,
  MessageBuilder,
  MessageReader,
  StructBuilder,
  StructReader,
} from '../../src/capnp/index.js'
import { ErrorCodes, isNodetapError } from '../../src/errors/index.js'
import { frameOf, pointer, WORD, word } from './frames.js'
import { readTree } from './tree.js'

const isMalformed = (error: unknown): boolean => isNodetapError(error, ErrorCodes.MalformedMessage)

/** A struct of one word and four pointers, by position. */
const Any = { Reader: StructReader, Builder: StructBuilder, dataWords: 1, pointerWords: 4 } as const

function refuse(frame: Uint8Array, read: (root: StructReader) => unknown): void {
  assert.throws(() => read(new MessageReader(frame).root(Any)), isMalformed)
}

/** A frame whose root struct has the one pointer `at` word 1, followed by `rest`. */
function withPointer(content: string, ...rest: readonly string[]): Uint8Array {
  return frameOf([pointer.struct(0, 0, 1), content, ...rest])
}

test('a frame cut at every byte is refused', () => {
  const frame = frameOf([pointer.struct(0, 1, 0), WORD], [WORD])
  for (let cut = 0; cut < frame.length; cut++) {
    assert.throws(() => new MessageReader(frame.slice(0, cut)), isMalformed, `cut at ${cut}`)
  }
})

test('a frame whose first segment has no word has no root', () => {
  assert.throws(() => new MessageReader(frameOf([])).root(Any), isMalformed)
  assert.throws(() => new MessageReader(frameOf([], [WORD])).root(Any), isMalformed)
})

test('a segment count of 2^27 costs nothing', () => {
  const before = process.memoryUsage().arrayBuffers
  const frame = new Uint8Array(16)
  new DataView(frame.buffer).setUint32(0, 2 ** 27 - 1, true)
  assert.throws(() => new MessageReader(frame), isMalformed)
  assert.ok(process.memoryUsage().arrayBuffers - before < 1024 * 1024)
})

test('pointers past the end or before the start of their segment', () => {
  for (const offset of [1, 2, 1000, 2 ** 29 - 1, -3, -1000, -(2 ** 29)]) {
    refuse(frameOf([pointer.struct(offset, 1, 0), WORD]), root => root.getUint32(0))
    refuse(withPointer(pointer.list(offset, 5, 1), WORD), root => root.getWordList(0))
  }
  refuse(frameOf([pointer.struct(0, 2, 0), WORD], [WORD]), root => root.getUint32(0))
  refuse(withPointer(pointer.list(0, 2, 9), WORD), root => root.getData(0))
  refuse(withPointer(pointer.list(0, 1, 65), WORD), root => root.getBoolList(0))
  refuse(withPointer(pointer.list(0, 2, 2 ** 29 - 1), WORD), root => root.getData(0))
})

test('far pointers to no segment, past its end, or to another far pointer', () => {
  refuse(frameOf([pointer.far(1, 0)]), root => root.getUint32(0))
  refuse(frameOf([pointer.far(0xffffffff, 0)]), root => root.getUint32(0))
  refuse(frameOf([pointer.far(1, 1)], [WORD]), root => root.getUint32(0))
  refuse(frameOf([pointer.far(1, 2 ** 29 - 1)], [WORD]), root => root.getUint32(0))
  refuse(frameOf([pointer.far(0, 0)]), root => root.getUint32(0))
  refuse(frameOf([pointer.far(1, 0)], [pointer.far(0, 0)]), root => root.getUint32(0))
  refuse(frameOf([pointer.far(1, 0)], [pointer.doubleFar(0, 0), WORD]), root => root.getUint32(0))
})

test('double-far pointers with a pad that makes no sense', () => {
  const tag = pointer.struct(0, 1, 0)
  refuse(frameOf([pointer.doubleFar(1, 0)], [pointer.far(0, 0)]), root => root.getUint32(0))
  refuse(frameOf([pointer.doubleFar(1, 0)], [tag, tag]), root => root.getUint32(0))
  refuse(frameOf([pointer.doubleFar(1, 0)], [pointer.doubleFar(1, 0), tag]), root =>
    root.getUint32(0),
  )
  refuse(frameOf([pointer.doubleFar(1, 0)], [pointer.far(1, 0), pointer.far(1, 0)]), root =>
    root.getUint32(0),
  )
  refuse(frameOf([pointer.doubleFar(1, 0)], [pointer.far(2, 0), tag]), root => root.getUint32(0))
  refuse(frameOf([pointer.doubleFar(1, 0)], [pointer.far(1, 2), tag]), root => root.getUint32(0))
})

test('pointers of a kind that is not defined', () => {
  refuse(withPointer(word(7, 0)), root => root.getText(0))
  refuse(withPointer(word(0x103, 0)), root => root.getCapability(0))
})

test('something else where a schema expects another thing', () => {
  const struct = withPointer(pointer.struct(0, 1, 0), WORD)
  refuse(struct, root => root.getText(0))
  refuse(struct, root => root.getData(0))
  refuse(struct, root => root.getUint8List(0))
  refuse(struct, root => root.getStructList(0, Any))
  refuse(struct, root => root.getCapability(0))
  const bits = withPointer(pointer.list(0, 1, 8), WORD)
  refuse(bits, root => root.getData(0))
  refuse(bits, root => root.getTextList(0))
  refuse(bits, root => root.getStruct(0, Any))
  refuse(bits, root => root.getStructList(0, Any))
  refuse(withPointer(pointer.list(0, 2, 8), WORD), root => root.getBoolList(0))
  refuse(withPointer(pointer.list(0, 2, 8), WORD), root => root.getUint32List(0))
  refuse(withPointer(pointer.capability(0)), root => root.getStruct(0, Any))
})

test('text that does not end, or is not there at all', () => {
  refuse(withPointer(pointer.list(0, 2, 8), WORD), root => root.getText(0))
  refuse(withPointer(pointer.list(0, 2, 0)), root => root.getText(0))
  refuse(withPointer(pointer.list(0, 6, 1), pointer.list(0, 2, 8), WORD), root => [
    ...root.getTextList(0),
  ])
})

test('lists of structs whose tag makes no sense', () => {
  const tagged = (tag: string): Uint8Array => withPointer(pointer.list(0, 7, 1), tag, WORD)
  refuse(tagged(pointer.list(0, 2, 1)), root => root.getStructList(0, Any))
  refuse(tagged(word(2 << 2, 1)), root => root.getStructList(0, Any))
  refuse(tagged(word(0xfffffffc, 0xffffffff)), root => root.getStructList(0, Any))
  refuse(withPointer(pointer.list(0, 7, 0)), root => root.getStructList(0, Any))
})

test('lists of 2^29 elements without a byte', () => {
  const voids = withPointer(pointer.list(0, ElementSize.Void, 2 ** 29 - 1))
  refuse(voids, root => [...root.getStructList(0, Any)])
  const empty = withPointer(pointer.list(0, 7, 0), word((2 ** 29 - 1) << 2, 0))
  refuse(empty, root => [...root.getStructList(0, Any)])
  refuse(voids, root => copyPointer(root.message, 0, root.message.rootAt, new MessageBuilder(), 0))
})

test('a loop of pointers is as deep as the limit, and no deeper', () => {
  // A struct whose only pointer leads to the struct.
  const loop = frameOf([pointer.struct(0, 0, 1), pointer.struct(-1, 0, 1)])
  let depth = 0
  assert.throws(() => {
    for (let at = new MessageReader(loop).root(Any); ; at = at.getStruct(0, Any)) depth++
  }, isMalformed)
  assert.equal(depth, CapnpLimits.maxDepth)
  refuse(loop, ({ message }) => copyPointer(message, 0, message.rootAt, new MessageBuilder(), 0))
})

test('lists of lists a hundred deep', () => {
  const deep = Array.from({ length: 100 }, () => pointer.list(0, 6, 1))
  const frame = withPointer(...(deep as [string]), pointer.list(0, 2, 0))
  refuse(frame, ({ message }) => copyPointer(message, 0, message.rootAt, new MessageBuilder(), 0))
})

test('structs as deep as the limit are read, one deeper is refused', () => {
  const nested = (depth: number): Uint8Array =>
    frameOf([...Array.from({ length: depth }, () => pointer.struct(0, 0, 1)), '0000000000000000'])
  const descend = (frame: Uint8Array): void => {
    let at = new MessageReader(frame).root(Any)
    while (at.hasPointer(0)) at = at.getStruct(0, Any)
  }
  descend(nested(CapnpLimits.maxDepth))
  assert.throws(() => descend(nested(CapnpLimits.maxDepth + 1)), isMalformed)
})

test('pointers that share a target cannot make a small message a large one', () => {
  // A list of 512 pointers, all to one list of 512 pointers, all to the same 4,096 words.
  const fan = 512
  const inner = Array.from({ length: fan }, (_, i) => pointer.list(fan - 1 - i, 5, 4096))
  const outer = Array.from({ length: fan }, (_, i) => pointer.list(fan - 1 - i, 6, fan))
  const frame = frameOf([
    pointer.list(0, 6, fan),
    ...outer,
    ...inner,
    ...Array.from({ length: 4096 }, () => WORD),
  ])
  const builder = new MessageBuilder()
  assert.throws(() => {
    const reader = new MessageReader(frame)
    copyPointer(reader, 0, reader.rootAt, builder, 0)
  }, isMalformed)
  assert.ok(builder.words <= CapnpLimits.maxReadWords)
})

test('the budget of a message counts what is read again, and its limits can be set', () => {
  const frame = frameOf([pointer.struct(0, 1, 0), WORD])
  const reader = new MessageReader(frame, { maxReadWords: 3 })
  for (let i = 0; i < 3; i++) reader.root(Any)
  assert.throws(() => reader.root(Any), isMalformed)
  assert.throws(() => new MessageReader(frame, { maxDepth: 0 }).root(Any), isMalformed)
})

test('64-bit numbers that are not exact are refused', () => {
  const root = (low: number, high: number): StructReader =>
    new MessageReader(frameOf([pointer.struct(0, 1, 0), word(low, high)])).root(Any)
  assert.equal(root(0xffffffff, 0x1fffff).getUint64(0), Number.MAX_SAFE_INTEGER)
  assert.throws(() => root(0, 0x200000).getUint64(0), isMalformed)
  assert.equal(root(1, 0xffe00000).getInt64(0), Number.MIN_SAFE_INTEGER)
  assert.throws(() => root(0, 0xffe00000).getInt64(0), isMalformed)
})

test('reading trees of hostile frames takes no more than the budget allows', () => {
  const loop = frameOf([
    pointer.struct(0, 0, 2),
    pointer.struct(-1, 0, 2),
    pointer.struct(-2, 0, 2),
  ])
  assert.throws(() => readTree(new MessageReader(loop, { maxReadWords: 1000 })))
})
