import { ElementSize } from '../../capnp/index.js'
import type { BufferPool } from './buffer-pool.js'
import { BatchLimits } from './limits.js'
import type { PayloadColumn } from './payload-column.js'

/**
 * Writes structs and lists one after the other into a buffer whose size has been computed
 * before. Pointers are given by their word's index. Words that hold content are written
 * whole, so that nothing of the buffer's former content remains.
 */
export class SegmentWriter {
  readonly buffer: Buffer
  readonly int32: Int32Array
  /** The segments, this one first, and the buffers that hold them. */
  readonly segments: Uint8Array[] = []
  readonly buffers: Buffer[] = []
  #next = 0

  constructor(pool: BufferPool, words: number) {
    this.buffer = pool.take(words * 8)
    this.int32 = new Int32Array(this.buffer.buffer, 0, this.buffer.length >> 2)
    this.buffers.push(this.buffer)
    this.segments.push(this.buffer.subarray(0, words * 8))
  }

  /** Words written so far. */
  get words(): number {
    return this.#next
  }

  /** Reserves `words` zeroed words. */
  allocate(words: number): number {
    const at = this.#next
    this.#next = at + words
    this.int32.fill(0, at * 2, this.#next * 2)
    return at
  }

  /** Begins a struct of zeros and returns its first word. */
  struct(pointer: number, dataWords: number, pointerWords: number): number {
    const at = this.allocate(dataWords + pointerWords)
    this.int32[pointer * 2] = (at - pointer - 1) << 2
    this.int32[pointer * 2 + 1] = dataWords | (pointerWords << 16)
    return at
  }

  /** A 64-bit integer at word `at`. */
  setInt64(at: number, value: number): void {
    this.int32[at * 2] = value
    this.int32[at * 2 + 1] = Math.floor(value / 0x100000000)
  }

  list32(pointer: number, column: Int32Array, count: number): void {
    this.#list(pointer, ElementSize.FourBytes, count, column, count * 4)
  }

  /** `column` holds two values, the low one first, an element. */
  list64(pointer: number, column: Int32Array, count: number): void {
    this.#list(pointer, ElementSize.EightBytes, count, column, count * 8)
  }

  list16(pointer: number, column: Uint16Array, count: number): void {
    this.#list(pointer, ElementSize.TwoBytes, count, column, count * 2)
  }

  /** `column` holds eight elements a byte. */
  bits(pointer: number, column: Uint8Array, count: number): void {
    this.#list(pointer, ElementSize.Bit, count, column, (count + 7) >>> 3)
  }

  /** A Data of 32 bytes an element. */
  hashes(pointer: number, column: Int32Array, count: number): void {
    this.#list(pointer, ElementSize.Byte, count * 32, column, count * 32)
  }

  /** A Data: inside this segment if it is small, otherwise as a segment of its own. */
  payload(pointer: number, column: PayloadColumn): void {
    const { length } = column
    if (length === 0) return
    if (length <= BatchLimits.inlinePayloadBytes) {
      const at = this.#begin(pointer, ElementSize.Byte, length, (length + 7) >>> 3)
      this.buffer.set(column.bytes.subarray(8, 8 + length), at * 8)
      column.clear()
      return
    }
    column.int32[0] = 1
    column.int32[1] = ElementSize.Byte | (length << 3)
    const { buffer, segment } = column.detach()
    this.buffers.push(buffer)
    // Segment 0 of the frame is the message around the batch.
    const number = this.segments.push(segment)
    this.int32[pointer * 2] = 2
    this.int32[pointer * 2 + 1] = number
  }

  /** Begins a list of texts and returns the word of its first pointer. */
  textList(pointer: number, count: number): number {
    return this.#begin(pointer, ElementSize.Pointer, count, count)
  }

  /** `image` holds the text's bytes, a zero, and zeros up to a whole word. */
  text(pointer: number, image: Int32Array, byteLength: number): void {
    const at = this.#begin(pointer, ElementSize.Byte, byteLength + 1, image.length >> 1) * 2
    for (let i = 0; i < image.length; i++) this.int32[at + i] = image[i] as number
  }

  #list(
    pointer: number,
    elementSize: number,
    count: number,
    column: Int32Array | Uint16Array | Uint8Array,
    byteLength: number,
  ): void {
    const words = (byteLength + 7) >>> 3
    const at = this.#begin(pointer, elementSize, count, words)
    this.buffer.set(new Uint8Array(column.buffer, 0, byteLength), at * 8)
  }

  /** Reserves a list's words, the last one zeroed, and lets the pointer refer to it. */
  #begin(pointer: number, elementSize: number, count: number, words: number): number {
    const at = this.#next
    this.#next = at + words
    if (words > 0) {
      this.int32[this.#next * 2 - 2] = 0
      this.int32[this.#next * 2 - 1] = 0
    }
    this.int32[pointer * 2] = ((at - pointer - 1) << 2) | 1
    this.int32[pointer * 2 + 1] = elementSize | (count << 3)
    return at
  }
}
