import {
  ElementSize,
  type MessageReader,
  malformed,
  PointerKind,
  type StructReader,
} from '../../capnp/index.js'
import type { TextCache } from './text-cache.js'

/** The texts that a batch's columns refer to. */
export interface TextDictionary {
  readonly length: number
  /** Throws a RangeError for an index that is not below `length`. */
  get(index: number): string
}

/** The dictionary of a batch in a frame; each text is decoded when first asked for. */
export class FrameTexts implements TextDictionary {
  readonly length: number
  readonly #message: MessageReader
  readonly #segment: number
  readonly #start: number
  readonly #cache: TextCache
  readonly #strings: (string | undefined)[] = []

  /** Pointer field `pointer` of `struct` is the list of texts. */
  constructor(struct: StructReader, pointer: number, cache: TextCache) {
    const message = struct.message
    const kind = struct.followPointer(pointer)
    const isList = kind === PointerKind.List && message.elementSize === ElementSize.Pointer
    if (kind !== PointerKind.Null && !isList) malformed('a list of texts expected')
    this.length = isList ? message.elementCount : 0
    this.#message = message
    this.#segment = message.segment
    this.#start = message.target
    this.#cache = cache
  }

  get(index: number): string {
    return this.#strings[index] ?? this.#read(index)
  }

  #read(index: number): string {
    if (!(index >= 0 && index < this.length)) {
      throw new RangeError(`text ${index} of ${this.length}`)
    }
    const message = this.#message
    message.follow(this.#segment, this.#start + index)
    const text = message.kind === PointerKind.Null ? '' : this.#followed(message)
    this.#strings[index] = text
    return text
  }

  #followed(message: MessageReader): string {
    const { target, elementCount } = message
    if (message.kind !== PointerKind.List || message.elementSize !== ElementSize.Byte) {
      malformed('a text expected where something else is')
    }
    if (message.bytes[target * 8 + elementCount - 1] !== 0 || elementCount === 0) {
      malformed('a text that does not end with a zero byte')
    }
    return this.#cache.text(message.bytes, message.int32, target, elementCount - 1)
  }
}
