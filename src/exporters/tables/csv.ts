import { OutputFile } from '../output-file.js'
import type { Cell, Table, TableColumn } from './table.js'
import type { TableFormat, TableWriter } from './tables-exporter.js'

/** Comma-separated values as RFC 4180 has them, in UTF-8, with a line of names. */
export const CSV: TableFormat = {
  extension: 'csv',
  async open(path, table) {
    const file = await OutputFile.open(path)
    await file.write(`${table.columns.map(({ name }) => name).join(',')}\r\n`)
    return new CsvWriter(file, table)
  },
}

class CsvWriter implements TableWriter {
  readonly #file: OutputFile
  readonly #columns: readonly TableColumn[]
  #lines: string[] = []

  constructor(file: OutputFile, { columns }: Table) {
    this.#file = file
    this.#columns = columns
  }

  append(row: readonly Cell[]): void {
    this.#lines.push(`${row.map((cell, i) => csvCell(cell, this.#columns[i])).join(',')}\r\n`)
  }

  async settle(): Promise<void> {
    const text = this.#lines.join('')
    this.#lines = []
    if (text !== '') await this.#file.write(text)
  }

  async close(): Promise<void> {
    await this.settle()
    await this.#file.close()
  }
}

/** Controls and formatting, other than tabs and the ends of lines, that quotes take care of. */
const HIDDEN = /[\p{Cf}\p{Zl}\p{Zp}]|(?![\t\r\n])\p{Cc}/gu

/**
 * A cell. Texts here are peers', and a CSV file has no escapes of its own. Spreadsheets take a
 * text that begins with one of `= + - @`, a tab or a carriage return for a formula: such a one
 * gets an apostrophe in front. Terminals act on controls, and show text turned around: those
 * become visible.
 */
function csvCell(cell: Cell, column: TableColumn | undefined): string {
  if (cell instanceof Uint8Array) {
    return Buffer.from(cell.buffer, cell.byteOffset, cell.length).toString('hex')
  }
  if (typeof cell === 'number' && column?.kind === 'time') return isoTime(cell)
  if (typeof cell !== 'string') return String(cell)
  const visible = cell.replace(HIDDEN, escaped)
  const text = /^[=+\-@\t\r]/.test(visible) ? `'${visible}` : visible
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}

function escaped(character: string): string {
  return `\\u{${character.codePointAt(0)?.toString(16)}}`
}

/** Unix microseconds as ISO 8601 in UTC, to the microsecond. */
function isoTime(unixUs: number): string {
  const date = new Date(Math.floor(unixUs / 1000))
  if (Number.isNaN(date.getTime())) return String(unixUs)
  const micros = ((unixUs % 1000) + 1000) % 1000
  return `${date.toISOString().slice(0, -1)}${String(micros).padStart(3, '0')}Z`
}
