import type { Measure, Measures } from '../../client/index.js'
import type { CliContext } from '../context.js'
import { countTable } from './count-table.js'
import { printReports, type ReportOptions } from './print-reports.js'

export interface CountOptions extends ReportOptions {
  /** Since the beginning instead of since the last report. */
  readonly total?: boolean
  readonly sum?: readonly string[]
  readonly min?: readonly string[]
  readonly max?: readonly string[]
  readonly distinct?: readonly string[]
  readonly topK?: readonly string[]
}

const DEFAULT_TOP = 20

/** Lines of a table besides those of its groups. */
const FRAME_LINES = 3

/** Prints how many events came, by group, and what else was asked of them. */
export async function count(
  patterns: readonly string[],
  options: CountOptions,
  context: CliContext,
): Promise<void> {
  const measures = measuresOf(options)
  const { by: groupBy = [], top = DEFAULT_TOP, total = false } = options
  await printReports(
    {
      tracepoints: patterns,
      measures: { events: { function: 'count' }, ...measures },
      mode: total ? 'totals' : 'deltas',
    },
    options,
    context,
    (report, { room, monotonicZeroUnixUs }) => {
      const content = {
        groupBy,
        measures: Object.keys(measures),
        top: Math.min(top, Math.max(1, room - FRAME_LINES)),
        monotonicZeroUnixUs,
      }
      return countTable(report, content, context.stdout)
    },
  )
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
