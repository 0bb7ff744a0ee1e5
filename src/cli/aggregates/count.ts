import type { Measure, Measures } from '../../client/index.js'
import type { CliContext } from '../context.js'
import type { EventStreamOptions } from '../event-stream/index.js'
import { jsonText } from '../json-text.js'
import { countTable } from './count-table.js'
import { openReports } from './open-reports.js'
import { Refresh } from './refresh.js'
import { reportToJson } from './report-json.js'

export interface CountOptions extends EventStreamOptions {
  readonly by?: readonly string[]
  /** Seconds. */
  readonly every?: number
  /** Since the beginning instead of since the last report. */
  readonly total?: boolean
  /** Groups that a terminal shows. */
  readonly top?: number
  readonly sum?: readonly string[]
  readonly min?: readonly string[]
  readonly max?: readonly string[]
  readonly distinct?: readonly string[]
  readonly topK?: readonly string[]
  readonly json?: boolean
}

const DEFAULT_TOP = 20

/** Prints how many events came, by group, and what else was asked of them. */
export async function count(
  patterns: readonly string[],
  options: CountOptions,
  context: CliContext,
): Promise<void> {
  const { stdout } = context
  const measures = measuresOf(options)
  const groupBy = options.by ?? []
  await using stream = await openReports(
    {
      tracepoints: patterns,
      groupBy,
      measures: { events: { function: 'count' }, ...measures },
      intervalMs: (options.every ?? 1) * 1000,
      mode: options.total === true ? 'totals' : 'deltas',
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
      const top = Math.min(options.top ?? DEFAULT_TOP, Math.max(1, refresh.room - 3))
      const content = { groupBy, measures: Object.keys(measures), top, monotonicZeroUnixUs }
      await refresh.show(countTable(report, content, stdout))
    }
  }
}

/** The measures asked for, by names such as `sum(size)`. */
function measuresOf({ sum, min, max, distinct, topK }: CountOptions): Measures {
  const measures: Record<string, Measure> = {}
  const add = (fields: readonly string[] = [], make: (field: string) => Measure): void => {
    for (const field of fields) {
      const measure = make(field)
      measures[`${measure.function}(${field})`] = measure
    }
  }
  add(sum, field => ({ function: 'sum', field }))
  add(min, field => ({ function: 'min', field }))
  add(max, field => ({ function: 'max', field }))
  add(distinct, field => ({ function: 'distinct', field }))
  add(topK, field => ({ function: 'top', field }))
  return measures
}
