import { RingLimits } from '../ring/index.js'
import type { BatchOptions } from './batch-options.js'
import { BatchTexts } from './batch-texts.js'
import type { BufferPool } from './buffer-pool.js'
import type { BatchStart, ColumnsBuilder } from './columns-builder.js'
import { EncodedBatch } from './encoded-batch.js'
import { batchStruct, columnsBuilders, pointerIndexes } from './generated/columns-builders.js'
import { BatchLimits } from './limits.js'
import type { EventRun, RecordSource } from './record-source.js'
import { SegmentWriter } from './segment-writer.js'

/** Words of an empty batch: the pointer to it and its struct. */
const EMPTY_WORDS = 1 + batchStruct.dataWords + batchStruct.pointerWords

/**
 * Collects events in columns, ready to be encoded as the schema's `Batch`. One object makes
 * one batch after the other: {@link finish} hands out what there is and begins the next.
 */
export class ColumnBatch {
  readonly #pool: BufferPool
  readonly #payloadBytes: number
  readonly #maxEvents: number
  readonly #maxBytes: number
  readonly #texts = new BatchTexts(RingLimits.textIds)
  /** By tracepoint, made when first needed. */
  readonly #builders: (ColumnsBuilder | undefined)[] = new Array(columnsBuilders.length).fill(
    undefined,
  )
  /** Ids of tracepoints with events, in the order of their first. */
  readonly #present: number[] = []
  #eventCount = 0
  #bytes = 0
  readonly #start: BatchStart = { sequence: 0, timestampUs: 0 }
  #lastSequence = 0

  constructor(pool: BufferPool, options: BatchOptions) {
    this.#pool = pool
    this.#payloadBytes = options.payloadBytes
    this.#maxEvents = options.maxBatchEvents
    this.#maxBytes = options.maxBatchBytes
  }

  get eventCount(): number {
    return this.#eventCount
  }

  /** Bytes that the batch will have when encoded, to within a few words. */
  get byteLength(): number {
    return this.#eventCount === 0 ? 0 : this.#bytes + this.#texts.byteLength
  }

  /** The number of the first event; meaningless while there is none. */
  get firstSequence(): number {
    return this.#start.sequence
  }

  get lastSequence(): number {
    return this.#lastSequence
  }

  /** When the first event fired, in monotonic microseconds; meaningless while there is none. */
  get firstTimestampUs(): number {
    return this.#start.timestampUs
  }

  /** Whether the batch takes no further event. */
  get isFull(): boolean {
    return (
      this.#eventCount >= this.#maxEvents ||
      this.byteLength >= this.#maxBytes ||
      !this.#texts.hasRoom
    )
  }

  /** Events of one tracepoint. */
  count(id: number): number {
    return this.#builders[id]?.count ?? 0
  }

  /**
   * Appends the events of a run from number `from` on, as far as they fit. Returns how many: where
   * it is not all of them, call {@link finish} and go on with the rest. An empty batch takes any
   * event. Numbers and times of the events must not go down.
   */
  append(ring: RecordSource, run: EventRun, from = 0): number {
    let taken = 0
    if (this.#eventCount === 0) {
      const timeUs = ring.float64[((run.at[from] as number) >> 1) + 1] as number
      this.#start.sequence = run.firstSequence + (run.offset[from] as number)
      this.#start.timestampUs = Math.floor(timeUs)
      this.#bytes = EMPTY_WORDS * 8
      taken = this.#take(ring, run, from, from + 1, Number.POSITIVE_INFINITY)
    }
    if (this.#eventCount >= this.#maxEvents || !this.#texts.hasRoom) return taken
    const room = this.#maxBytes - this.#bytes - this.#texts.byteLength
    return taken + this.#take(ring, run, from + taken, this.#end(run), room)
  }

  /** Encodes the events and forgets them. Throws a RangeError where there are none. */
  finish(): EncodedBatch {
    if (this.#eventCount === 0) throw new RangeError('A batch without events cannot be encoded')
    let words = EMPTY_WORDS + this.#texts.byteLength / 8
    const countsByTracepoint = new Map<number, number>()
    for (const id of this.#present) {
      const builder = this.#builders[id] as ColumnsBuilder
      words += builder.words()
      countsByTracepoint.set(id, builder.count)
    }
    const out = new SegmentWriter(this.#pool, words)
    this.#encode(out)
    const encoded = new EncodedBatch(this.#pool, out.buffers, out.segments, {
      eventCount: this.#eventCount,
      countsByTracepoint,
      firstSequence: this.#start.sequence,
      lastSequence: this.#lastSequence,
    })
    this.#eventCount = 0
    this.#present.length = 0
    this.#texts.clear()
    return encoded
  }

  /** Gives its memory back. Events not finished are discarded. */
  close(): void {
    for (const builder of this.#builders) builder?.close()
    this.#present.length = 0
    this.#eventCount = 0
    this.#texts.clear()
  }

  #encode(out: SegmentWriter): void {
    out.allocate(1)
    const batch = out.struct(0, batchStruct.dataWords, batchStruct.pointerWords)
    const pointers = batch + batchStruct.dataWords
    out.setInt64(batch + batchStruct.firstSequence, this.#start.sequence)
    out.setInt64(batch + batchStruct.baseTimestampUs, this.#start.timestampUs)
    out.setInt64(batch + batchStruct.eventCount, this.#eventCount)
    this.#texts.encode(out, pointers + batchStruct.texts)
    for (const id of this.#present) {
      const builder = this.#builders[id] as ColumnsBuilder
      const pointer = pointers + (pointerIndexes[id] as number)
      builder.encode(out, out.struct(pointer, 0, builder.pointerWords))
    }
  }

  /** The first event of a run whose number is too far from the batch's first. */
  #end({ count, firstSequence, offset }: EventRun): number {
    const first = this.#start.sequence
    let end = count
    while (end > 0 && firstSequence + (offset[end - 1] as number) - first > BatchLimits.maxOffset)
      end--
    return end
  }

  #take(ring: RecordSource, run: EventRun, from: number, end: number, room: number): number {
    const to = Math.min(end, from + this.#maxEvents - this.#eventCount)
    if (to <= from) return 0
    const builder = this.#builders[run.id] ?? this.#open(run.id)
    const { count, bytes } = builder
    const taken = builder.append(
      ring,
      run,
      from,
      to,
      this.#start,
      this.#payloadBytes,
      room,
      this.#texts,
    )
    if (taken === 0) return 0
    if (count === 0) this.#addTracepoint(run.id, builder)
    this.#eventCount += taken
    this.#bytes += builder.bytes - bytes
    this.#lastSequence = run.firstSequence + (run.offset[from + taken - 1] as number)
    return taken
  }

  #addTracepoint(id: number, builder: ColumnsBuilder): void {
    this.#present.push(id)
    // Its pointers, and for each list what rounding up to whole words may add.
    this.#bytes += builder.pointerWords * 16
  }

  #open(id: number): ColumnsBuilder {
    const Builder = columnsBuilders[id]
    if (Builder === undefined) throw new RangeError(`No tracepoint has the id ${id}`)
    const builder = new Builder(this.#pool)
    this.#builders[id] = builder
    return builder
  }
}
