import type { FramePool, MessageBuilder, StructReader } from '../../capnp/index.js'
import {
  findTracepoint,
  TRACEPOINTS,
  type TraceEvent,
  type TracepointName,
} from '../../tracepoints/index.js'
import { BatchCursor } from './batch-cursor.js'
import type { BatchSource } from './batch-source.js'
import { broken, type ColumnSource } from './column-source.js'
import type { BatchBase, Columns } from './columns.js'
import { cutPayloads } from './cut-payloads.js'
import { encodeBatch } from './encode-batch.js'
import { FrameBatch } from './frame-batch.js'
import { type ColumnMap, columnsClasses } from './generated/columns.js'
import type { Gap, Loss } from './news.js'
import { type SelectedRows, selectRows } from './select-rows.js'
import { TextCache } from './text-cache.js'

/**
 * Events of one subscription. Take them as columns, which costs next to nothing an event; as
 * objects in the one order over all tracepoints, by iterating; or with a {@link cursor}.
 *
 * Bytes and typed arrays are views into the frame that the batch came in. The frame is the
 * batch's own and stays as it is until {@link Batch.release}, if that is ever called; whoever
 * keeps a view keeps all of the frame in memory.
 * Where the frame is not what the schema promises, NodetapError MALFORMED_MESSAGE is thrown.
 */
export class Batch implements Iterable<TraceEvent> {
  /** Events of all tracepoints, also of such as this version does not know. */
  readonly eventCount: number
  /** Bytes of the message that the batch came in. */
  readonly byteLength: number
  /** The sequence number of the first event. */
  readonly firstSequence: number
  /** What timestamp offsets count from, in monotonic microseconds. */
  readonly baseTimestampUs: number
  /** The tracepoints that have events, by id. */
  readonly tracepoints: readonly TracepointName[]
  /** Events of tracepoints that this version does not know: they cannot be read. */
  readonly unknownEvents: number
  /** What was lost between the batches before and this one. */
  losses: readonly Loss[] = []
  /** Set on the first batch after a reconnection. */
  gap: Gap | null = null
  #source: BatchSource
  /** By id. */
  readonly #columns: (Columns | undefined)[] = []

  /**
   * @param source a struct `Batch` in a frame
   * @param texts keeps strings from one batch to the next; give all batches of a connection one
   * @param frames where the frame came from, if {@link release} is to give it back
   */
  constructor(source: StructReader | BatchSource, texts?: TextCache, frames?: FramePool) {
    this.#source =
      'message' in source ? new FrameBatch(source, texts ?? new TextCache(), frames) : source
    this.eventCount = this.#source.eventCount
    this.byteLength = this.#source.byteLength
    this.firstSequence = this.#source.firstSequence
    this.baseTimestampUs = this.#source.baseTimestampUs
    const tracepoints: TracepointName[] = []
    let known = 0
    for (const { id, name } of TRACEPOINTS) {
      const columns = this.#open(id, name)
      if (columns === null || columns.count === 0) continue
      this.#columns[id] = columns
      tracepoints.push(name)
      known += columns.count
    }
    if (known > this.eventCount) broken(`${known} events where it says ${this.eventCount}`)
    this.tracepoints = tracepoints
    this.unknownEvents = this.eventCount - known
  }

  /** A batch without events. */
  static empty(): Batch {
    return new Batch(EMPTY)
  }

  /** The highest sequence number of all events that can be read; `firstSequence - 1` without. */
  get lastSequence(): number {
    let last = this.firstSequence - 1
    for (const columns of this.#present()) {
      last = Math.max(last, columns.sequenceAt(columns.count - 1))
    }
    return last
  }

  /** Events of one tracepoint. */
  count(tracepoint: TracepointName): number {
    return this.#columns[findTracepoint(tracepoint).id]?.count ?? 0
  }

  /** The events of one tracepoint in columns: empty ones where it has none. */
  columns<N extends TracepointName>(tracepoint: N): ColumnMap[N] {
    const { id } = findTracepoint(tracepoint)
    const columns = this.#columns[id] ?? this.#empty(id, tracepoint)
    this.#columns[id] = columns
    // The generated table has the class of that tracepoint in that place.
    return columns as unknown as ColumnMap[N]
  }

  /** The events of one tracepoint as objects. */
  events<N extends TracepointName>(tracepoint: N): Iterable<TraceEvent<N>> {
    const columns: { events(): Iterable<unknown> } = this.columns(tracepoint)
    return columns.events() as Iterable<TraceEvent<N>>
  }

  /** Goes through all events in order; makes no objects. */
  cursor(): BatchCursor {
    return new BatchCursor(this.#present())
  }

  /** All events as objects, in the order in which they fired. */
  [Symbol.iterator](): Iterator<TraceEvent> {
    const cursor = this.cursor()
    return {
      next: () =>
        cursor.next() ? { done: false, value: cursor.event() } : { done: true, value: undefined },
    }
  }

  /**
   * A batch of some of the events, with this one's losses and gap. `rows` gives the places
   * wanted in the columns of a tracepoint, going up; null or none: nothing of it. Unknown events
   * are left out.
   */
  select(rows: (columns: Columns) => Uint32Array | null): Batch {
    const selected: SelectedRows[] = []
    for (const columns of this.#present()) {
      const wanted = rows(columns)
      const { tracepoint } = columns
      if (wanted !== null) {
        selected.push({ tracepoint, id: findTracepoint(tracepoint).id, rows: wanted })
      }
    }
    const batch = new Batch(selectRows(this.#source, selected))
    batch.losses = this.losses
    batch.gap = this.gap
    return batch
  }

  /** A batch of the first `count` events, or of as many as can be read. */
  first(count: number): Batch {
    const counts = new Map<Columns, number>()
    const cursor = this.cursor()
    for (let left = count; left > 0 && cursor.next(); left--) {
      counts.set(cursor.columns, (counts.get(cursor.columns) ?? 0) + 1)
    }
    return this.select(columns =>
      Uint32Array.from({ length: counts.get(columns) ?? 0 }, (_, i) => i),
    )
  }

  /** A batch of the events of some tracepoints. */
  only(tracepoints: ReadonlySet<string>): Batch {
    if (this.unknownEvents === 0 && this.tracepoints.every(name => tracepoints.has(name))) {
      return this
    }
    return this.select(({ tracepoint, count }) =>
      tracepoints.has(tracepoint) ? Uint32Array.from({ length: count }, (_, i) => i) : null,
    )
  }

  /** The same events with at most `bytes` bytes of each payload. */
  withPayloads(bytes: number): Batch {
    const batch = new Batch(cutPayloads(this.#source, bytes))
    batch.losses = this.losses
    batch.gap = this.gap
    return batch
  }

  /**
   * Lets the pointer at word `at` of `builder`, which has no segments attached, refer to the
   * batch as the schema's struct: as it came where it came so, otherwise encoded anew, without
   * the events that this version does not know.
   */
  encode(builder: MessageBuilder, at: number): void {
    if (this.#source.encode === undefined) encodeBatch(this.#source, builder, at)
    else this.#source.encode(builder, at)
  }

  /**
   * Reads every column and every text, so that what is malformed is thrown now, as
   * MALFORMED_MESSAGE, and not when it is used.
   */
  check(): void {
    for (const columns of this.#present()) {
      if (columns.timestampOffsetUs.length !== columns.count) broken('a column is missing')
      // Every field of the catalogue is a getter of its columns.
      const fields = columns as unknown as Readonly<Record<string, unknown>>
      for (const { name } of findTracepoint(columns.tracepoint).fields) void fields[name]
    }
    for (let i = 0; i < this.#source.texts.length; i++) this.#source.texts.get(i)
  }

  /**
   * Gives the batch's memory to batches to come. From then on neither the batch, nor one made of
   * its events, nor any column, bytes or event of theirs may be looked at; strings and numbers
   * stay. Never needed: it spares whoever takes millions of events a second the work of the
   * garbage collector.
   */
  release(): void {
    const source = this.#source
    this.#source = RELEASED
    this.#columns.length = 0
    source.release?.()
  }

  #present(): Columns[] {
    if (this.#source === RELEASED) released()
    return this.#columns.filter(columns => columns !== undefined)
  }

  #empty(id: number, name: TracepointName): Columns {
    if (this.#source === RELEASED) released()
    return columnsOf(id, name, NO_COLUMNS, this.#source)
  }

  #open(id: number, name: TracepointName): Columns | null {
    const source = this.#source.columns(id)
    return source === null ? null : columnsOf(id, name, source, this.#source)
  }
}

function columnsOf(
  id: number,
  name: TracepointName,
  source: ColumnSource,
  base: BatchBase,
): Columns {
  const Class = columnsClasses[id]
  if (Class === undefined) throw new RangeError(`No tracepoint has the id ${id}`)
  return new Class(name, source, base)
}

const NO_COLUMNS: ColumnSource = {
  getUint32List: () => new Uint32Array(0),
  getInt32List: () => new Int32Array(0),
  getUint16List: () => new Uint16Array(0),
  getWordList: () => new Uint32Array(0),
  getBoolList: () => ({ length: 0, get: () => false }),
  getData: () => new Uint8Array(0),
}

const EMPTY: BatchSource = {
  eventCount: 0,
  byteLength: 0,
  firstSequence: 0,
  baseTimestampUs: 0,
  texts: {
    length: 0,
    get(index) {
      throw new RangeError(`text ${index} of 0`)
    },
  },
  columns: () => null,
}

/** What is left of a batch that was given back. */
const RELEASED: BatchSource = { ...EMPTY, columns: released, encode: released }

function released(): never {
  throw new RangeError('The batch has been released')
}
