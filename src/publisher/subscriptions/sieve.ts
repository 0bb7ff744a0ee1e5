import { type Filter, RateLimit } from '../../expressions/index.js'
import { EventFilter } from '../filters/index.js'
import type { RingReader } from '../ring/index.js'
import type { Loss } from './loss.js'

/** What a filter makes of a group's events, and counts of what it made. */
export class Sieve {
  readonly filter: EventFilter
  readonly #limit: RateLimit | null
  /** By tracepoint id. */
  readonly #filtered: number[] = []
  /** By tracepoint id: events beyond the rate limit that nobody has been told of. */
  readonly #surplus = new Map<number, Loss>()

  constructor(filter: Filter, tracepointIds: readonly number[], reader: RingReader) {
    this.filter = new EventFilter(filter, tracepointIds, reader)
    const { maxEventsPerSecond } = filter
    this.#limit = maxEventsPerSecond === 0 ? null : new RateLimit(maxEventsPerSecond)
  }

  /** Events of a tracepoint that were not wanted. */
  filtered(id: number): number {
    return this.#filtered[id] ?? 0
  }

  get hasSurplus(): boolean {
    return this.#surplus.size > 0
  }

  /** Whether an event is wanted and within the limit; counts it. */
  takes(id: number, at: number, sequence: number, timeUs: number): boolean {
    if (!this.filter.wants(id, at, sequence, timeUs)) {
      this.#filtered[id] = (this.#filtered[id] ?? 0) + 1
      return false
    }
    if (this.#limit === null || this.#limit.admits(timeUs)) return true
    this.#lose(id, sequence)
    return false
  }

  /** What was beyond the limit; the caller tells it. */
  takeSurplus(): Loss[] {
    const losses = [...this.#surplus.values()]
    this.#surplus.clear()
    return losses
  }

  #lose(tracepointId: number, sequence: number): void {
    const known = this.#surplus.get(tracepointId)
    this.#surplus.set(tracepointId, {
      tracepointId,
      cause: 'rateLimit',
      count: (known?.count ?? 0) + 1,
      firstSequence: known?.firstSequence ?? sequence,
      lastSequence: sequence,
    })
  }
}
