import { attachStruct } from './attach-struct.js'
import { followedBytes, followedText } from './followed.js'
import { WORD_BYTES } from './limits.js'
import { BitListReader, PrimitiveLists, StructListReader, TextListReader } from './list-reader.js'
import { malformed } from './malformed.js'
import type { MessageBuilder } from './message-builder.js'
import { type MessageReader, PointerKind } from './message-reader.js'

/** A struct's generated reader and builder. */
export interface StructType<R extends StructReader = StructReader> {
  readonly Reader: new (
    message: MessageReader,
    segment: number,
    dataStart: number,
    dataBytes: number,
    pointerStart: number,
    pointerCount: number,
    depth: number,
  ) => R
}

const EMPTY_BYTES = new Uint8Array(0)
const scratch = new DataView(new ArrayBuffer(8))

/**
 * A struct inside a message. Fields past the end of what the sender knew read as their
 * defaults, so that old and new schemas understand each other. Generated readers extend this.
 */
export class StructReader {
  readonly message: MessageReader
  readonly segment: number
  /** Byte index of the data section in the frame, and its length. */
  protected readonly dataStart: number
  protected readonly dataBytes: number
  /** Word index of the pointer section, and its length. */
  protected readonly pointerStart: number
  protected readonly pointerCount: number
  protected readonly depth: number

  constructor(
    message: MessageReader,
    segment: number,
    dataStart: number,
    dataBytes: number,
    pointerStart: number,
    pointerCount: number,
    depth: number,
  ) {
    this.message = message
    this.segment = segment
    this.dataStart = dataStart
    this.dataBytes = dataBytes
    this.pointerStart = pointerStart
    this.pointerCount = pointerCount
    this.depth = depth
  }

  /**
   * Lets the pointer at word `at` of `builder`, which has no segments attached, refer to this
   * struct: without copying it where it has segments of its own.
   */
  attachTo(builder: MessageBuilder, at: number): void {
    attachStruct(
      {
        message: this.message,
        segment: this.segment,
        data: this.dataStart / WORD_BYTES,
        dataWords: this.dataBytes / WORD_BYTES,
        pointerWords: this.pointerCount,
      },
      builder,
      at,
    )
  }

  /** `bit` counts from the start of the data section. */
  getBool(bit: number): boolean {
    const byte = bit >>> 3
    if (byte >= this.dataBytes) return false
    return (((this.message.bytes[this.dataStart + byte] ?? 0) >>> (bit & 7)) & 1) === 1
  }

  getUint8(byte: number): number {
    return byte < this.dataBytes ? (this.message.bytes[this.dataStart + byte] ?? 0) : 0
  }

  getInt8(byte: number): number {
    return (this.getUint8(byte) << 24) >> 24
  }

  getUint16(byte: number): number {
    return byte + 2 <= this.dataBytes ? this.message.view.getUint16(this.dataStart + byte, true) : 0
  }

  getInt16(byte: number): number {
    return (this.getUint16(byte) << 16) >> 16
  }

  getUint32(byte: number): number {
    return byte + 4 <= this.dataBytes ? (this.message.uint32[(this.dataStart + byte) >> 2] ?? 0) : 0
  }

  getInt32(byte: number): number {
    return this.getUint32(byte) | 0
  }

  getBigUint64(byte: number): bigint {
    return byte + 8 <= this.dataBytes
      ? this.message.view.getBigUint64(this.dataStart + byte, true)
      : 0n
  }

  getBigInt64(byte: number): bigint {
    return BigInt.asIntN(64, this.getBigUint64(byte))
  }

  /**
   * An unsigned 64-bit field as a number. `low` and `high` are the halves of its default.
   * Throws MALFORMED_MESSAGE from 2^53 on.
   */
  getUint64(byte: number, low = 0, high = 0): number {
    const whole = byte + 8 <= this.dataBytes
    const upper = (whole ? this.getUint32(byte + 4) ^ high : high) >>> 0
    const value = upper * 0x100000000 + ((whole ? this.getUint32(byte) ^ low : low) >>> 0)
    if (value > Number.MAX_SAFE_INTEGER) malformed(`the number ${value} is not below 2^53`)
    return value
  }

  /** A signed 64-bit field as a number. Throws MALFORMED_MESSAGE from ±2^53 on. */
  getInt64(byte: number, low = 0, high = 0): number {
    const whole = byte + 8 <= this.dataBytes
    const upper = whole ? this.getInt32(byte + 4) ^ high : high | 0
    const value = upper * 0x100000000 + ((whole ? this.getUint32(byte) ^ low : low) >>> 0)
    if (!Number.isSafeInteger(value)) malformed(`the number ${value} is not within ±2^53`)
    return value
  }

  /** `bits` are those of its default. */
  getFloat32(byte: number, bits = 0): number {
    scratch.setUint32(0, this.getUint32(byte) ^ bits)
    return scratch.getFloat32(0)
  }

  /** `low` and `high` are the halves of its default's bits. */
  getFloat64(byte: number, low = 0, high = 0): number {
    const whole = byte + 8 <= this.dataBytes
    scratch.setUint32(0, whole ? this.getUint32(byte + 4) ^ high : high)
    scratch.setUint32(4, whole ? this.getUint32(byte) ^ low : low)
    return scratch.getFloat64(0)
  }

  /** Whether pointer field `index` holds anything. */
  hasPointer(index: number): boolean {
    if (index >= this.pointerCount) return false
    const at = (this.pointerStart + index) * 2
    return this.message.int32[at] !== 0 || this.message.int32[at + 1] !== 0
  }

  /** What pointer field `index` refers to; the target is then in the message's fields. */
  followPointer(index: number): number {
    if (index >= this.pointerCount) return PointerKind.Null
    this.message.follow(this.segment, this.pointerStart + index)
    return this.message.kind
  }

  /** How many pointers deeper one may go from here. */
  get depthLeft(): number {
    return this.depth
  }

  /** The word index of pointer field `index`, or -1 where the struct does not have it. */
  pointerAt(index: number): number {
    return index < this.pointerCount ? this.pointerStart + index : -1
  }

  /** Text without its terminating zero; empty where it is null. */
  getText(index: number): string {
    return this.followPointer(index) === PointerKind.Null ? '' : followedText(this.message)
  }

  /** A view into the frame, valid as long as the frame is. */
  getData(index: number): Uint8Array {
    return this.followPointer(index) === PointerKind.Null
      ? EMPTY_BYTES
      : followedBytes(this.message)
  }

  getStruct<R extends StructReader>(index: number, type: StructType<R>): R {
    if (index < this.pointerCount) {
      return this.message.structAt(type, this.segment, this.pointerStart + index, this.depth)
    }
    return new type.Reader(this.message, 0, 0, 0, 0, 0, this.depth)
  }

  /** The index into the message's capability table, or -1 for null. */
  getCapability(index: number): number {
    const kind = this.followPointer(index)
    if (kind === PointerKind.Null) return -1
    if (kind !== PointerKind.Capability)
      malformed('a capability was expected where something else is')
    return this.message.capability
  }

  getStructList<R extends StructReader>(index: number, type: StructType<R>): StructListReader<R> {
    const kind = this.#list(index)
    return new StructListReader(this.message, type, kind !== PointerKind.Null, this.depth - 1)
  }

  getTextList(index: number): TextListReader {
    const kind = this.#list(index)
    return new TextListReader(this.message, kind !== PointerKind.Null, this.depth - 1)
  }

  getBoolList(index: number): BitListReader {
    const kind = this.#list(index)
    return new BitListReader(this.message, kind !== PointerKind.Null)
  }

  /** Lists of numbers as typed arrays: views into the frame where the layout allows. */
  getUint8List(index: number): Uint8Array {
    return this.#list(index) === PointerKind.Null ? EMPTY_BYTES : PrimitiveLists.uint8(this.message)
  }

  getUint16List(index: number): Uint16Array {
    return this.#list(index) === PointerKind.Null
      ? new Uint16Array(0)
      : PrimitiveLists.uint16(this.message)
  }

  getUint32List(index: number): Uint32Array {
    return this.#list(index) === PointerKind.Null
      ? new Uint32Array(0)
      : PrimitiveLists.uint32(this.message)
  }

  getInt32List(index: number): Int32Array {
    const unsigned = this.getUint32List(index)
    return new Int32Array(unsigned.buffer, unsigned.byteOffset, unsigned.length)
  }

  /** The 64-bit elements as pairs of 32-bit words, low word first. */
  getWordList(index: number): Uint32Array {
    return this.#list(index) === PointerKind.Null
      ? new Uint32Array(0)
      : PrimitiveLists.words(this.message)
  }

  getFloat64List(index: number): Float64Array {
    const words = this.getWordList(index)
    return new Float64Array(words.buffer, words.byteOffset, words.length >> 1)
  }

  #list(index: number): number {
    const kind = this.followPointer(index)
    if (kind !== PointerKind.Null && kind !== PointerKind.List) {
      malformed('a list was expected where something else is')
    }
    if (this.depth <= 0) malformed(`nested deeper than ${this.message.maxDepth} pointers`)
    return kind
  }
}
