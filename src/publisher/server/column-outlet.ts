import type { Capability, ContentTarget } from '../../rpc/index.js'
import { traceServer } from '../../schema/index.js'
import { TRACEPOINTS } from '../../tracepoints/index.js'
import type { EncodedBatch } from '../batches/index.js'
import { PublisherLimits } from '../limits.js'
import type { Loss, Outlet } from '../subscriptions/index.js'

const { deliver, lost, ended } = traceServer.Subscriber.methods

/** Sends batches of columns to a Subscriber of ours. */
export class ColumnOutlet implements Outlet {
  readonly maxInFlight = PublisherLimits.maxBatchesInFlight
  readonly #subscriber: Capability

  /** Takes over the reference to `subscriber`. */
  constructor(subscriber: Capability) {
    this.#subscriber = subscriber
  }

  deliver(batch: EncodedBatch, onAnswered: (error: Error | null) => void): void {
    this.#subscriber.send(
      deliver,
      target => writeBatch(target, batch),
      outcome => onAnswered(outcome.error ?? null),
    )
  }

  lost(losses: readonly Loss[], onAnswered: (error: Error | null) => void): void {
    this.#subscriber
      .call(lost, params => {
        const list = params.initLosses(losses.length)
        losses.forEach((loss, i) => {
          const entry = list.get(i)
          entry.tracepoint = TRACEPOINTS[loss.tracepointId]?.name ?? ''
          entry.count = loss.count
          entry.cause = traceServer.LossCause[loss.cause]
          entry.firstSequence = loss.firstSequence
          entry.lastSequence = loss.lastSequence
        })
      })
      .then(
        () => onAnswered(null),
        (error: Error) => onAnswered(error),
      )
  }

  ended(reason: string): void {
    this.#subscriber
      .call(ended, params => {
        params.reason = reason
      })
      .catch(() => {
        // The subscriber went first; it needs no farewell.
      })
  }

  release(): void {
    this.#subscriber.release()
  }
}

/** The params of `deliver` are the batch itself: the frame ends with its segments, uncopied. */
function writeBatch(target: ContentTarget, batch: EncodedBatch): void {
  for (const segment of batch.segments) target.message.attach(segment)
  target.message.setFarAt(target.at, 1)
}
