import type { TraceEvent, TracepointName } from '../../tracepoints/index.js'
import { type ColumnSource, uint32Column } from './column-source.js'
import type { TextDictionary } from './text-dictionary.js'

/** What the columns of one batch have in common. */
export interface BatchBase {
  readonly firstSequence: number
  readonly baseTimestampUs: number
  readonly texts: TextDictionary
}

/**
 * The events of one tracepoint, in columns: element `i` of each column belongs to event `i`.
 * A column is read, and checked, when first asked for; NodetapError MALFORMED_MESSAGE says what
 * is wrong with it. Typed arrays and bytes are views into the frame or made once a batch.
 */
export abstract class Columns<T extends TracepointName = TracepointName, E = TraceEvent<T>> {
  /** Its name. */
  readonly tracepoint: T
  /** How many events. */
  readonly count: number
  /** By event: its sequence number, less the batch's first. A view into the frame. */
  readonly sequenceOffset: Uint32Array
  protected readonly source: ColumnSource
  protected readonly base: BatchBase
  readonly #timestampPointer: number
  #timestampOffsetUs: Uint32Array | null = null
  #sequence: Float64Array | null = null
  #timestampUs: Float64Array | null = null

  protected constructor(
    tracepoint: T,
    source: ColumnSource,
    base: BatchBase,
    sequencePointer: number,
    timestampPointer: number,
  ) {
    this.tracepoint = tracepoint
    this.source = source
    this.base = base
    this.sequenceOffset = source.getUint32List(sequencePointer)
    this.count = this.sequenceOffset.length
    this.#timestampPointer = timestampPointer
  }

  /** Event `i` as an object of its own. Throws a RangeError where there is no such event. */
  abstract event(i: number): E

  /** By event: its time, less the batch's base. A view into the frame. */
  get timestampOffsetUs(): Uint32Array {
    this.#timestampOffsetUs ??= uint32Column(this.source, this.#timestampPointer, this.count)
    return this.#timestampOffsetUs
  }

  /** By event: its place in the one order over all tracepoints. */
  get sequence(): Float64Array {
    this.#sequence ??= sum(this.base.firstSequence, this.sequenceOffset)
    return this.#sequence
  }

  /** By event: when it fired, in monotonic microseconds. */
  get timestampUs(): Float64Array {
    this.#timestampUs ??= sum(this.base.baseTimestampUs, this.timestampOffsetUs)
    return this.#timestampUs
  }

  sequenceAt(i: number): number {
    return this.base.firstSequence + (this.sequenceOffset[i] ?? Number.NaN)
  }

  timestampUsAt(i: number): number {
    return this.base.baseTimestampUs + (this.timestampOffsetUs[i] ?? Number.NaN)
  }

  /** The events as objects, one after the other. */
  *events(): Generator<E, void, undefined> {
    for (let i = 0; i < this.count; i++) yield this.event(i)
  }

  protected checkIndex(i: number): void {
    if (!(i >= 0 && i < this.count)) throw new RangeError(`event ${i} of ${this.count}`)
  }
}

function sum(base: number, offsets: Uint32Array): Float64Array {
  const column = new Float64Array(offsets.length)
  for (let i = 0; i < column.length; i++) column[i] = base + (offsets[i] as number)
  return column
}
