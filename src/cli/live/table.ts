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
  /** Where there is no room for all columns, the highest number goes first. */
  readonly priority: number
  cell(row: Row): string
}

/** A table laid out: what fits, how wide. */
export interface TableLayout<Row> {
  readonly columns: readonly { readonly column: TableColumn<Row>; readonly width: number }[]
}

const GAP = 1

/** Chooses columns and their widths for the rows shown; the most important one always stays. */
export function layOut<Row>(
  columns: readonly TableColumn<Row>[],
  rows: readonly Row[],
  width: number,
): TableLayout<Row> {
  let chosen = columns.map(column => ({
    column,
    width: Math.min(
      column.maxWidth,
      Math.max(
        column.minWidth,
        textWidth(column.title),
        ...rows.map(row => textWidth(printable(column.cell(row)))),
      ),
    ),
  }))
  const total = (): number => chosen.reduce((sum, it) => sum + it.width + GAP, -GAP)
  while (chosen.length > 1 && total() > width) {
    const last = Math.max(...chosen.map(({ column }) => column.priority))
    const needed = total() - width
    // Before a column goes, the widest text gives way as far as it can.
    const widest = chosen.find(
      it => it.width - needed >= it.column.minWidth && it.column.align === 'left',
    )
    if (widest !== undefined) {
      chosen = chosen.map(it => (it === widest ? { ...it, width: it.width - needed } : it))
    } else {
      chosen = chosen.filter(({ column }) => column.priority !== last)
    }
  }
  return { columns: chosen }
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
