import type { AggregateReport } from '../../client/index.js'

/** A report as one JSON object: its stretch of time, and a flat object a group. */
export function reportToJson(
  report: AggregateReport,
  monotonicZeroUnixUs: number,
): Record<string, unknown> {
  const { fromUs, untilUs, events, lost, gap } = report
  return {
    from: isoTime(fromUs + monotonicZeroUnixUs),
    until: isoTime(untilUs + monotonicZeroUnixUs),
    seconds: Number(((untilUs - fromUs) / 1e6).toFixed(6)),
    events,
    lost,
    ...(gap === null ? {} : { gap }),
    groups: report.groups.map(({ keys, isOther, events: count, measures }) => ({
      ...keys,
      ...(isOther ? { isOther } : {}),
      events: count,
      ...measures,
    })),
  }
}

function isoTime(unixUs: number): string {
  return new Date(unixUs / 1000).toISOString()
}
