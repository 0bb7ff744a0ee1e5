import { printable } from '../printable.js'
import { cutText, type Frame, textWidth } from '../screen/index.js'

/** A column of a table on a screen. */
export interface TableColumn<Row> {
  readonly title: string
  /** At least so wide; wider where a shown cell is. */
  readonly minWidth: number
  /** At most so wide: what is longer is cut. */
  readonly maxWidth: number
  readonly align: 'left' | 'right'
  /** Where there is no room for all columns, the highest number gives way first. */
  readonly priority: number
  cell(row: Row): string
}

/** A table laid out: what fits, how wide. */
export interface TableLayout<Row> {
  readonly columns: readonly { readonly column: TableColumn<Row>; readonly width: number }[]
}

const GAP = 1

/**
 * Chooses columns and their widths for the rows shown. Where there is not room for all, the least
 * important column gives way, text to its least width and then the column as a whole; the most
 * important one always stays.
 */
export function layOut<Row>(
  columns: readonly TableColumn<Row>[],
  rows: readonly Row[],
  width: number,
): TableLayout<Row> {
  let chosen = columns.map(column => ({ column, width: naturalWidth(column, rows) }))
  let excess = chosen.reduce((sum, it) => sum + it.width + GAP, -GAP) - width
  const byImportance = [...chosen].sort((a, b) => b.column.priority - a.column.priority)
  for (const it of byImportance) {
    if (excess <= 0) break
    const isText = it.column.align === 'left'
    const isLast = chosen.length === 1
    const least = isLast ? 1 : isText ? Math.min(it.width, it.column.minWidth) : it.width
    const given = Math.min(excess, it.width - least)
    it.width -= given
    excess -= given
    if (excess <= 0 || isLast) break
    excess -= it.width + GAP
    chosen = chosen.filter(other => other !== it)
  }
  // What went as a whole may have left more room than was needed.
  for (const it of byImportance.reverse()) {
    if (excess >= 0) break
    if (!chosen.includes(it)) continue
    const taken = Math.min(-excess, naturalWidth(it.column, rows) - it.width)
    it.width += taken
    excess += taken
  }
  return { columns: chosen }
}

function naturalWidth<Row>(column: TableColumn<Row>, rows: readonly Row[]): number {
  const widest = Math.max(
    textWidth(column.title),
    ...rows.map(row => textWidth(printable(column.cell(row)))),
  )
  return Math.min(column.maxWidth, Math.max(column.minWidth, widest))
}

/** Writes a row's cells, or the titles. */
export function writeRow<Row>(
  frame: Frame,
  x: number,
  y: number,
  { columns }: TableLayout<Row>,
  cellOf: (column: TableColumn<Row>) => string,
  style: number,
): void {
  let at = x
  for (const { column, width } of columns) {
    const text = cutText(printable(cellOf(column)), width)
    const pad = column.align === 'right' ? width - textWidth(text) : 0
    frame.write(at + pad, y, text, style, width - pad)
    at += width + GAP
  }
}
