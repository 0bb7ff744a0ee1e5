import type { Measure } from '../../client/index.js'
import type { CliContext } from '../context.js'
import { type BucketShape, histogramChart } from './histogram-chart.js'
import type { LinearShape } from './linear-shape.js'
import { printReports, type ReportOptions } from './print-reports.js'

export interface HistOptions extends ReportOptions {
  readonly log2?: boolean
  readonly linear?: LinearShape
  /** Since the last report instead of since the beginning. */
  readonly deltas?: boolean
}

const DEFAULT_TOP = 4

/** Prints how a field's values are distributed. */
export async function hist(
  tracepoint: string,
  field: string,
  options: HistOptions,
  context: CliContext,
): Promise<void> {
  const { linear, by: groupBy = [], top = DEFAULT_TOP, deltas = false } = options
  const histogram: Measure =
    linear === undefined
      ? { function: 'log2Histogram', field }
      : { function: 'linearHistogram', field, ...linear }
  const shape: BucketShape = linear ?? 'log2'
  await printReports(
    { tracepoints: [tracepoint], measures: { histogram }, mode: deltas ? 'deltas' : 'totals' },
    options,
    context,
    (report, { monotonicZeroUnixUs }) => {
      const content = { field, groupBy, shape, top, monotonicZeroUnixUs }
      return histogramChart(report, content, context.stdout)
    },
  )
}
