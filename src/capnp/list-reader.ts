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
  readonly #stride: number

  /** Of structs, as a newer schema may have made of the texts, the first pointer is the text. */
  constructor(message: MessageReader, present: boolean, depth: number) {
    const structs = message.elementSize === ElementSize.Composite
    this.#message = message
    this.#segment = message.segment
    this.#start = message.target + (structs ? message.dataWords : 0)
    this.#stride = structs ? message.dataWords + message.pointerWords : 1
    this.length = present ? message.elementCount : 0
    const hasPointers = structs ? message.pointerWords > 0 : isPointers(message)
    if (this.length > 0 && !hasPointers) malformed('a list of texts expected')
    if (depth < 0) malformed(`nested deeper than ${message.maxDepth} pointers`)
  }

  get(index: number): string {
    if (!(index >= 0 && index < this.length)) {
      throw new RangeError(`element ${index} of a list of ${this.length}`)
    }
    this.#message.follow(this.#segment, this.#start + index * this.#stride)
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

function isPointers(message: MessageReader): boolean {
  return message.elementSize === ElementSize.Pointer
}

/**
 * The list of numbers that a message has just followed, as typed arrays: views into the frame,
 * or copies where a newer schema has made structs of the numbers, with the number first.
 */
export const PrimitiveLists = {
  uint8(message: MessageReader): Uint8Array {
    if (isStructs(message)) return gather(message, new Uint8Array(message.elementCount))
    expectElements(message, ElementSize.Byte)
    const start = message.target * 8
    return message.bytes.subarray(start, start + message.elementCount)
  },
  uint16(message: MessageReader): Uint16Array {
    if (isStructs(message)) return gather(message, new Uint16Array(message.elementCount))
    expectElements(message, ElementSize.TwoBytes)
    return new Uint16Array(message.bytes.buffer, byteOffset(message), message.elementCount)
  },
  uint32(message: MessageReader): Uint32Array {
    if (isStructs(message)) return gather(message, new Uint32Array(message.elementCount))
    expectElements(message, ElementSize.FourBytes)
    return new Uint32Array(message.bytes.buffer, byteOffset(message), message.elementCount)
  },
  words(message: MessageReader): Uint32Array {
    if (isStructs(message)) return gather(message, new Uint32Array(message.elementCount * 2), 8)
    expectElements(message, ElementSize.EightBytes)
    return new Uint32Array(message.bytes.buffer, byteOffset(message), message.elementCount * 2)
  },
} as const

/** Elements with a data section: each takes a word of the frame at least. */
function isStructs(message: MessageReader): boolean {
  return (
    message.kind === PointerKind.List &&
    message.elementSize === ElementSize.Composite &&
    message.dataWords > 0
  )
}

/** Fills `numbers` with the first `size` bytes of each struct. */
function gather<T extends Uint8Array | Uint16Array | Uint32Array>(
  message: MessageReader,
  numbers: T,
  size: number = numbers.BYTES_PER_ELEMENT,
): T {
  const bytes = new Uint8Array(numbers.buffer)
  const stride = (message.dataWords + message.pointerWords) * 8
  for (let i = 0; i < message.elementCount; i++) {
    const at = message.target * 8 + i * stride
    bytes.set(message.bytes.subarray(at, at + size), i * size)
  }
  return numbers
}

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
