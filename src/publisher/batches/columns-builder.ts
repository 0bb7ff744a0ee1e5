import type { BatchTexts } from './batch-texts.js'
import type { BufferPool } from './buffer-pool.js'
import { BatchLimits } from './limits.js'
import type { RecordSource } from './record-source.js'
import type { SegmentWriter } from './segment-writer.js'

/** Collects the events of one tracepoint in columns. The generated classes know which. */
export abstract class ColumnsBuilder {
  /** Encoded bytes an event takes, without payload and texts. */
  abstract readonly eventBytes: number
  /** Pointers of the columns struct. */
  abstract readonly pointerWords: number
  /** Events collected. */
  count = 0
  protected capacity = 0

  /**
   * Appends the event whose record begins at `at`, with the first `payloadLength` bytes of its
   * payload.
   */
  abstract append(
    ring: RecordSource,
    at: number,
    sequenceOffset: number,
    timestampOffsetUs: number,
    payloadLength: number,
    texts: BatchTexts,
  ): void

  /** Words that {@link encode} writes into the main segment, the struct included. */
  abstract words(): number

  /** Writes the lists of a struct whose pointers begin at word `at`, and forgets the events. */
  abstract encode(out: SegmentWriter, at: number): void

  /** Gives back what it took from the pool. */
  close(): void {}

  protected nextCapacity(): number {
    return Math.max(BatchLimits.firstCapacity, 2 * this.capacity)
  }
}

/** How the generated classes are made. */
export type ColumnsBuilderClass = new (pool: BufferPool) => ColumnsBuilder

/** A larger copy of a column. */
export function grownInt32(column: Int32Array, length: number): Int32Array<ArrayBuffer> {
  const grown = new Int32Array(length)
  grown.set(column)
  return grown
}

export function grownUint16(column: Uint16Array, length: number): Uint16Array<ArrayBuffer> {
  const grown = new Uint16Array(length)
  grown.set(column)
  return grown
}

export function grownUint8(column: Uint8Array, length: number): Uint8Array<ArrayBuffer> {
  const grown = new Uint8Array(length)
  grown.set(column)
  return grown
}

/** Words of inline payload: what is larger becomes a segment of its own. */
export function inlineWords(payloadLength: number): number {
  return payloadLength > BatchLimits.inlinePayloadBytes ? 0 : (payloadLength + 7) >>> 3
}
