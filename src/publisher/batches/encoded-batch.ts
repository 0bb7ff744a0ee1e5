import type { BufferPool } from './buffer-pool.js'

/** What a batch holds, besides its bytes. */
export interface BatchContent {
  readonly eventCount: number
  /** Events by tracepoint id; only those that have any. */
  readonly countsByTracepoint: ReadonlyMap<number, number>
  readonly firstSequence: number
  readonly lastSequence: number
}

/**
 * A batch, encoded as Cap'n Proto segments that are to be sent as segments 1, 2, … of a frame.
 * Word 0 of the first is the pointer to the batch: a far pointer to it, at offset 0 of segment
 * 1, stands for the whole.
 *
 * Several subscribers may share it. Whoever makes it holds it once; each further user calls
 * {@link retain}, and each calls {@link release} when the bytes have been written. After the
 * last release the memory is used for other batches.
 */
export class EncodedBatch implements BatchContent {
  readonly segments: readonly Uint8Array[]
  /** Bytes of all segments. */
  readonly byteLength: number
  /** Bytes of memory that the batch keeps from other use. */
  readonly memoryBytes: number
  readonly eventCount: number
  readonly countsByTracepoint: ReadonlyMap<number, number>
  readonly firstSequence: number
  readonly lastSequence: number
  readonly #pool: BufferPool
  readonly #buffers: readonly Buffer[]
  #users = 1

  /** `buffers` came from `pool` and hold the segments. */
  constructor(
    pool: BufferPool,
    buffers: readonly Buffer[],
    segments: readonly Uint8Array[],
    content: BatchContent,
  ) {
    this.#pool = pool
    this.#buffers = buffers
    this.segments = segments
    this.byteLength = segments.reduce((sum, segment) => sum + segment.length, 0)
    this.memoryBytes = buffers.reduce((sum, buffer) => sum + buffer.length, 0)
    this.eventCount = content.eventCount
    this.countsByTracepoint = content.countsByTracepoint
    this.firstSequence = content.firstSequence
    this.lastSequence = content.lastSequence
  }

  /** Another user holds the batch from now on. */
  retain(): this {
    if (this.#users === 0) throw new RangeError('The batch has been released')
    this.#users++
    return this
  }

  release(): void {
    if (this.#users === 0) throw new RangeError('The batch has been released')
    if (--this.#users > 0) return
    for (const buffer of this.#buffers) this.#pool.give(buffer)
  }
}
