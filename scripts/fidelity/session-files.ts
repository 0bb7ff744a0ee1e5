import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'

/** A row of a file of JSON lines. */
export type Row = Readonly<Record<string, unknown>>

const NEWLINE = 0x0a

/**
 * The bytes of a file of a session, which may be compressed; undefined where there is none.
 *
 * @throws Error that names the file where it can't be read
 */
export function readBytes(directory: string, name: string): Buffer | undefined {
  const plain = join(directory, name)
  const path = existsSync(plain) ? plain : `${plain}.gz`
  if (!existsSync(path)) return undefined
  try {
    const bytes = readFileSync(path)
    return path === plain ? bytes : gunzipSync(bytes)
  } catch (error) {
    throw new Error(`${path} cannot be read: ${messageOf(error)}`, { cause: error })
  }
}

/**
 * Reads a file of JSON lines; no rows where there is none. A large file is never held as one text.
 *
 * @param read makes something of a line's bytes; what it throws is told with the line's place
 */
export function readRows<T>(directory: string, name: string, read: (line: Buffer) => T): T[] {
  const bytes = readBytes(directory, name)
  const rows: T[] = []
  if (bytes === undefined) return rows
  let number = 0
  for (let from = 0; from < bytes.length; ) {
    const newline = bytes.indexOf(NEWLINE, from)
    const end = newline === -1 ? bytes.length : newline
    number++
    if (end > from) {
      try {
        rows.push(read(bytes.subarray(from, end)))
      } catch (error) {
        throw new Error(`${join(directory, name)}, line ${number}: ${messageOf(error)}`, {
          cause: error,
        })
      }
    }
    from = end + 1
  }
  return rows
}

/** @throws Error where the text is no JSON object */
export function parseRow(line: Buffer): Row {
  const row: unknown = JSON.parse(line.toString('utf8'))
  if (typeof row !== 'object' || row === null || Array.isArray(row)) {
    throw new Error('this is no JSON object')
  }
  // Whatever it has is looked at one by one.
  return row as Row
}

/** @throws Error that names the field where it is no number */
export function numberOf(row: Row, field: string): number {
  const value = row[field]
  if (typeof value !== 'number') throw new Error(`"${field}" is no number`)
  return value
}

export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}
