import type { Measure } from '../../client/index.js'
import type { CliContext } from '../context.js'
import type { EventStreamOptions } from '../event-stream/index.js'
import { jsonText } from '../json-text.js'
import { type BucketShape, histogramChart } from './histogram-chart.js'
import type { LinearShape } from './linear-shape.js'
import { openReports } from './open-reports.js'
import { Refresh } from './refresh.js'
import { reportToJson } from './report-json.js'

export interface HistOptions extends EventStreamOptions {
  readonly log2?: boolean
  readonly linear?: LinearShape
  readonly by?: readonly string[]
  /** Seconds. */
  readonly every?: number
  /** Since the last report instead of since the beginning. */
  readonly deltas?: boolean
  /** Groups that a terminal shows. */
  readonly top?: number
  readonly json?: boolean
}

const DEFAULT_TOP = 4

/** Prints how a field's values are distributed. */
export async function hist(
  tracepoint: string,
  field: string,
  options: HistOptions,
  context: CliContext,
): Promise<void> {
  const { stdout } = context
  const { linear } = options
  const groupBy = options.by ?? []
  const histogram: Measure =
    linear === undefined
      ? { function: 'log2Histogram', field }
      : { function: 'linearHistogram', field, ...linear }
  await using stream = await openReports(
    {
      tracepoints: [tracepoint],
      groupBy,
      measures: { histogram },
      intervalMs: (options.every ?? 1) * 1000,
      mode: options.deltas === true ? 'deltas' : 'totals',
    },
    options,
    context,
  )
  const { monotonicZeroUnixUs } = stream
  const refresh = new Refresh(stdout)
  for await (const report of stream.reports) {
    if (options.json ?? !stdout.isTerminal) {
      const json = reportToJson(report, monotonicZeroUnixUs)
      await stdout.write(`${jsonText(json)}\n`)
    } else {
      const { top = DEFAULT_TOP } = options
      const shape: BucketShape = linear ?? 'log2'
      const content = { field, groupBy, shape, top, monotonicZeroUnixUs }
      await refresh.show(histogramChart(report, content, stdout))
    }
  }
}
