import { Batch, type Gap, type Loss } from '../../client/index.js'
import type { Entry } from '../format/index.js'
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

  /**
   * Keeps what an entry tells of losses or a gap for the next batch. Hands out a batch without
   * events for what would be too much for one.
   */
  *tellOf(entry: Entry): Generator<Batch, void, undefined> {
    if (entry.kind === 'losses') {
      yield* this.tellLosses(entry.losses)
    } else if (entry.kind === 'gap') {
      if (this.#gap !== null) yield* this.rest()
      this.#gap = entry.gap
    }
  }

  /** The same of events that cannot be read. */
  *tellLosses(losses: readonly Loss[]): Generator<Batch, void, undefined> {
    if (losses.length === 0) return
    if (this.#losses.length > 0) yield* this.rest()
    for (const loss of losses) {
      // A node that does not tell which tracepoint it was names a pattern.
      const isWanted =
        this.#wanted === null || this.#wanted.has(loss.tracepoint) || loss.tracepoint.includes('*')
      if (isWanted && this.#losses.length < RecordingLimits.maxUntoldLosses) this.#losses.push(loss)
    }
  }

  /** Tells it with `batch`. */
  tell(batch: Batch): Batch {
    batch.losses = this.#losses
    batch.gap = this.#gap
    this.#losses = []
    this.#gap = null
    return batch
  }

  /** A batch without events that tells what is left, if anything is. */
  *rest(): Generator<Batch, void, undefined> {
    if (this.#losses.length > 0 || this.#gap !== null) yield this.tell(Batch.empty())
  }
}
