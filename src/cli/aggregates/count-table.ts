import type { AggregateReport } from '../../client/index.js'
import { type Output, styled } from '../context.js'
import { bar } from '../live/buckets.js'
import { count, duration } from '../live/units.js'
import { printable } from '../printable.js'
import { cutText, textWidth } from '../screen/index.js'
import { clockTime } from '../wall-clock.js'

/** What a table of groups shows. */
export interface TableContent {
  readonly groupBy: readonly string[]
  /** Names of the measures besides the count of events. */
  readonly measures: readonly string[]
  /** Groups shown at most. */
  readonly top: number
  readonly monotonicZeroUnixUs: number
}

/** Columns of a key or a measure at most: what is longer is cut. */
const MAX_CELL = 40
const BAR_COLUMNS = 20

/** A report as a head and a table, the groups with most events first. */
export function countTable(
  report: AggregateReport,
  content: TableContent,
  output: Output,
): string[] {
  const { groupBy, measures, top } = content
  const seconds = (report.untilUs - report.fromUs) / 1e6
  const shown = report.groups.slice(0, top)
  const most = Math.max(1, ...shown.map(it => it.events))
  const titles = [...groupBy, 'events', '/s', ...measures]
  const rows = shown.map(group => [
    ...groupBy.map(field => cell(group.keys[field])),
    count(group.events),
    perSecond(group.events, seconds),
    ...measures.map(name => cell(group.measures[name])),
  ])
  const widths = titles.map((title, i) => {
    return Math.max(textWidth(title), ...rows.map(row => textWidth(row[i] ?? '')))
  })
  const line = (cells: readonly string[]): string => {
    return cells.map((text, i) => pad(text, widths[i] ?? 0, i < groupBy.length)).join('  ')
  }
  const hidden = report.groups.length - shown.length
  return [
    head(report, content.monotonicZeroUnixUs, output),
    styled(output, 'dim', cutText(line(titles), output.columns)),
    ...rows.map((row, i) => {
      const text = cutText(line(row), output.columns)
      const room = Math.min(BAR_COLUMNS, output.columns - textWidth(text) - 2)
      if (room < 4) return text
      return `${text}  ${styled(output, 'cyan', bar(shown[i]?.events ?? 0, most, room))}`
    }),
    ...(hidden > 0 ? [styled(output, 'dim', `and ${count(hidden)} more`)] : []),
  ]
}

/** The stretch of time, and what came and was lost in it. */
export function head(report: AggregateReport, zeroUnixUs: number, output: Output): string {
  const { fromUs, untilUs, events, lost, gap } = report
  const until = clockTime(untilUs, zeroUnixUs).slice(0, 8)
  const text = `${until}  ${count(events)} events in ${duration(untilUs - fromUs)}`
  const losses = lost === 0 ? '0 lost' : `${count(lost)} LOST`
  const again =
    gap === null ? '' : gap.restarted ? ', after a restart of the node' : ', after a gap'
  return `${styled(output, 'bold', text)}, ${styled(output, lost === 0 ? 'dim' : 'red', losses)}${again}`
}

function perSecond(events: number, seconds: number): string {
  if (!(seconds > 0)) return ''
  const rate = events / seconds
  return rate < 100 ? rate.toFixed(1) : count(rate)
}

/** A key or a measure, safe for a terminal. */
export function cell(value: unknown): string {
  // The empty text is also what a tracepoint without the field has.
  if (value === null || value === undefined || value === '') return '–'
  if (Array.isArray(value)) return cutText(value.map(topEntry).join(' '), MAX_CELL)
  if (typeof value === 'number') return Number.isInteger(value) ? String(value) : value.toFixed(2)
  return cutText(printable(String(value)), MAX_CELL)
}

function topEntry(entry: { readonly value: unknown; readonly count: number }): string {
  return `${printable(String(entry.value))}:${entry.count}`
}

function pad(text: string, width: number, left: boolean): string {
  const spaces = ' '.repeat(Math.max(0, width - textWidth(text)))
  return left ? text + spaces : spaces + text
}
