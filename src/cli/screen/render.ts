import { Frame } from './frame.js'
import { Styles, selectStyle } from './styles.js'
import { isPlain, isUncertain } from './text-width.js'

/**
 * The text that turns what a terminal shows, `before`, into `after`: only cells that differ are
 * written. Without `before`, or after one of another size, everything is cleared and written.
 */
export function renderChanges(before: Frame | null, after: Frame, hasColor: boolean): string {
  const same = before !== null && before.columns === after.columns && before.rows === after.rows
  const shown = same ? before : new Frame(after.columns, after.rows)
  const pen = new Pen(hasColor)
  for (let y = 0; y < after.rows; y++) renderRow(shown, after, y, pen)
  const start = same ? '' : '\x1b[0m\x1b[H\x1b[2J'
  return start + pen.finish()
}

function renderRow(before: Frame, after: Frame, y: number, pen: Pen): void {
  const from = y * after.columns
  const end = from + after.columns
  let anew = false
  // What a terminal made of uncertain characters lies anywhere in the row: it is wiped.
  if (hasUncertain(before, from, end) || hasUncertain(after, from, end)) {
    anew = differsWithin(before, after, from, end)
    if (anew) pen.wipeRow(y)
  }
  for (let cell = from; cell < end; cell++) {
    const character = after.texts[cell] ?? ' '
    if (character === '') continue
    const isWide = cell + 1 < end && after.texts[cell + 1] === ''
    const isNew = anew
      ? character !== ' ' || after.styles[cell] !== 0
      : differsWithin(before, after, cell, isWide ? cell + 2 : cell + 1)
    if (isNew) pen.write(cell - from, y, character, after.styles[cell] ?? 0)
  }
}

/** Puts characters into places, and says no more about place and style than is needed. */
class Pen {
  readonly #hasColor: boolean
  #text = ''
  #x = -1
  #y = -1
  #style = -1

  constructor(hasColor: boolean) {
    this.#hasColor = hasColor
  }

  wipeRow(y: number): void {
    this.#text += `\x1b[${y + 1};1H\x1b[0m\x1b[2K`
    this.#style = -1
    this.#x = -1
  }

  write(x: number, y: number, character: string, style: number): void {
    if (x !== this.#x || y !== this.#y) this.#text += `\x1b[${y + 1};${x + 1}H`
    if (style !== this.#style) this.#text += selectStyle(style, this.#hasColor)
    this.#text += character
    this.#style = style
    this.#y = y
    // Behind what is not plain, the cursor may be anywhere.
    this.#x = isPlain(character) ? x + 1 : -1
  }

  finish(): string {
    return this.#style === -1 ? this.#text : `${this.#text}\x1b[0m`
  }
}

function hasUncertain({ texts }: Frame, from: number, end: number): boolean {
  for (let cell = from; cell < end; cell++) if (isUncertain(texts[cell] ?? ' ')) return true
  return false
}

function differsWithin(a: Frame, b: Frame, from: number, end: number): boolean {
  for (let cell = from; cell < end; cell++) {
    if (a.texts[cell] !== b.texts[cell] || a.styles[cell] !== b.styles[cell]) return true
  }
  return false
}

/** A frame as lines of text, for where it is printed once: blank rows at its end are left out. */
export function renderLines(frame: Frame, hasColor: boolean): string {
  const lines: string[] = []
  for (let y = 0; y < frame.rows; y++) {
    const length = lastCell(frame, y) + 1
    let style = 0
    let line = ''
    for (let x = 0; x < length; x++) {
      const cell = y * frame.columns + x
      const wanted = frame.styles[cell] ?? 0
      if (wanted !== style && hasColor) line += selectStyle(wanted, hasColor)
      style = wanted
      line += frame.texts[cell]
    }
    lines.push(style === 0 || !hasColor ? line : `${line}\x1b[0m`)
  }
  while (lines.at(-1) === '') lines.pop()
  return lines.map(line => `${line}\n`).join('')
}

/** The last cell of a row in which something is seen; -1: none. */
function lastCell(frame: Frame, y: number): number {
  for (let x = frame.columns - 1; x >= 0; x--) {
    const cell = y * frame.columns + x
    const isMarked = ((frame.styles[cell] ?? 0) & Styles.inverse) !== 0
    if (frame.texts[cell] !== ' ' || isMarked) return x
  }
  return -1
}
