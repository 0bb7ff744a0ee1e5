/** Any content, by any way, read back; any bytes, an answer or a NodetapError. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import {
  copyPointer,
  FrameSplitter,
  MessageBuilder,
  MessageReader,
  StructBuilder,
  StructReader,
} from '../../src/capnp/index.js'
import { isNodetapError } from '../../src/errors/index.js'
import { scatter } from './frames.js'
import { choices, TRIALS } from './property.js'
import { buildTree, readTree, type Tree, trees } from './tree.js'

const Any = { Reader: StructReader, Builder: StructBuilder, dataWords: 2, pointerWords: 3 } as const

function build(tree: Tree): Uint8Array {
  const builder = new MessageBuilder()
  buildTree(builder, 0, tree)
  return builder.toFrame()
}

function copy(frame: Uint8Array): Uint8Array {
  const reader = new MessageReader(frame)
  const builder = new MessageBuilder()
  copyPointer(reader, 0, reader.rootAt, builder, 0)
  return builder.toFrame()
}

test('what is built is read back', () => {
  fc.assert(
    fc.property(trees, tree => {
      assert.deepEqual(readTree(new MessageReader(build(tree))), tree)
    }),
    TRIALS,
  )
})

test('what lies in several segments is read like what lies in one', () => {
  fc.assert(
    fc.property(trees, choices(), (tree, choose) => {
      assert.deepEqual(readTree(new MessageReader(scatter(tree, choose))), tree)
    }),
    TRIALS,
  )
})

test('a copy is equal, and written as if it had been built', () => {
  fc.assert(
    fc.property(trees, choices(), (tree, choose) => {
      assert.deepEqual(readTree(new MessageReader(copy(scatter(tree, choose)))), tree)
      assert.deepEqual(copy(scatter(tree, choose)).length, build(tree).length)
    }),
    TRIALS,
  )
})

/** Touches a frame in all the ways that generated code does. */
function touch(frame: Uint8Array): void {
  const read = [
    (root: StructReader) => root.getText(0),
    (root: StructReader) => root.getData(0),
    (root: StructReader) => root.getStruct(0, Any).getText(1),
    (root: StructReader) => [...root.getStructList(1, Any)].map(it => it.getText(0)),
    (root: StructReader) => [...root.getTextList(1)],
    (root: StructReader) => root.getBoolList(1).get(3),
    (root: StructReader) => root.getUint8List(1),
    (root: StructReader) => root.getUint16List(1),
    (root: StructReader) => root.getUint32List(1),
    (root: StructReader) => root.getFloat64List(1),
    (root: StructReader) => root.getCapability(2),
    (root: StructReader) => root.getUint64(8),
    ({ message }: StructReader) => copyPointer(message, 0, message.rootAt, new MessageBuilder(), 0),
  ]
  for (const one of read) {
    try {
      one(new MessageReader(frame, { maxReadWords: 10_000 }).root(Any))
    } catch (error) {
      if (!isNodetapError(error)) throw error
    }
  }
}

test('any damage to a frame ends in an answer or a NodetapError', () => {
  const damage = fc.array(fc.record({ at: fc.nat(), byte: fc.nat(255) }), {
    minLength: 1,
    maxLength: 8,
  })
  fc.assert(
    fc.property(trees, choices(), damage, (tree, choose, changes) => {
      const frame = scatter(tree, choose)
      for (const { at, byte } of changes) frame[at % frame.length] = byte
      touch(frame)
    }),
    { ...TRIALS, numRuns: 1000 },
  )
})

test('any bytes in any pieces end in frames or a NodetapError', () => {
  fc.assert(
    fc.property(fc.array(fc.uint8Array({ maxLength: 40 })), pieces => {
      const splitter = new FrameSplitter(frame => touch(frame), 4096)
      try {
        for (const piece of pieces) splitter.push(piece)
      } catch (error) {
        if (!isNodetapError(error)) throw error
      }
    }),
    TRIALS,
  )
})
