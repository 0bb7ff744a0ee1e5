import type { FieldValue, GroupResult, MeasureResult, Report } from '../../aggregates/index.js'
import { hashToHex } from '../../bitcoin/index.js'
import type {
  AggregateGap,
  AggregateGroup,
  AggregateReport,
  AggregateValue,
  Measures,
  MeasureValue,
} from './aggregate-options.js'

/** What stands for each key of the group of others. */
export const OTHER = '(other)'

/** A report with the names that the caller gave. */
export function namedReport<F extends string, M extends Measures>(
  report: Report,
  groupBy: readonly F[],
  measures: M,
  gap: AggregateGap | null,
): AggregateReport<F, M> {
  const { number, fromUs, untilUs, events, lost } = report
  const groups = report.groups.map(group => namedGroup(group, groupBy, measures))
  return { number, fromUs, untilUs, events, lost, groups, gap }
}

function namedGroup<F extends string, M extends Measures>(
  group: GroupResult,
  groupBy: readonly F[],
  measures: M,
): AggregateGroup<F, M> {
  const { isOther, events } = group
  const keys = groupBy.map((field, i) => {
    return [field, isOther ? OTHER : shown(group.keys[i] ?? '')] as const
  })
  const values = Object.keys(measures).map((name, i) => {
    return [name, namedResult(group.measures[i] ?? null)] as const
  })
  return {
    // Both are made from the very names that the types are of.
    keys: Object.fromEntries(keys) as Record<F, AggregateValue>,
    isOther,
    events,
    measures: Object.fromEntries(values) as AggregateGroup<F, M>['measures'],
  }
}

function namedResult(result: MeasureResult): MeasureValue {
  if (result === null || typeof result === 'number' || 'counts' in result) return result
  return result.map(({ value, count, maxError }) => ({ value: shown(value), count, maxError }))
}

function shown(value: FieldValue): AggregateValue {
  return value instanceof Uint8Array ? hashToHex(value) : value
}
