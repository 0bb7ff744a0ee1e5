import { printable } from '../printable.js'
import { cutText, type Frame, Styles, textWidth } from '../screen/index.js'
import type { LossTally } from './losses.js'
import { count } from './units.js'

/** Below so many rows, every row is for the view itself. */
const MIN_ROWS_FOR_FOOTER = 8

/** Columns below which a name says nothing. */
const MIN_NAME_WIDTH = 10

/**
 * The row, or rows, at the top: what is shown, its figures, and what was lost, which is always
 * there. Returns the first row below.
 */
export function writeHeader(
  frame: Frame,
  { left, right }: { readonly left: string; readonly right: string },
  losses: LossTally,
): number {
  frame.paint(0, 0, frame.columns, Styles.bold)
  const lost = losses.lost === 0 ? '0 lost' : `LOST ${count(losses.lost)}`
  const lostAt = Math.max(0, frame.columns - textWidth(lost))
  const lostStyle = losses.any ? Styles.bold | Styles.red | Styles.inverse : Styles.dim
  const figures = cutText(printable(right), Math.max(0, lostAt - 2))
  const figuresAt = lostAt - 2 - textWidth(figures)
  if (figuresAt >= MIN_NAME_WIDTH) {
    frame.write(0, 0, cutText(printable(left), figuresAt - 2), Styles.bold)
  }
  if (figuresAt >= 0) frame.write(figuresAt, 0, figures, Styles.plain)
  frame.write(lostAt, 0, lost, lostStyle)
  if (!losses.any || frame.rows < 3) return 1
  frame.write(0, 1, cutText(printable(losses.describe()), frame.columns), Styles.red)
  return 2
}

/**
 * The row at the bottom, where there is room for one and something to say. Returns the first
 * row that is not free.
 */
export function writeFooter(frame: Frame, text: string): number {
  if (text === '' || frame.rows < MIN_ROWS_FOR_FOOTER) return frame.rows
  const y = frame.rows - 1
  frame.write(0, y, cutText(printable(text), frame.columns), Styles.dim)
  return y
}
