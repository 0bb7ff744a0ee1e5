import { basename, dirname, extname, join } from 'node:path'

const DIGITS = 4

/** The path of file `part` of a recording that rotates: `trace.rec` → `trace.0001.rec`. */
export function partPath(path: string, part: number): string {
  const extension = extname(path)
  const name = basename(path, extension)
  return join(dirname(path), `${name}.${String(part).padStart(DIGITS, '0')}${extension}`)
}
