import { type Filter, RateLimit } from '../../expressions/index.js'
import { EventFilter } from '../filters/index.js'
import type { EventRun, RingReader } from '../ring/index.js'
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

  /** Events beyond the limit that nobody has been told of. */
  get surplusEvents(): number {
    let events = 0
    for (const { count } of this.#surplus.values()) events += count
    return events
  }

  get hasSurplus(): boolean {
    return this.#surplus.size > 0
  }

  /** Whether there is a rate limit: {@link admits} must then be asked, too. */
  get isLimited(): boolean {
    return this.#limit !== null
  }

  /** The events of a run that meet the condition and are in the sample; counts the others. */
  select(run: EventRun, into: EventRun): void {
    this.filter.select(run, into)
    this.#filtered[run.id] = (this.#filtered[run.id] ?? 0) + run.count - into.count
  }

  /** Whether an event is within the rate limit; counts it. */
  admits(id: number, sequence: number, timeUs: number): boolean {
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
