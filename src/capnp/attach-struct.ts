import { copyContent } from './copy.js'
import type { MessageBuilder } from './message-builder.js'
import { type MessageReader, PointerKind } from './message-reader.js'

/** A struct's place in its message, in words of the frame. */
export interface StructPlace {
  readonly message: MessageReader
  readonly segment: number
  readonly data: number
  readonly dataWords: number
  readonly pointerWords: number
}

/**
 * Lets the pointer at word `at` of `builder`, which has no segments attached, refer to a struct
 * of another message. A struct that is the root of the first segment attached there is not
 * copied: segments refer to each other by number, so they are attached here, all and in their
 * order. Any other is copied with all it contains.
 */
export function attachStruct(place: StructPlace, builder: MessageBuilder, at: number): void {
  const { message, segment, data, dataWords, pointerWords } = place
  if (builder.attachedSegments === 0 && isRootOfAttached(place)) {
    for (let i = 1; i < message.segmentCount; i++) builder.attach(message.segmentBytes(i))
    builder.setFarAt(at, 1)
    return
  }
  const target = builder.reserveStructAt(at, dataWords, pointerWords)
  copyContent(message, segment, data, builder, target, dataWords, pointerWords, message.maxDepth)
}

function isRootOfAttached({
  message,
  segment,
  data,
  dataWords,
  pointerWords,
}: StructPlace): boolean {
  const root = segment === 1 ? message.segmentStart(1) : -1
  if (root === -1 || data <= root) return false
  message.follow(1, root)
  return (
    message.kind === PointerKind.Struct &&
    message.segment === 1 &&
    message.target === data &&
    message.dataWords === dataWords &&
    message.pointerWords === pointerWords
  )
}
