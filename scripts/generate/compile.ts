import { spawnSync } from 'node:child_process'
import { readdirSync } from 'node:fs'
import { join, relative, sep } from 'node:path'
import { GenerateError } from './generate-error.js'

/** Room for the compiler's answer; the one for this project takes about 100 KiB. */
const MAX_REQUEST_BYTES = 64 * 1024 * 1024

/** The schema files below `folder`, sorted, with `/` between folders. */
export function schemaFiles(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter(entry => entry.isFile() && entry.name.endsWith('.capnp'))
    .map(entry => relative(folder, join(entry.parentPath, entry.name)).split(sep).join('/'))
    .sort()
}

/** What the Cap'n Proto compiler hands to its plugins for the files of `folder`. */
export function compile(folder: string, files: readonly string[]): Uint8Array {
  const result = spawnSync('capnp', ['compile', '-o-', ...files], {
    cwd: folder,
    maxBuffer: MAX_REQUEST_BYTES,
  })
  if (result.error !== undefined && 'code' in result.error && result.error.code === 'ENOENT') {
    throw new GenerateError(
      "The Cap'n Proto compiler is missing. Install it: apt install capnproto (Debian, Ubuntu), brew install capnp (macOS), choco install capnproto (Windows).",
    )
  }
  if (result.error !== undefined) throw result.error
  if (result.status !== 0) {
    throw new GenerateError(`capnp compile failed:\n${result.stderr.toString().trimEnd()}`)
  }
  return result.stdout
}
