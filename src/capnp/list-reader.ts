import { followedText } from './followed.js'
import { malformed } from './malformed.js'
import { ELEMENT_BITS, ElementSize, type MessageReader, PointerKind } from './message-reader.js'
import type { StructReader, StructType } from './struct-reader.js'

/**
 * A list of structs. A list of numbers or pointers that a newer schema turned into structs
 * reads as structs with that one field, as Cap'n Proto prescribes.
 */
export class StructListReader<R extends StructReader> implements Iterable<R> {
  readonly length: number
  readonly #message: MessageReader
  readonly #type: StructType<R>
  readonly #segment: number
  readonly #start: number
  readonly #strideBytes: number
  readonly #dataBytes: number
  readonly #pointers: number
  readonly #depth: number

  /** Takes the list that `message` has just followed, if `present`. */
  constructor(message: MessageReader, type: StructType<R>, present: boolean, depth: number) {
    this.#message = message
    this.#type = type
    this.#segment = message.segment
    this.#depth = depth
    this.#start = message.target * 8
    this.length = present ? message.elementCount : 0
    if (message.elementSize === ElementSize.Composite) {
      this.#dataBytes = message.dataWords * 8
      this.#pointers = message.pointerWords
      this.#strideBytes = this.#dataBytes + this.#pointers * 8
    } else {
      if (present && message.elementSize === ElementSize.Bit)
        malformed('structs expected where bits are')
      this.#pointers = message.elementSize === ElementSize.Pointer ? 1 : 0
      this.#strideBytes = (ELEMENT_BITS[message.elementSize] ?? 0) >> 3
      this.#dataBytes = this.#pointers === 1 ? 0 : this.#strideBytes
    }
  }

  get(index: number): R {
    if (!(index >= 0 && index < this.length)) {
      throw new RangeError(`element ${index} of a list of ${this.length}`)
    }
    const start = this.#start + index * this.#strideBytes
    return new this.#type.Reader(
      this.#message,
      this.#segment,
      start,
      this.#dataBytes,
      (start + this.#dataBytes) >> 3,
      this.#pointers,
      this.#depth,
    )
  }

  *[Symbol.iterator](): Iterator<R> {
    for (let i = 0; i < this.length; i++) yield this.get(i)
  }
}

/** A list of texts; each is decoded when asked for. */
export class TextListReader implements Iterable<string> {
  readonly length: number
  readonly #message: MessageReader
  readonly #segment: number
  readonly #start: number

  constructor(message: MessageReader, present: boolean, depth: number) {
    this.#message = message
    this.#segment = message.segment
    this.#start = message.target
    this.length = present ? message.elementCount : 0
    if (this.length > 0 && message.elementSize !== ElementSize.Pointer)
      malformed('a list of texts expected')
    if (depth < 0) malformed(`nested deeper than ${message.maxDepth} pointers`)
  }

  get(index: number): string {
    if (!(index >= 0 && index < this.length)) {
      throw new RangeError(`element ${index} of a list of ${this.length}`)
    }
    this.#message.follow(this.#segment, this.#start + index)
    return followedText(this.#message)
  }

  *[Symbol.iterator](): Iterator<string> {
    for (let i = 0; i < this.length; i++) yield this.get(i)
  }
}

/** A list of bools, packed eight to a byte. */
export class BitListReader {
  readonly length: number
  readonly #bytes: Uint8Array
  readonly #start: number

  constructor(message: MessageReader, present: boolean) {
    this.#bytes = message.bytes
    this.#start = message.target * 8
    this.length = present ? message.elementCount : 0
    if (this.length > 0 && message.elementSize !== ElementSize.Bit)
      malformed('a list of bools expected')
  }

  get(index: number): boolean {
    if (index >= this.length) return false
    return (((this.#bytes[this.#start + (index >>> 3)] ?? 0) >>> (index & 7)) & 1) === 1
  }
}

/** Typed arrays over the list of numbers that a message has just followed. */
export const PrimitiveLists = {
  uint8(message: MessageReader): Uint8Array {
    expectElements(message, ElementSize.Byte)
    const start = message.target * 8
    return message.bytes.subarray(start, start + message.elementCount)
  },
  uint16(message: MessageReader): Uint16Array {
    expectElements(message, ElementSize.TwoBytes)
    return new Uint16Array(message.bytes.buffer, byteOffset(message), message.elementCount)
  },
  uint32(message: MessageReader): Uint32Array {
    expectElements(message, ElementSize.FourBytes)
    return new Uint32Array(message.bytes.buffer, byteOffset(message), message.elementCount)
  },
  words(message: MessageReader): Uint32Array {
    expectElements(message, ElementSize.EightBytes)
    return new Uint32Array(message.bytes.buffer, byteOffset(message), message.elementCount * 2)
  },
} as const

function byteOffset(message: MessageReader): number {
  return message.bytes.byteOffset + message.target * 8
}

function expectElements(message: MessageReader, elementSize: number): void {
  if (message.kind !== PointerKind.List || message.elementSize !== elementSize) {
    malformed(
      `a list of ${ELEMENT_BITS[elementSize]}-bit elements expected where something else is`,
    )
  }
}
