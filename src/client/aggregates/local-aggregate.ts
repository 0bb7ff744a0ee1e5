import {
  type AggregateRequest,
  boundedInterval,
  DISTINCT_STANDARD_ERROR,
  type Report,
} from '../../aggregates/index.js'
import { payloadBytesLookedAt } from '../../expressions/index.js'
import { monotonicNowUs, monotonicZeroUnixUs } from '../monotonic-clock.js'
import type { OpenStream, StreamOptions, StreamSink } from '../stream.js'
import type { OpenAggregate, ReportSink } from './aggregate-stream.js'
import { BatchAggregator } from './batch-aggregator.js'

/** How batches are got from a node that does not compute. */
export type OpenBatches = (options: StreamOptions, sink: StreamSink) => Promise<OpenStream>

/**
 * Computes here, from all events of the node, what a node with nodetap computes there. Reports
 * are by this process's monotonic clock.
 */
export async function openLocalAggregate(
  request: AggregateRequest,
  open: OpenBatches,
  sink: ReportSink,
): Promise<OpenAggregate> {
  const intervalMs = boundedInterval(request.intervalUs) / 1000
  const aggregator = new BatchAggregator(request, monotonicNowUs())
  let isReporting = false
  let timer: NodeJS.Timeout | undefined
  const report = (): void => {
    // One at a time: what is put off is told with the next.
    if (isReporting) return
    isReporting = true
    void sink.report(aggregator.report(monotonicNowUs())).then(() => {
      isReporting = false
    })
  }
  const stream = await open(
    { payloadBytes: payloadBytesLookedAt(request.where) },
    {
      batch: batch => {
        aggregator.add(batch)
        batch.release()
        return Promise.resolve()
      },
      lost: losses => {
        for (const { tracepoint, count } of losses) aggregator.lose(tracepoint, count)
      },
      ended: reason => sink.ended(reason),
    },
  )
  if (intervalMs > 0) timer = setInterval(report, intervalMs)
  return {
    terms: {
      tracepoints: stream.terms.tracepoints,
      firstSequence: stream.terms.firstSequence,
      monotonicZeroUnixUs: monotonicZeroUnixUs(),
      intervalMs,
      maxGroups: aggregator.plan.maxGroups,
      distinctStandardError: DISTINCT_STANDARD_ERROR,
      isComputedByNode: false,
    },
    read: (): Promise<Report> => Promise.resolve(aggregator.report(monotonicNowUs())),
    stop() {
      clearInterval(timer)
      return stream.stop()
    },
  }
}
