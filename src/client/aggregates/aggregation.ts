import type { Report } from '../../aggregates/index.js'
import { ErrorCodes, isNodetapError, NodetapError } from '../../errors/index.js'
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
  /** Resolves when there is a connection again; null where reconnecting is not wanted. */
  readonly reconnect: ((signal: AbortSignal | undefined) => Promise<{ restarted: boolean }>) | null
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
  readonly #source: AggregateSource
  readonly #groupBy: readonly F[]
  readonly #measures: M
  readonly #signal: AbortSignal | undefined
  readonly #ready: Promise<AggregateTerms>
  #open: OpenAggregate | null = null
  /** One; while connecting again, perhaps also one from before. */
  #waiting: { readonly report: AggregateReport<F, M>; readonly taken: () => void }[] = []
  #gap: AggregateGap | null = null
  #end: { readonly error: NodetapError | null } | null = null
  #wake: (() => void) | null = null
  #isReconnecting = false
  /** The connection was lost once more before the aggregation was made again. */
  #isLostAgain = false

  constructor(source: AggregateSource, options: AggregateOptions<F, M>) {
    this.#source = source
    this.#groupBy = options.groupBy ?? []
    this.#measures = options.measures
    this.#signal = options.signal
    const { signal } = options
    signal?.addEventListener('abort', this.#onAbort, { once: true })
    this.#ready = signal?.aborted ? Promise.reject(aborted()) : this.#begin()
    this.#ready.catch((error: NodetapError) => {
      this.#finish(isNodetapError(error, ErrorCodes.Aborted) ? null : error)
    })
  }

  /** The options in force. Rejects where the aggregation could not be made. */
  get ready(): Promise<AggregateTerms> {
    return this.#ready
  }

  /**
   * A report of this moment. With `deltas`, the next report begins where it ends. Rejects with
   * DISCONNECTED where the connection has ended or is being made again.
   */
  async read(): Promise<AggregateReport<F, M>> {
    await this.#ready
    const open = this.#open
    if (open === null) {
      throw (
        this.#end?.error ??
        new NodetapError(ErrorCodes.Disconnected, 'The aggregation is not connected')
      )
    }
    return this.#named(await open.read())
  }

  /** Reports in order. */
  async *[Symbol.asyncIterator](): AsyncGenerator<AggregateReport<F, M>, void, undefined> {
    try {
      for (;;) {
        const next = this.#waiting.shift()
        if (next !== undefined) {
          next.taken()
          yield next.report
        } else if (this.#end !== null) {
          if (this.#end.error !== null) throw this.#end.error
          return
        } else {
          await new Promise<void>(resolve => {
            this.#wake = resolve
          })
        }
      }
    } finally {
      await this.close()
    }
  }

  /** Ends the aggregation at the node. */
  async close(): Promise<void> {
    this.#finish(null)
    for (const { taken } of this.#waiting.splice(0)) taken()
    const open = this.#open
    this.#open = null
    await open?.stop()
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.close()
  }

  /** Tells that the connection is gone; for the session. */
  connectionLost(reason: NodetapError): void {
    if (this.#end !== null) return
    if (this.#isReconnecting) {
      this.#isLostAgain = true
      return
    }
    const { reconnect } = this.#source
    // There is nothing left to be stopped at the node, but perhaps here.
    this.#open?.stop().catch(() => {})
    this.#open = null
    if (reconnect === null) this.#finish(reason)
    else this.#resume(reconnect).catch((error: NodetapError) => this.#finish(error))
  }

  readonly #onAbort = (): void => {
    // Closing reports its own failures to nobody: the caller has lost interest.
    this.close().catch(() => {})
  }

  async #begin(): Promise<AggregateTerms> {
    const open = await this.#source.open(this.#sink(), this.#signal)
    if (this.#end !== null) {
      await open.stop()
      throw this.#end.error ?? aborted()
    }
    this.#open = open
    return open.terms
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
      ended: reason => {
        // Where it is to be made again, the connection's own end is what tells when.
        if (this.#source.reconnect !== null) return
        this.connectionLost(new NodetapError(ErrorCodes.Disconnected, reason))
      },
    }
  }

  #push(report: AggregateReport<F, M>): Promise<void> {
    if (this.#end !== null) return Promise.resolve()
    return new Promise(taken => {
      this.#waiting.push({ report, taken })
      this.#wakeUp()
    })
  }

  #named(report: Report): AggregateReport<F, M> {
    const gap = this.#gap
    this.#gap = null
    return namedReport(report, this.#groupBy, this.#measures, gap)
  }

  async #resume(reconnect: NonNullable<AggregateSource['reconnect']>): Promise<void> {
    this.#isReconnecting = true
    const lostAt = Date.now()
    try {
      let { restarted } = await reconnect(this.#signal)
      for (;;) {
        // Before it begins: a report may come in one piece with the node's answer.
        this.#gap = { lostAt, resumedAt: Date.now(), restarted }
        if (await this.#beginAgain()) return
        restarted = (await reconnect(this.#signal)).restarted || restarted
      }
    } finally {
      this.#isReconnecting = false
    }
  }

  /** False where the new connection has been lost, too. */
  async #beginAgain(): Promise<boolean> {
    try {
      await this.#begin()
      if (!this.#isLostAgain) return true
    } catch (error) {
      if (this.#end !== null || !this.#isLostAgain) throw error
    }
    this.#isLostAgain = false
    this.#open?.stop().catch(() => {})
    this.#open = null
    return false
  }

  #finish(error: NodetapError | null): void {
    if (this.#end !== null) return
    this.#end = { error }
    this.#source.ended()
    this.#signal?.removeEventListener('abort', this.#onAbort)
    this.#wakeUp()
  }

  #wakeUp(): void {
    const wake = this.#wake
    this.#wake = null
    wake?.()
  }
}

function aborted(): NodetapError {
  return new NodetapError(ErrorCodes.Aborted, 'The aggregation was aborted')
}
