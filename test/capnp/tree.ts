import fc from 'fast-check'
import {
  ElementSize,
  type MessageBuilder,
  type MessageReader,
  PointerKind,
} from '../../src/capnp/index.js'
import { ELEMENT_BITS } from '../../src/capnp/message-reader.js'

/** Any content of a message, without a schema: what a pointer leads to. */
export type Tree =
  | { readonly kind: 'null' }
  | { readonly kind: 'capability'; readonly index: number }
  | ({ readonly kind: 'struct' } & Sections)
  /** A list of numbers, bits or nothing; `bytes` are its elements as packed. */
  | {
      readonly kind: 'numbers'
      readonly elementSize: number
      readonly count: number
      readonly bytes: readonly number[]
    }
  | { readonly kind: 'pointers'; readonly items: readonly Tree[] }
  | {
      readonly kind: 'structs'
      readonly dataWords: number
      readonly pointerWords: number
      readonly items: readonly Sections[]
    }

/** What a struct consists of; `data` is whole words, by bytes. */
export interface Sections {
  readonly data: readonly number[]
  readonly pointers: readonly Tree[]
}

export const NULL: Tree = { kind: 'null' }

/** Writes `tree` behind the pointer at word `at`. */
export function buildTree(builder: MessageBuilder, at: number, tree: Tree): void {
  switch (tree.kind) {
    case 'null':
      return
    case 'capability':
      builder.setCapabilityAt(at, tree.index)
      return
    case 'struct': {
      const words = tree.data.length / 8
      const start = builder.reserveStructAt(at, words, tree.pointers.length)
      buildSections(builder, start, tree)
      return
    }
    case 'numbers': {
      const words = Math.ceil(tree.bytes.length / 8)
      const start = builder.initListAt(at, tree.elementSize, tree.count, words)
      builder.bytes.set(tree.bytes, start * 8)
      return
    }
    case 'pointers': {
      const count = tree.items.length
      const start = builder.initListAt(at, ElementSize.Pointer, count, count)
      tree.items.forEach((item, i) => {
        buildTree(builder, start + i, item)
      })
      return
    }
    case 'structs': {
      const stride = tree.dataWords + tree.pointerWords
      const words = tree.items.length * stride
      const tag = builder.initListAt(at, ElementSize.Composite, words, words + 1)
      builder.uint32[tag * 2] = tree.items.length << 2
      builder.uint32[tag * 2 + 1] = tree.dataWords | (tree.pointerWords << 16)
      tree.items.forEach((item, i) => {
        buildSections(builder, tag + 1 + i * stride, item)
      })
    }
  }
}

function buildSections(builder: MessageBuilder, start: number, sections: Sections): void {
  builder.bytes.set(sections.data, start * 8)
  sections.pointers.forEach((pointer, i) => {
    buildTree(builder, start + sections.data.length / 8 + i, pointer)
  })
}

/** Reads all that the pointer at word `at` of `segment` leads to. */
export function readTree(
  reader: MessageReader,
  segment = 0,
  at: number = reader.rootAt,
  depth = 100,
): Tree {
  if (depth === 0) throw new RangeError('a tree of this depth is not read')
  reader.follow(segment, at)
  const { target, dataWords, pointerWords, elementSize, elementCount } = reader
  const home = reader.segment
  const sections = (start: number, words: number, pointers: number): Sections => ({
    data: [...reader.bytes.subarray(start * 8, (start + words) * 8)],
    pointers: Array.from({ length: pointers }, (_, i) =>
      readTree(reader, home, start + words + i, depth - 1),
    ),
  })
  switch (reader.kind) {
    case PointerKind.Null:
      return NULL
    case PointerKind.Capability:
      return { kind: 'capability', index: reader.capability }
    case PointerKind.Struct:
      return { kind: 'struct', ...sections(target, dataWords, pointerWords) }
  }
  if (elementSize === ElementSize.Pointer) {
    return { kind: 'pointers', items: sections(target, 0, elementCount).pointers }
  }
  if (elementSize === ElementSize.Composite) {
    const stride = dataWords + pointerWords
    const items = Array.from({ length: elementCount }, (_, i) =>
      sections(target + i * stride, dataWords, pointerWords),
    )
    return { kind: 'structs', dataWords, pointerWords, items }
  }
  const length = Math.ceil((elementCount * (ELEMENT_BITS[elementSize] ?? 0)) / 8)
  const bytes = [...reader.bytes.subarray(target * 8, target * 8 + length)]
  return { kind: 'numbers', elementSize, count: elementCount, bytes }
}

/** Trees of all kinds of content, a few levels deep. */
export const trees: fc.Arbitrary<Tree> = fc.letrec<{ tree: Tree }>(tie => ({
  tree: fc.oneof(
    { maxDepth: 4, depthIdentifier: 'tree' },
    fc.constant(NULL),
    fc.nat(0xffff).map((index): Tree => ({ kind: 'capability', index })),
    numbers(),
    struct(tie('tree')),
    fc.array(tie('tree'), { maxLength: 4 }).map((items): Tree => ({ kind: 'pointers', items })),
    structs(tie('tree')),
  ),
})).tree

function bytes(length: number): fc.Arbitrary<number[]> {
  return fc.array(fc.nat(255), { minLength: length, maxLength: length })
}

function numbers(): fc.Arbitrary<Tree> {
  return fc.tuple(fc.nat(5), fc.nat(20)).chain(([elementSize, count]) => {
    const bits = count * (ELEMENT_BITS[elementSize] ?? 0)
    return bytes(Math.ceil(bits / 8)).map((content): Tree => {
      const spare = content.length * 8 - bits
      const last = content.length - 1
      const cut = content.map((byte, i) => (i === last ? byte & (0xff >> spare) : byte))
      return { kind: 'numbers', elementSize, count, bytes: cut }
    })
  })
}

function sectionsOf(
  words: number,
  pointers: number,
  tree: fc.Arbitrary<Tree>,
): fc.Arbitrary<Sections> {
  return fc
    .tuple(bytes(words * 8), fc.array(tree, { minLength: pointers, maxLength: pointers }))
    .map(([data, children]) => ({ data, pointers: children }))
}

function struct(tree: fc.Arbitrary<Tree>): fc.Arbitrary<Tree> {
  return fc
    .tuple(fc.nat(3), fc.nat(3))
    .chain(([words, pointers]) => sectionsOf(words, pointers, tree))
    .map(sections => ({ kind: 'struct' as const, ...sections }))
}

function structs(tree: fc.Arbitrary<Tree>): fc.Arbitrary<Tree> {
  return fc
    .tuple(fc.nat(2), fc.nat(2))
    .chain(([dataWords, pointerWords]) =>
      fc
        .array(sectionsOf(dataWords, pointerWords, tree), { maxLength: 3 })
        .map(items => ({ kind: 'structs' as const, dataWords, pointerWords, items })),
    )
}
