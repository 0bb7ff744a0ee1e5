import type { TraceEvent, TracepointName } from '../../tracepoints/index.js'
import type { Columns } from './columns.js'

/** The columns of one tracepoint, and how far they have been passed. */
interface Lane {
  readonly columns: Columns
  next: number
}

/**
 * Goes through the events of all tracepoints of a batch in the order in which they fired,
 * without making an object an event:
 *
 * ```ts
 * while (cursor.next()) count(cursor.tracepoint, cursor.columns.timestampUs[cursor.index])
 * ```
 */
export class BatchCursor {
  /** The lanes with events left, the current one excepted. */
  readonly #lanes: Lane[]
  #lane: Lane | null = null
  #columns: Columns | null = null
  #index = -1
  /** The current lane goes on while its offsets are below this. */
  #limit = -1

  constructor(columns: readonly Columns[]) {
    this.#lanes = columns.filter(({ count }) => count > 0).map(columns => ({ columns, next: 0 }))
  }

  /** Goes to the next event; false where there is none. */
  next(): boolean {
    const columns = this.#columns
    const index = this.#index + 1
    if (
      columns !== null &&
      (columns.sequenceOffset[index] ?? Number.POSITIVE_INFINITY) <= this.#limit
    ) {
      this.#index = index
      return true
    }
    return this.#change(index)
  }

  /** The columns that hold the event. Throws a RangeError before the first event. */
  get columns(): Columns {
    if (this.#columns === null) throw new RangeError('Call next() first')
    return this.#columns
  }

  /** The event's place in {@link columns}. */
  get index(): number {
    return this.#index
  }

  get tracepoint(): TracepointName {
    return this.columns.tracepoint
  }

  get sequence(): number {
    return this.columns.sequenceAt(this.#index)
  }

  get timestampUs(): number {
    return this.columns.timestampUsAt(this.#index)
  }

  /** The event as an object of its own. */
  event(): TraceEvent {
    return this.columns.event(this.#index)
  }

  /** Leaves the current lane for the one whose next event comes first. */
  #change(next: number): boolean {
    const lanes = this.#lanes
    const left = this.#lane
    if (left !== null) {
      left.next = next
      if (next < left.columns.count) lanes.push(left)
    }
    let first = -1
    let lowest = Number.POSITIVE_INFINITY
    let second = Number.POSITIVE_INFINITY
    for (let i = 0; i < lanes.length; i++) {
      const lane = lanes[i] as Lane
      const offset = lane.columns.sequenceOffset[lane.next] as number
      if (offset < lowest) {
        second = lowest
        lowest = offset
        first = i
      } else if (offset < second) {
        second = offset
      }
    }
    const lane = lanes[first]
    if (lane === undefined) {
      this.#lane = null
      return false
    }
    lanes[first] = lanes[lanes.length - 1] as Lane
    lanes.length--
    this.#lane = lane
    this.#columns = lane.columns
    this.#index = lane.next
    // At most the largest offset: what lies behind the end of a column is larger.
    this.#limit = Math.min(second, 0xffffffff)
    return true
  }
}
