import type { Filter } from '../../expressions/index.js'
import type { Batch, Loss } from '../batch/index.js'
import type { StreamSink } from '../stream.js'
import { BatchFilter } from './batch-filter.js'

/** Filters what a node sends that cannot do it itself. */
export class FilteringSink implements StreamSink {
  readonly #filter: BatchFilter
  readonly #sink: StreamSink

  constructor(filter: Filter, sink: StreamSink) {
    this.#filter = new BatchFilter(filter)
    this.#sink = sink
  }

  batch(batch: Batch, bytes: number): Promise<void> {
    // Nobody waits for nothing: where no event is wanted, the node may go on at once.
    let taken = Promise.resolve()
    for (const wanted of this.#filter.apply(batch)) {
      if (wanted.eventCount > 0) taken = this.#sink.batch(wanted, bytes)
      else this.#sink.lost(wanted.losses)
    }
    return taken
  }

  lost(losses: readonly Loss[]): void {
    this.#sink.lost(losses)
  }

  ended(reason: string): void {
    this.#sink.ended(reason)
  }
}
