import type { CallThreads, Capability, ContentTarget } from '../../rpc/index.js'
import { tracing } from '../../schema/index.js'
import type { EncodedBatch } from '../batches/index.js'
import { PublisherLimits } from '../limits.js'
import type { Loss, Outlet } from '../subscriptions/index.js'

const { destroy, messages, messagesStream } = tracing.NetMessageTrace.methods

/**
 * Sends batches of rows to upstream's callback: classic, one at a time on a thread of the
 * subscriber's, or streaming, several at once.
 */
export class RowOutlet implements Outlet {
  readonly maxInFlight: number
  readonly #callback: Capability
  readonly #threads: CallThreads | null
  #dropped = 0

  /** Takes over the references. Without `threads` batches are streamed. */
  constructor(callback: Capability, threads: CallThreads | null) {
    this.#callback = callback
    this.#threads = threads
    this.maxInFlight = threads === null ? PublisherLimits.maxBatchesInFlight : 1
  }

  deliver(batch: EncodedBatch, onAnswered: (error: Error | null) => void): void {
    this.#call(batch, onAnswered)
  }

  /** Upstream's batches carry one number of events lost before them: an empty one brings it. */
  lost(losses: readonly Loss[], onAnswered: (error: Error | null) => void): void {
    for (const loss of losses) this.#dropped += loss.count
    this.#call(null, onAnswered)
  }

  /** Upstream has no word for it: its clients see the connection close. */
  ended(): void {}

  /** On a thread, the subscriber is told to drop its callback, as upstream's node tells it. */
  release(): void {
    const callback = this.#callback
    const threads = this.#threads
    if (threads === null) {
      callback.release()
      return
    }
    callback
      .call(destroy, (params, capabilities) => threads.write(params.initContext(), capabilities))
      .catch(() => {
        // It went first, or cannot: without the reference it is gone all the same.
      })
      .finally(() => {
        callback.release()
        threads.release()
      })
  }

  #call(batch: EncodedBatch | null, onAnswered: (error: Error | null) => void): void {
    const dropped = this.#dropped
    this.#dropped = 0
    const threads = this.#threads
    this.#callback.send(
      threads === null ? messagesStream : messages,
      target => {
        if (threads === null) {
          const params = target.message.initStructAt(target.at, messagesStream.Params)
          params.dropped = dropped
          writeRows(target, params.pointerAt(0), batch)
        } else {
          const params = target.message.initStructAt(target.at, messages.Params)
          params.dropped = dropped
          threads.write(params.initContext(), target.capabilities)
          writeRows(target, params.pointerAt(1), batch)
        }
      },
      outcome => onAnswered(outcome.error ?? null),
    )
  }
}

/** Lets the list pointer at `at` refer to the batch's segment, uncopied. */
function writeRows(target: ContentTarget, at: number, batch: EncodedBatch | null): void {
  if (batch === null) return
  for (const segment of batch.segments) target.message.attach(segment)
  target.message.setFarAt(at, 1)
}
