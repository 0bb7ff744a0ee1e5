import { type Report, writeReport } from '../../aggregates/index.js'
import type { Capability } from '../../rpc/index.js'
import { traceServer } from '../../schema/index.js'
import type { ReportOutlet } from '../aggregates/index.js'

const methods = traceServer.AggregateSubscriber.methods

/** Sends reports to an AggregateSubscriber. */
export class AggregateOutlet implements ReportOutlet {
  sentBytes = 0
  readonly #subscriber: Capability

  /** Takes over the reference to `subscriber`. */
  constructor(subscriber: Capability) {
    this.#subscriber = subscriber
  }

  report(report: Report, onAnswered: (error: Error | null) => void): void {
    this.#subscriber
      .call(methods.report, params => {
        writeReport(report, params)
        this.sentBytes += params.message.words * 8
      })
      .then(
        () => onAnswered(null),
        (error: Error) => onAnswered(error),
      )
  }

  ended(reason: string): void {
    this.#subscriber
      .call(methods.ended, params => {
        params.reason = reason
      })
      .catch(() => {
        // The client went first; it needs no farewell.
      })
  }

  release(): void {
    this.#subscriber.release()
  }
}
