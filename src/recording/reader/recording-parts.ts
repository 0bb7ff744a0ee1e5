import { existsSync } from 'node:fs'
import { readdir } from 'node:fs/promises'
import { basename, dirname, extname, join } from 'node:path'
import type { Batch } from '../../client/index.js'
import type { NodetapError } from '../../errors/index.js'
import { damage } from './damage.js'
import { asDamage } from './passed-over.js'
import { type BatchesOptions, Recording } from './recording.js'

/**
 * The files of a recording, in their order: `path` itself, or the numbered files of one that
 * rotated (`trace.0001.rec`, `trace.0002.rec`, …) where there is no `path` and they are there.
 */
export async function recordingPaths(path: string): Promise<readonly string[]> {
  if (existsSync(path)) return [path]
  const extension = extname(path)
  const name = `${basename(path, extension)}.`
  const directory = dirname(path)
  const entries = await readdir(directory).catch(() => [])
  const parts = entries
    .filter(entry => entry.startsWith(name) && entry.endsWith(extension))
    .map(entry => ({
      entry,
      number: entry.slice(name.length, entry.length - extension.length),
    }))
    .filter(({ number }) => /^\d{4,}$/.test(number))
    .sort((a, b) => Number(a.number) - Number(b.number))
  // Whoever opens what is not there says so.
  return parts.length === 0 ? [path] : parts.map(({ entry }) => join(directory, entry))
}

/**
 * The batches of a recording in several files: of `first`, which is open, then of those at `rest`.
 * Rejects with MALFORMED_RECORDING where one between them is missing; where one is damaged, when
 * the others have been read.
 */
export async function* batchesOfParts(
  first: Recording,
  rest: readonly string[],
  options: BatchesOptions = {},
): AsyncGenerator<Batch, void, undefined> {
  let failure: NodetapError | null = null
  try {
    yield* first.batches(options)
  } catch (error) {
    failure = asDamage(error)
  }
  let { part } = first.header
  for (const path of rest) {
    if (options.signal?.aborted === true) return
    await using next = await Recording.open(path)
    part++
    if (next.header.part !== part) {
      throw damage(path, 0, `it is file ${next.header.part} of its recording; ${part} comes first`)
    }
    try {
      yield* next.batches(options)
    } catch (error) {
      failure ??= asDamage(error)
    }
  }
  if (failure !== null) throw failure
}
