import { printable } from '../printable.js'
import { ScreenLimits } from './limits.js'
import { characterWidth, isVariation } from './text-width.js'

/**
 * A screen full of cells. Whatever is written into it, text of peers included, ends in cells
 * and moves nothing: controls are shown as escapes, and what does not fit is cut.
 */
export class Frame {
  readonly columns: number
  readonly rows: number
  /** By cell, row by row: its character with its marks; empty behind a wide one. */
  readonly texts: string[]
  /** By cell. */
  readonly styles: Uint8Array

  /** A blank one, within {@link ScreenLimits}. */
  constructor(columns: number, rows: number) {
    this.columns = clamp(columns, ScreenLimits.maxColumns)
    this.rows = clamp(rows, ScreenLimits.maxRows)
    const cells = this.columns * this.rows
    this.texts = new Array<string>(cells).fill(' ')
    this.styles = new Uint8Array(cells)
  }

  /**
   * Writes text at a place, into at most `width` columns, and returns the columns that it took.
   * A wide character whose half would be cut is left out.
   */
  write(x: number, y: number, text: string, style = 0, width = Number.POSITIVE_INFINITY): number {
    if (y < 0 || y >= this.rows || x < 0) return 0
    const end = Math.min(this.columns, x + width)
    const row = y * this.columns
    let at = x
    for (const character of printable(text)) {
      const columns = characterWidth(character)
      if (columns === 0) {
        if (at > x) this.#mark(row + at - 1, character)
        continue
      }
      if (at + columns > end) break
      this.#clear(row, at, columns)
      this.texts[row + at] = character
      this.styles[row + at] = style
      if (columns === 2) {
        this.texts[row + at + 1] = ''
        this.styles[row + at + 1] = style
      }
      at += columns
    }
    return at - x
  }

  /** Gives a stretch of a row a style, and leaves its text. */
  paint(x: number, y: number, width: number, style: number): void {
    if (y < 0 || y >= this.rows) return
    const row = y * this.columns
    this.styles.fill(style, row + Math.max(x, 0), row + Math.min(x + width, this.columns))
  }

  /** A row's text, without the blanks at its end. */
  line(y: number): string {
    const row = y * this.columns
    return this.texts
      .slice(row, row + this.columns)
      .join('')
      .trimEnd()
  }

  #mark(cell: number, mark: string): void {
    if (isVariation(mark)) return
    const at = this.texts[cell] === '' ? cell - 1 : cell
    const text = this.texts[at] ?? ''
    if ([...text].length <= ScreenLimits.maxMarksPerCell) this.texts[at] = text + mark
  }

  /** Halves of wide characters that are written over become blanks. */
  #clear(row: number, x: number, columns: number): void {
    if (this.texts[row + x] === '') this.texts[row + x - 1] = ' '
    const behind = row + x + columns
    if (x + columns < this.columns && this.texts[behind] === '') this.texts[behind] = ' '
  }
}

function clamp(size: number, max: number): number {
  return Math.max(1, Math.min(Math.trunc(size) || 1, max))
}
