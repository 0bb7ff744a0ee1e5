import type { AggregateReport, HistogramCounts } from '../../client/index.js'
import { type Output, styled } from '../context.js'
import { bar } from '../live/buckets.js'
import { count } from '../live/units.js'
import { printable } from '../printable.js'
import { textWidth } from '../screen/index.js'
import { cell, head } from './count-table.js'

/** How values are sorted into buckets: powers of two, or equal widths. */
export type BucketShape = 'log2' | { readonly from: number; readonly width: number }

/** What a chart of histograms shows. */
export interface ChartContent {
  readonly field: string
  readonly groupBy: readonly string[]
  readonly shape: BucketShape
  /** Groups shown at most. */
  readonly top: number
  readonly monotonicZeroUnixUs: number
}

const MAX_BAR_COLUMNS = 50

/** A report as a head and a chart a group, the groups with most events first. */
export function histogramChart(
  report: AggregateReport,
  content: ChartContent,
  output: Output,
): string[] {
  const lines = [head(report, content.monotonicZeroUnixUs, output)]
  for (const group of report.groups.slice(0, content.top)) {
    const histogram = group.measures['histogram']
    const name = content.groupBy.map(field => cell(group.keys[field])).join('  ')
    if (name !== '') lines.push(styled(output, 'bold', name))
    if (isHistogram(histogram)) lines.push(...chart(histogram, content, output))
    else lines.push(styled(output, 'dim', `no event with ${printable(content.field)}`))
  }
  const hidden = report.groups.length - Math.min(report.groups.length, content.top)
  if (hidden > 0) lines.push(styled(output, 'dim', `and ${count(hidden)} more`))
  return lines
}

function chart(
  { below, counts, above }: HistogramCounts,
  { shape }: ChartContent,
  output: Output,
): string[] {
  const first = counts.findIndex(it => it > 0)
  const rows: (readonly [string, number])[] = []
  if (below > 0) rows.push([`below ${bounds(shape, 0)[0]}`, below])
  counts.forEach((value, i) => {
    const [from, until] = bounds(shape, i)
    if (i >= first) rows.push([from === until ? from : `${from} – ${until}`, value])
  })
  if (above > 0) rows.push(['above', above])
  const most = Math.max(1, ...rows.map(([, value]) => value))
  const labels = Math.max(...rows.map(([label]) => textWidth(label)))
  const numbers = Math.max(...rows.map(([, value]) => count(value).length))
  const room = Math.min(MAX_BAR_COLUMNS, Math.max(1, output.columns - labels - numbers - 4))
  return rows.map(([label, value]) => {
    const drawn = value === 0 ? '' : styled(output, 'cyan', bar(value, most, room))
    return `${label.padStart(labels)}  ${count(value).padStart(numbers)}  ${drawn}`.trimEnd()
  })
}

/** The least and the greatest whole number of a bucket. */
function bounds(shape: BucketShape, i: number): readonly [string, string] {
  if (shape === 'log2') {
    if (i === 0) return ['0', '0']
    return [whole(2 ** (i - 1)), whole(2 ** i - 1)]
  }
  const from = shape.from + i * shape.width
  return [whole(from), whole(from + shape.width - 1)]
}

function whole(value: number): string {
  return `${value < 0 ? '-' : ''}${count(Math.abs(value))}`
}

function isHistogram(value: unknown): value is HistogramCounts {
  return typeof value === 'object' && value !== null && 'counts' in value
}
