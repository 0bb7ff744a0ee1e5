import type { Batch } from '../../client/index.js'

/**
 * The time at the events' source, in their microseconds. Between events it goes on as the clock
 * here does; events that are ahead of it push it on. So rates and ages are right also where the
 * source's clock is another: a replay, or a recording, whose time stands still between events.
 */
export class EventClock {
  readonly #localUs: () => number
  #offsetUs: number | null = null

  /** `localUs` reads the monotonic clock of this process; for a recording, one that stands. */
  constructor(localUs: () => number) {
    this.#localUs = localUs
  }

  /** Takes note of a batch that has just come. */
  observe(batch: Batch): void {
    const newest = newestTimestampUs(batch)
    if (newest === null) return
    const offset = this.#localUs() - newest
    if (this.#offsetUs === null || offset < this.#offsetUs) this.#offsetUs = offset
  }

  nowUs(): number {
    return this.#localUs() - (this.#offsetUs ?? 0)
  }
}

/** When the last of a batch's events fired; null where it has none. */
export function newestTimestampUs(batch: Batch): number | null {
  let newest: number | null = null
  for (const tracepoint of batch.tracepoints) {
    const columns = batch.columns(tracepoint)
    const last = columns.timestampUsAt(columns.count - 1)
    if (newest === null || last > newest) newest = last
  }
  return newest
}

/** When the first of a batch's events fired; null where it has none. */
export function oldestTimestampUs(batch: Batch): number | null {
  let oldest: number | null = null
  for (const tracepoint of batch.tracepoints) {
    const first = batch.columns(tracepoint).timestampUsAt(0)
    if (oldest === null || first < oldest) oldest = first
  }
  return oldest
}
