import type { Report } from '../../aggregates/index.js'
import { matchTracepoints } from '../../tracepoints/index.js'
import type { Batch } from '../batch/index.js'
import {
  type AggregateOptions,
  type AggregateReport,
  type Measures,
  requestOf,
} from './aggregate-options.js'
import { BatchAggregator } from './batch-aggregator.js'
import { namedReport } from './named-report.js'

/**
 * The same figures as {@link Session.aggregate} gives, of batches from elsewhere: a recording, or
 * a subscription. Intervals are by the times of the events, from the first one on; one without
 * events has no report. The last report comes at the end of the batches.
 *
 * Throws UNKNOWN_TRACEPOINT or INVALID_ARGUMENT for options that make no sense.
 */
export async function* aggregateBatches<
  const F extends string = never,
  const M extends Measures = Measures,
>(
  batches: AsyncIterable<Batch>,
  options: AggregateOptions<F, M>,
): AsyncGenerator<AggregateReport<F, M>, void, undefined> {
  const { groupBy = [], measures } = options
  const request = requestOf(options, matchTracepoints(options.tracepoints))
  const stretches = new Stretches(new BatchAggregator(request, 0), request.intervalUs)
  for await (const batch of batches) {
    for (const report of stretches.add(batch)) yield namedReport(report, groupBy, measures, null)
  }
  const last = stretches.end()
  if (last !== null) yield namedReport(last, groupBy, measures, null)
}

/** Cuts events into stretches of equal length by their own times. */
class Stretches {
  readonly #aggregator: BatchAggregator
  /** 0: all of them are one stretch. */
  readonly #intervalUs: number
  #dueUs: number | null = null
  #lastUs = 0

  constructor(aggregator: BatchAggregator, intervalUs: number) {
    this.#aggregator = aggregator
    this.#intervalUs = intervalUs === 0 ? Number.POSITIVE_INFINITY : intervalUs
  }

  /** The reports of the stretches that the batch shows to be over. */
  add(batch: Batch): Report[] {
    const reports: Report[] = []
    this.#aggregator.add(batch, timestampUs => {
      this.#lastUs = timestampUs
      if (this.#dueUs === null) {
        this.#aggregator.begin(timestampUs)
        this.#dueUs = timestampUs + this.#intervalUs
      } else if (timestampUs >= this.#dueUs) {
        reports.push(this.#aggregator.report(this.#dueUs))
        const skipped = Math.floor((timestampUs - this.#dueUs) / this.#intervalUs)
        const fromUs = this.#dueUs + skipped * this.#intervalUs
        this.#aggregator.begin(fromUs)
        this.#dueUs = fromUs + this.#intervalUs
      }
    })
    return reports
  }

  /** The report of the last stretch, as far as it went; null where nothing was there at all. */
  end(): Report | null {
    return this.#dueUs === null ? null : this.#aggregator.report(this.#lastUs)
  }
}
