import { BatchLimits } from './limits.js'

/**
 * Buffers for encoded batches, to be used again: fresh memory costs more than the filling of
 * it. Sizes are powers of two; content is whatever was there before.
 */
export class BufferPool {
  readonly #maxBytes: number
  /** By the logarithm of their size. */
  readonly #free: Buffer[][] = []
  #freeBytes = 0

  /** Keeps at most `maxBytes` of buffers that nobody uses. */
  constructor(maxBytes: number = BatchLimits.maxPoolBytes) {
    this.#maxBytes = maxBytes
  }

  get freeBytes(): number {
    return this.#freeBytes
  }

  /** A buffer of at least `bytes` bytes, the whole of its ArrayBuffer. */
  take(bytes: number): Buffer {
    const exponent = 32 - Math.clz32(Math.max(bytes, BatchLimits.minBufferBytes) - 1)
    const buffer = this.#free[exponent]?.pop()
    if (buffer === undefined) return Buffer.allocUnsafeSlow(2 ** exponent)
    this.#freeBytes -= buffer.length
    return buffer
  }

  /** Gives back what {@link take} gave. The caller must not touch it again. */
  give(buffer: Buffer): void {
    const { length } = buffer
    if (length > BatchLimits.maxPooledBufferBytes) return
    if (this.#freeBytes + length > this.#maxBytes) return
    const exponent = 31 - Math.clz32(length)
    const list = this.#free[exponent]
    if (list === undefined) this.#free[exponent] = [buffer]
    else list.push(buffer)
    this.#freeBytes += length
  }
}
