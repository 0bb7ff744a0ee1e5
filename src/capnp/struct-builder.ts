import { ErrorCodes, NodetapError } from '../errors/index.js'
import { StructListBuilder } from './list-builder.js'
import type { MessageBuilder } from './message-builder.js'
import { ElementSize } from './message-reader.js'

/** A struct's generated builder, and its size. */
export interface StructBuilderType<B extends StructBuilder = StructBuilder> {
  readonly Builder: new (message: MessageBuilder, dataStart: number, pointerStart: number) => B
  readonly dataWords: number
  readonly pointerWords: number
}

const utf8 = new TextEncoder()
const scratch = new DataView(new ArrayBuffer(8))

/** Arrays that make lists of numbers, of which an element of the list is an element. */
export type NumberArray = Uint8Array | Uint16Array | Uint32Array | Int32Array | Float64Array

/** Element sizes of lists by bytes of an element. */
const SIZE_OF_BYTES: Readonly<Record<number, number>> = {
  1: ElementSize.Byte,
  2: ElementSize.TwoBytes,
  4: ElementSize.FourBytes,
  8: ElementSize.EightBytes,
}

/** A struct being built. Generated builders extend this. */
export class StructBuilder {
  readonly message: MessageBuilder
  /** Word indexes of the two sections. */
  protected readonly dataStart: number
  protected readonly pointerStart: number

  constructor(message: MessageBuilder, dataStart: number, pointerStart: number) {
    this.message = message
    this.dataStart = dataStart
    this.pointerStart = pointerStart
  }

  setBool(bit: number, value: boolean): void {
    const at = this.dataStart * 8 + (bit >>> 3)
    const mask = 1 << (bit & 7)
    const byte = this.message.bytes[at] ?? 0
    this.message.bytes[at] = value ? byte | mask : byte & ~mask
  }

  setUint8(byte: number, value: number): void {
    this.message.view.setUint8(this.dataStart * 8 + byte, value)
  }

  setUint16(byte: number, value: number): void {
    this.message.view.setUint16(this.dataStart * 8 + byte, value, true)
  }

  setUint32(byte: number, value: number): void {
    this.message.uint32[(this.dataStart * 8 + byte) >> 2] = value
  }

  setInt32(byte: number, value: number): void {
    this.message.int32[(this.dataStart * 8 + byte) >> 2] = value
  }

  setBigUint64(byte: number, value: bigint): void {
    this.message.view.setBigUint64(this.dataStart * 8 + byte, value, true)
  }

  /**
   * `low` and `high` are the halves of the field's default. Throws VALUE_OUT_OF_RANGE unless
   * `value` is an integer from 0 to 2^53 - 1.
   */
  setUint64(byte: number, value: number, low = 0, high = 0): void {
    if (!(Number.isSafeInteger(value) && value >= 0))
      outOfRange(value, 'an integer from 0 to 2^53 - 1')
    this.setUint32(byte, value ^ low)
    this.setUint32(byte + 4, (value / 0x100000000) ^ high)
  }

  /** Throws VALUE_OUT_OF_RANGE unless `value` is an integer within ±(2^53 - 1). */
  setInt64(byte: number, value: number, low = 0, high = 0): void {
    if (!Number.isSafeInteger(value)) outOfRange(value, 'an integer within ±(2^53 - 1)')
    this.setUint32(byte, value ^ low)
    this.setInt32(byte + 4, Math.floor(value / 0x100000000) ^ high)
  }

  /** `bits` are those of the field's default. */
  setFloat32(byte: number, value: number, bits = 0): void {
    scratch.setFloat32(0, value)
    this.setUint32(byte, scratch.getUint32(0) ^ bits)
  }

  /** `low` and `high` are the halves of the default's bits. */
  setFloat64(byte: number, value: number, low = 0, high = 0): void {
    scratch.setFloat64(0, value)
    this.setUint32(byte, scratch.getUint32(4) ^ low)
    this.setUint32(byte + 4, scratch.getUint32(0) ^ high)
  }

  setText(index: number, value: string): void {
    setTextAt(this.message, this.pointerStart + index, value)
  }

  /** Copies `value` into the message. */
  setData(index: number, value: Uint8Array): void {
    this.#setList(index, ElementSize.Byte, value.length, value)
  }

  initStruct<B extends StructBuilder>(index: number, type: StructBuilderType<B>): B {
    return this.message.initStructAt(this.pointerStart + index, type)
  }

  initStructList<B extends StructBuilder>(
    index: number,
    type: StructBuilderType<B>,
    count: number,
  ): StructListBuilder<B> {
    return new StructListBuilder(this.message, this.pointerStart + index, type, count)
  }

  setTextList(index: number, values: readonly string[]): void {
    const list = this.message.initListAt(
      this.pointerStart + index,
      ElementSize.Pointer,
      values.length,
      values.length,
    )
    values.forEach((value, i) => {
      setTextAt(this.message, list + i, value)
    })
  }

  setBoolList(index: number, values: readonly boolean[]): void {
    const words = (values.length + 63) >>> 6
    const at = this.message.initListAt(
      this.pointerStart + index,
      ElementSize.Bit,
      values.length,
      words,
    )
    values.forEach((value, i) => {
      const byte = at * 8 + (i >>> 3)
      if (value) this.message.bytes[byte] = (this.message.bytes[byte] ?? 0) | (1 << (i & 7))
    })
  }

  /** Copies `values`; the list's elements have the size of the array's. */
  setNumberList(index: number, values: NumberArray): void {
    const size = SIZE_OF_BYTES[values.BYTES_PER_ELEMENT] ?? ElementSize.Byte
    this.#setList(index, size, values.length, values)
  }

  /** A list of 64-bit numbers from their 32-bit words, low word first. */
  setWordList(index: number, words: Uint32Array): void {
    this.#setList(index, ElementSize.EightBytes, words.length >> 1, words)
  }

  /** `capability` is an index into the message's capability table, or -1 for null. */
  setCapability(index: number, capability: number): void {
    if (capability >= 0) this.message.setCapabilityAt(this.pointerStart + index, capability)
  }

  /** The word index of a pointer field, for what writes there itself. */
  pointerAt(index: number): number {
    return this.pointerStart + index
  }

  #setList(index: number, elementSize: number, count: number, values: NumberArray): void {
    const words = (values.byteLength + 7) >>> 3
    const at = this.message.initListAt(this.pointerStart + index, elementSize, count, words)
    const bytes = new Uint8Array(values.buffer, values.byteOffset, values.byteLength)
    this.message.bytes.set(bytes, at * 8)
  }
}

function setTextAt(message: MessageBuilder, at: number, value: string): void {
  const bytes = utf8.encode(value)
  const words = (bytes.length + 8) >>> 3
  const start = message.initListAt(at, ElementSize.Byte, bytes.length + 1, words)
  message.bytes.set(bytes, start * 8)
}

function outOfRange(value: number, wanted: string): never {
  throw new NodetapError(
    ErrorCodes.ValueOutOfRange,
    `${value} does not fit its field: ${wanted} is wanted`,
  )
}
