import { Batch, type Gap, type Loss } from '../../client/index.js'
import { RecordingLimits } from '../limits.js'

/** What happened between batches and is told with the next one. */
export class BatchNews {
  readonly #wanted: ReadonlySet<string> | null
  #losses: Loss[] = []
  #gap: Gap | null = null

  /** Losses of other tracepoints than those `wanted` are passed over; null: all are told. */
  constructor(wanted: ReadonlySet<string> | null) {
    this.#wanted = wanted
  }

  get hasLosses(): boolean {
    return this.#losses.length > 0
  }

  get hasGap(): boolean {
    return this.#gap !== null
  }

  addLosses(losses: readonly Loss[]): void {
    for (const loss of losses) {
      // A node that does not tell which tracepoint it was names a pattern.
      const isWanted =
        this.#wanted === null || this.#wanted.has(loss.tracepoint) || loss.tracepoint.includes('*')
      if (isWanted && this.#losses.length < RecordingLimits.maxUntoldLosses) this.#losses.push(loss)
    }
  }

  setGap(gap: Gap): void {
    this.#gap = gap
  }

  /** Tells it with `batch`. */
  tell(batch: Batch): Batch {
    batch.losses = this.#losses
    batch.gap = this.#gap
    this.#losses = []
    this.#gap = null
    return batch
  }

  /** A batch without events that tells it; null where there is nothing to tell. */
  take(): Batch | null {
    return this.#losses.length === 0 && this.#gap === null ? null : this.tell(Batch.empty())
  }
}
