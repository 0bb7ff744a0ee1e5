import assert from 'node:assert/strict'
import { test } from 'node:test'
import { MessageBuilder, MessageReader } from '../../src/capnp/index.js'
import { frameOf, pointer, WORD, word } from './frames.js'
import { buildTree, NULL, readTree, type Tree } from './tree.js'

const WORD_BYTES = [1, 2, 3, 4, 5, 6, 7, 8]

/** Each kind of content, and the words that Cap'n Proto's encoding prescribes for it. */
const golden: Readonly<Record<string, { tree: Tree; words: readonly string[] }>> = {
  'a null pointer': { tree: NULL, words: ['0000000000000000'] },
  'a capability': {
    tree: { kind: 'capability', index: 5 },
    words: ['03000000 05000000'],
  },
  'an empty struct, told from null by an offset of -1': {
    tree: { kind: 'struct', data: [], pointers: [] },
    words: ['fcffffff 00000000'],
  },
  'a struct of data and pointers': {
    tree: { kind: 'struct', data: WORD_BYTES, pointers: [NULL, { kind: 'capability', index: 1 }] },
    words: ['00000000 01000200', WORD, '0000000000000000', '03000000 01000000'],
  },
  'a list of nothing': {
    tree: { kind: 'numbers', elementSize: 0, count: 3, bytes: [] },
    words: ['01000000 18000000'],
  },
  'a list of bits': {
    tree: { kind: 'numbers', elementSize: 1, count: 9, bytes: [0xff, 0x01] },
    words: ['01000000 49000000', 'ff01000000000000'],
  },
  'a list of bytes': {
    tree: { kind: 'numbers', elementSize: 2, count: 3, bytes: [1, 2, 3] },
    words: ['01000000 1a000000', '0102030000000000'],
  },
  'a list of two-byte numbers': {
    tree: { kind: 'numbers', elementSize: 3, count: 2, bytes: [1, 0, 2, 0] },
    words: ['01000000 13000000', '0100020000000000'],
  },
  'a list of four-byte numbers': {
    tree: { kind: 'numbers', elementSize: 4, count: 1, bytes: [1, 2, 3, 4] },
    words: ['01000000 0c000000', '0102030400000000'],
  },
  'a list of eight-byte numbers': {
    tree: { kind: 'numbers', elementSize: 5, count: 1, bytes: WORD_BYTES },
    words: ['01000000 0d000000', WORD],
  },
  'a list of pointers': {
    tree: { kind: 'pointers', items: [{ kind: 'capability', index: 0 }, NULL] },
    words: ['01000000 16000000', '03000000 00000000', '0000000000000000'],
  },
  'a list of structs': {
    tree: {
      kind: 'structs',
      dataWords: 1,
      pointerWords: 1,
      items: [
        { data: WORD_BYTES, pointers: [NULL] },
        { data: WORD_BYTES, pointers: [{ kind: 'capability', index: 7 }] },
      ],
    },
    words: [
      '01000000 27000000',
      '08000000 01000100',
      WORD,
      '0000000000000000',
      WORD,
      '03000000 07000000',
    ],
  },
}

for (const [name, { tree, words }] of Object.entries(golden)) {
  test(`${name}: bytes both ways`, () => {
    const frame = frameOf(words)
    const builder = new MessageBuilder()
    buildTree(builder, 0, tree)
    assert.deepEqual(builder.toFrame(), frame)
    assert.deepEqual(readTree(new MessageReader(frame)), tree)
  })
}

/** The same struct, `[one word, a list of one byte]`, by all the ways that lead to it. */
const target: Tree = {
  kind: 'struct',
  data: WORD_BYTES,
  pointers: [{ kind: 'numbers', elementSize: 2, count: 1, bytes: [9] }],
}
const BYTE_LIST = [pointer.list(0, 2, 1), '0900000000000000']
const STRUCT = [WORD, ...BYTE_LIST]

const ways: Readonly<Record<string, Uint8Array>> = {
  'a near pointer': frameOf([pointer.struct(0, 1, 1), ...STRUCT]),
  'a near pointer over a gap': frameOf([pointer.struct(1, 1, 1), WORD, ...STRUCT]),
  'a far pointer': frameOf([pointer.far(1, 0)], [pointer.struct(0, 1, 1), ...STRUCT]),
  'a far pointer into its own segment': frameOf([
    pointer.far(0, 1),
    pointer.struct(0, 1, 1),
    ...STRUCT,
  ]),
  'a far pointer whose pad points back': frameOf(
    [pointer.far(1, 3)],
    [...STRUCT, pointer.struct(-4, 1, 1)],
  ),
  'a double-far pointer': frameOf(
    [pointer.doubleFar(2, 1)],
    [WORD, ...STRUCT],
    [WORD, pointer.far(1, 1), pointer.struct(0, 1, 1)],
  ),
  'far pointers at both levels': frameOf(
    [pointer.far(1, 0)],
    [pointer.struct(0, 1, 1), WORD, pointer.doubleFar(2, 0)],
    [pointer.far(3, 0), pointer.list(0, 2, 1)],
    ['0900000000000000'],
  ),
}

for (const [name, frame] of Object.entries(ways)) {
  test(`${name} is followed`, () => {
    assert.deepEqual(readTree(new MessageReader(frame)), target)
  })
}

test('a double-far pointer to a list of structs finds the tag with the content', () => {
  const frame = frameOf(
    [pointer.doubleFar(1, 0)],
    [pointer.far(2, 0), pointer.list(0, 7, 2)],
    [word(2 << 2, 1), WORD, WORD],
  )
  const item = { data: WORD_BYTES, pointers: [] }
  assert.deepEqual(readTree(new MessageReader(frame)), {
    kind: 'structs',
    dataWords: 1,
    pointerWords: 0,
    items: [item, item],
  })
})

test('a far pointer to a null or a capability is what its pad says', () => {
  const toNull = frameOf([pointer.far(1, 0)], ['0000000000000000'])
  assert.deepEqual(readTree(new MessageReader(toNull)), NULL)
  const toCapability = frameOf([pointer.far(1, 0)], [pointer.capability(4)])
  assert.deepEqual(readTree(new MessageReader(toCapability)), { kind: 'capability', index: 4 })
})
