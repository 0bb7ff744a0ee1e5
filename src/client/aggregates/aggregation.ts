import type { Report } from '../../aggregates/index.js'
import { ErrorCodes, NodetapError } from '../../errors/index.js'
import { type Reconnect, StreamLife } from '../stream-life.js'
import type {
  AggregateGap,
  AggregateOptions,
  AggregateReport,
  AggregateTerms,
  Measures,
} from './aggregate-options.js'
import type { OpenAggregate, ReportSink } from './aggregate-stream.js'
import { namedReport } from './named-report.js'

/** How an aggregation is begun, and again after the connection was lost. */
export interface AggregateSource {
  open(sink: ReportSink, signal: AbortSignal | undefined): Promise<OpenAggregate>
  /** Null where reconnecting is not wanted. */
  readonly reconnect: Reconnect | null
  /** The aggregation is over. */
  ended(): void
}

/**
 * Figures of a node's events, as reports. Iterate it once, or ask with {@link read}. A report is
 * answered when it has been taken: a consumer that is too slow gets fewer reports, each about
 * more time, and loses nothing.
 *
 * With `reconnect`, the aggregation begins anew on the new connection: reports are numbered from
 * 0 again, and totals begin at 0; the first has {@link AggregateReport.gap}. What was counted at
 * the node and not yet reported is gone with the connection.
 */
export class Aggregation<F extends string = string, M extends Measures = Measures>
  implements AsyncIterable<AggregateReport<F, M>>, AsyncDisposable
{
  /** The options in force. Rejects where the aggregation could not be made. */
  readonly ready: Promise<AggregateTerms>
  readonly #life: StreamLife<AggregateTerms, OpenAggregate>
  readonly #groupBy: readonly F[]
  readonly #measures: M
  /** One; while connecting again, perhaps also one from before. */
  readonly #waiting: { readonly report: AggregateReport<F, M>; readonly taken: () => void }[] = []
  #gap: AggregateGap | null = null

  constructor(source: AggregateSource, options: AggregateOptions<F, M>) {
    const { groupBy = [], measures, signal } = options
    this.#groupBy = groupBy
    this.#measures = measures
    this.#life = new StreamLife(
      {
        name: 'aggregation',
        open: () => source.open(this.#sink(), signal),
        reconnect: source.reconnect,
        // Before it begins: a report may come in one piece with the node's answer.
        reopening: interruption => {
          this.#gap = interruption
        },
        over: error => {
          // Where it is computed here, that would go on.
          if (error !== null) this.#life.drop()
          source.ended()
        },
        discard: () => {
          for (const { taken } of this.#waiting.splice(0)) taken()
        },
      },
      signal,
    )
    this.ready = this.#life.begin()
  }

  /**
   * A report of this moment. With `deltas`, the next report begins where it ends. Rejects with
   * DISCONNECTED where the connection has ended or is being made again.
   */
  async read(): Promise<AggregateReport<F, M>> {
    await this.ready
    const { stream, end } = this.#life
    if (stream === null) {
      throw (
        end?.error ?? new NodetapError(ErrorCodes.Disconnected, 'The aggregation is not connected')
      )
    }
    return this.#named(await stream.read())
  }

  /** Reports in order. */
  [Symbol.asyncIterator](): AsyncGenerator<AggregateReport<F, M>, void, undefined> {
    return this.#life.items(() => {
      const next = this.#waiting.shift()
      next?.taken()
      return next?.report ?? null
    })
  }

  /** Ends the aggregation at the node. */
  close(): Promise<void> {
    return this.#life.close()
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.close()
  }

  /** Tells that the connection is gone; for the session. */
  connectionLost(reason: NodetapError): void {
    this.#life.connectionLost(reason)
  }

  #sink(): ReportSink {
    let waits = false
    return {
      report: async report => {
        if (waits) {
          throw new NodetapError(ErrorCodes.Overloaded, 'The node reports without waiting')
        }
        waits = true
        await this.#push(this.#named(report))
        waits = false
      },
      ended: reason => this.#life.endedByNode(reason),
    }
  }

  #push(report: AggregateReport<F, M>): Promise<void> {
    if (this.#life.end !== null) return Promise.resolve()
    return new Promise(taken => {
      this.#waiting.push({ report, taken })
      this.#life.wakeUp()
    })
  }

  #named(report: Report): AggregateReport<F, M> {
    const gap = this.#gap
    this.#gap = null
    return namedReport(report, this.#groupBy, this.#measures, gap)
  }
}
