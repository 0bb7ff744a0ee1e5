import { malformed } from './malformed.js'
import type { MessageBuilder } from './message-builder.js'
import { ELEMENT_BITS, ElementSize, type MessageReader, PointerKind } from './message-reader.js'

/**
 * Copies what the pointer at word `from` of `segment` refers to, with all it contains, and
 * lets the pointer at word `to` of `builder` refer to the copy. Capability pointers keep their
 * index. `depth` bounds the recursion.
 */
export function copyPointer(
  reader: MessageReader,
  segment: number,
  from: number,
  builder: MessageBuilder,
  to: number,
  depth: number = reader.maxDepth,
): void {
  reader.follow(segment, from)
  switch (reader.kind) {
    case PointerKind.Null:
      return
    case PointerKind.Capability:
      builder.setCapabilityAt(to, reader.capability)
      return
  }
  if (depth <= 0) malformed(`nested deeper than ${reader.maxDepth} pointers`)
  if (reader.kind === PointerKind.Struct) copyStruct(reader, builder, to, depth)
  else copyList(reader, builder, to, depth)
}

function copyStruct(
  reader: MessageReader,
  builder: MessageBuilder,
  to: number,
  depth: number,
): void {
  const { segment, target, dataWords, pointerWords } = reader
  const start = builder.reserveStructAt(to, dataWords, pointerWords)
  copyContent(reader, segment, target, builder, start, dataWords, pointerWords, depth)
}

function copyList(reader: MessageReader, builder: MessageBuilder, to: number, depth: number): void {
  const { segment, target, elementSize, elementCount, dataWords, pointerWords } = reader
  if (elementSize === ElementSize.Composite) {
    const stride = dataWords + pointerWords
    const words = elementCount * stride
    const tag = builder.initListAt(to, elementSize, words, words + 1)
    builder.uint32[tag * 2] = (elementCount << 2) >>> 0
    builder.uint32[tag * 2 + 1] = (dataWords | (pointerWords << 16)) >>> 0
    if (pointerWords === 0) {
      copyContent(reader, segment, target, builder, tag + 1, words, 0, depth)
      return
    }
    for (let at = 0; at < words; at += stride) {
      const to = tag + 1 + at
      copyContent(reader, segment, target + at, builder, to, dataWords, pointerWords, depth)
    }
    return
  }
  const words = Math.ceil((elementCount * (ELEMENT_BITS[elementSize] ?? 0)) / 64)
  const start = builder.initListAt(to, elementSize, elementCount, words)
  if (elementSize === ElementSize.Pointer) {
    copyContent(reader, segment, target, builder, start, 0, elementCount, depth)
  } else {
    copyContent(reader, segment, target, builder, start, words, 0, depth)
  }
}

/** Copies a struct's sections, and all they refer to, into words that are reserved already. */
export function copyContent(
  reader: MessageReader,
  segment: number,
  from: number,
  builder: MessageBuilder,
  to: number,
  dataWords: number,
  pointerWords: number,
  depth: number,
): void {
  builder.bytes.set(reader.bytes.subarray(from * 8, (from + dataWords) * 8), to * 8)
  for (let i = 0; i < pointerWords; i++) {
    copyPointer(reader, segment, from + dataWords + i, builder, to + dataWords + i, depth - 1)
  }
}
