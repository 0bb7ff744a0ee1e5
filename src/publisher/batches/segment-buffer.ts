import type { BufferPool } from './buffer-pool.js'
import { BatchLimits } from './limits.js'

const WORD_BYTES = 8

/** A share of the last batch's size that counts as what the next one will need. */
const REMEMBERED = 0.875

/** A buffer given away is at most so many times as large as what is in it. */
const MAX_SLACK = 4

const NO_VIEW = new DataView(new ArrayBuffer(0))

/**
 * Bytes that grow in a buffer of the pool and become a segment of their own. The first word is
 * left free, for the pointer that a segment begins with.
 */
export class SegmentBuffer {
  readonly #pool: BufferPool
  bytes: Buffer = Buffer.alloc(0)
  int32: Int32Array = new Int32Array(0)
  view: DataView = NO_VIEW
  /** Bytes in use, the first word included; 0 while there is no buffer. */
  end = 0
  /** How much recent batches needed, so that the next one's buffer need not grow. */
  #expected = 0

  constructor(pool: BufferPool) {
    this.#pool = pool
  }

  /** Bytes in use, without the first word. */
  get length(): number {
    return this.end === 0 ? 0 : this.end - WORD_BYTES
  }

  /**
   * Makes room for `length` bytes at the end and returns where. Look at {@link bytes},
   * {@link int32} and {@link view} only afterwards: they may be others.
   */
  reserve(length: number): number {
    if (this.end === 0 || this.end + length > this.bytes.length) this.#grow(length)
    const at = this.end
    this.end = at + length
    return at
  }

  /** Forgets the content and keeps the buffer. */
  clear(): void {
    this.#expected = Math.max(this.length, Math.floor(this.#expected * REMEMBERED))
    if (this.end > 0) this.end = WORD_BYTES
  }

  /** Gives away the buffer, with zeros up to a whole word, and forgets it. */
  detach(): { buffer: Buffer; segment: Uint8Array } {
    const end = (this.end + WORD_BYTES - 1) & -WORD_BYTES
    this.bytes.fill(0, this.end, end)
    let buffer = this.bytes
    if (buffer.length > MAX_SLACK * Math.max(end, BatchLimits.minBufferBytes)) {
      buffer = this.#pool.take(end)
      buffer.set(this.bytes.subarray(0, end))
      this.clear()
    } else {
      this.clear()
      this.bytes = Buffer.alloc(0)
      this.int32 = new Int32Array(0)
      this.view = NO_VIEW
      this.end = 0
    }
    return { buffer, segment: buffer.subarray(0, end) }
  }

  /** Gives the buffer back to the pool. */
  close(): void {
    if (this.end === 0) return
    this.#pool.give(this.bytes)
    this.bytes = Buffer.alloc(0)
    this.int32 = new Int32Array(0)
    this.view = NO_VIEW
    this.end = 0
  }

  #grow(length: number): void {
    const old = this.bytes
    const end = Math.max(this.end, WORD_BYTES)
    const wanted = Math.max(end + length, this.#expected + WORD_BYTES)
    const buffer = this.#pool.take(Math.max(wanted, 2 * old.length))
    if (this.end > 0) {
      buffer.set(old.subarray(0, this.end))
      this.#pool.give(old)
    }
    this.bytes = buffer
    this.int32 = new Int32Array(buffer.buffer, 0, buffer.length >> 2)
    this.view = new DataView(buffer.buffer)
    this.end = end
  }
}
