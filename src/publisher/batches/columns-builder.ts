import type { BatchTexts } from './batch-texts.js'
import type { BufferPool } from './buffer-pool.js'
import { BatchLimits } from './limits.js'
import type { EventRun, RecordSource } from './record-source.js'
import type { SegmentWriter } from './segment-writer.js'

/** What the offsets of a batch's events count from: its first event. */
export interface BatchStart {
  sequence: number
  timestampUs: number
}

/** Collects the events of one tracepoint in columns. The generated classes know which. */
export abstract class ColumnsBuilder {
  /** Encoded bytes an event takes, without payload and texts. */
  abstract readonly eventBytes: number
  /** Pointers of the columns struct. */
  abstract readonly pointerWords: number
  /** Events collected, and the encoded bytes they take, without texts. */
  count = 0
  bytes = 0
  protected capacity = 0

  /**
   * Appends events `from` to `end` of a run, the latter excluded, as far as they fit into `bytes`
   * (texts included) and their times into offsets from the batch's start. Takes the first
   * `payloadBytes` bytes of each payload. Returns how many it has taken.
   */
  abstract append(
    ring: RecordSource,
    run: EventRun,
    from: number,
    end: number,
    base: BatchStart,
    payloadBytes: number,
    bytes: number,
    texts: BatchTexts,
  ): number

  /** Words that {@link encode} writes into the main segment, the struct included. */
  abstract words(): number

  /** Writes the lists of a struct whose pointers begin at word `at`, and forgets the events. */
  abstract encode(out: SegmentWriter, at: number): void

  /** Gives back what it took from the pool. */
  close(): void {}

  /** A capacity of at least `wanted` events, with which columns of bits fill whole bytes. */
  protected nextCapacity(wanted: number): number {
    let capacity = Math.max(BatchLimits.firstCapacity, this.capacity)
    while (capacity < wanted) capacity *= 2
    return capacity
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
