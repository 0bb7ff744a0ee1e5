import type { Batch, Loss } from '../../client/index.js'
import { Kinds } from './kinds.js'
import { LiveLimits } from './limits.js'
import { count } from './units.js'

/** What a stream has not brought, so far. */
export interface LossFigures {
  readonly lost: number
  /** By tracepoint. */
  readonly tracepoints: Readonly<Record<string, number>>
  /** How often the connection was lost and made again, and events fired meanwhile to others. */
  readonly reconnections: number
  readonly missed: number
  /**
   * Of the reconnections, those at which another publisher answered: what it missed, nobody knows.
   */
  readonly restarts: number
}

/** Counts the losses and gaps that batches tell of. */
export class LossTally {
  readonly #tracepoints = new Kinds(() => ({ lost: 0 }), LiveLimits.maxLossKinds)
  #lost = 0
  #lastCause: Loss['cause'] | null = null
  #reconnections = 0
  #restarts = 0
  #missed = 0

  add(batch: Batch): void {
    for (const loss of batch.losses) {
      this.#lost += loss.count
      this.#tracepoints.of(loss.tracepoint).lost += loss.count
      this.#lastCause = loss.cause
    }
    if (batch.gap === null) return
    this.#reconnections++
    this.#missed += batch.gap.missedEvents ?? 0
    if (batch.gap.restarted) this.#restarts++
  }

  get lost(): number {
    return this.#lost
  }

  /** Whether anything at all was not seen. */
  get any(): boolean {
    return this.#lost > 0 || this.#reconnections > 0
  }

  figures(): LossFigures {
    return {
      lost: this.#lost,
      tracepoints: Object.fromEntries(
        [...this.#tracepoints.entries()].map(([name, { lost }]) => [name, lost]),
      ),
      reconnections: this.#reconnections,
      missed: this.#missed,
      restarts: this.#restarts,
    }
  }

  /** What was lost, in one line; empty where nothing was. */
  describe(): string {
    const parts = [...this.#tracepoints.entries()]
      .sort(([, a], [, b]) => b.lost - a.lost)
      .map(([name, { lost }]) => `${count(lost)} × ${name}`)
    const why = this.#lastCause === null ? '' : ` (${this.#lastCause})`
    const lost = parts.length === 0 ? [] : [`LOST ${parts.join(', ')}${why}`]
    if (this.#reconnections > 0) {
      const times = this.#reconnections === 1 ? 'once' : `${this.#reconnections} times`
      const missed = `${count(this.#missed)} events missed`
      if (this.#restarts === 0) lost.push(`reconnected ${times}, ${missed}`)
      else {
        const counted = this.#missed === 0 ? '' : `; besides, ${missed}`
        lost.push(
          `reconnected ${times}, the node was restarted: what it did meanwhile was not seen${counted}`,
        )
      }
    }
    return lost.join('; ')
  }
}
