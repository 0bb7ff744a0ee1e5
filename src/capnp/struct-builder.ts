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

  /** Throws VALUE_OUT_OF_RANGE unless `value` is an integer from 0 to 2^53 - 1. */
  setUint64(byte: number, value: number): void {
    if (!(Number.isSafeInteger(value) && value >= 0))
      outOfRange(value, 'an integer from 0 to 2^53 - 1')
    this.setUint32(byte, value)
    this.setUint32(byte + 4, value / 0x100000000)
  }

  /** Throws VALUE_OUT_OF_RANGE unless `value` is an integer within ±(2^53 - 1). */
  setInt64(byte: number, value: number): void {
    if (!Number.isSafeInteger(value)) outOfRange(value, 'an integer within ±(2^53 - 1)')
    this.setUint32(byte, value)
    this.setInt32(byte + 4, Math.floor(value / 0x100000000))
  }

  setFloat64(byte: number, value: number): void {
    this.message.view.setFloat64(this.dataStart * 8 + byte, value, true)
  }

  setText(index: number, value: string): void {
    setTextAt(this.message, this.pointerStart + index, value)
  }

  /** Copies `value` into the message. */
  setData(index: number, value: Uint8Array): void {
    const words = (value.length + 7) >>> 3
    const at = this.message.initListAt(
      this.pointerStart + index,
      ElementSize.Byte,
      value.length,
      words,
    )
    this.message.bytes.set(value, at * 8)
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

  /** `capability` is an index into the message's capability table, or -1 for null. */
  setCapability(index: number, capability: number): void {
    if (capability >= 0) this.message.setCapabilityAt(this.pointerStart + index, capability)
  }

  /** The word index of a pointer field, for what writes there itself. */
  pointerAt(index: number): number {
    return this.pointerStart + index
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
