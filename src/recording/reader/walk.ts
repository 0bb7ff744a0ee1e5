import type { TextCache } from '../../client/index.js'
import type { NodetapError } from '../../errors/index.js'
import { type Entry, readEntry } from '../format/index.js'
import { RecordingLimits } from '../limits.js'
import { atByte, damage } from './damage.js'
import { framesFrom, isZeroFrom } from './frames.js'
import { asDamage, type DamagedStretch } from './passed-over.js'
import type { ReadFile } from './read-file.js'

/** An entry and its place. */
export interface PlacedEntry {
  readonly entry: Entry
  readonly offset: number
  readonly frame: Uint8Array
}

/** What is known of a file before it is walked through. */
export interface WalkOptions {
  /** Whether the file has an end: then what is missing before it is damage. */
  readonly isEnded?: boolean
  /** Where entries go on behind damage that begins at `offset`; null: it is not known. */
  readonly resume?: (offset: number) => Promise<number | null>
}

/**
 * Reads all entries of a file in order, and passes over damage where it is known what lies behind
 * it. Returns where the last whole one ends. Throws MALFORMED_RECORDING, naming the byte, for
 * damage that nothing is known to lie behind.
 */
export async function* walk(
  file: ReadFile,
  texts: TextCache,
  options: WalkOptions = {},
): AsyncGenerator<PlacedEntry | DamagedStretch, number, undefined> {
  const { isEnded = false, resume } = options
  let at = 0
  let ended = false
  let places = 0
  for (;;) {
    let failure: NodetapError
    try {
      for await (const placed of entriesFrom(file, at, texts)) {
        const { entry, offset, frame } = placed
        if (ended) throw damage(file.path, offset, 'it follows the end')
        yield placed
        at = offset + frame.length
        ended = entry.kind === 'end'
      }
      if (at === 0) throw damage(file.path, 0, 'it is no recording: it has no header')
      if (ended || !isEnded) return at
      failure = damage(file.path, at, 'an entry that goes beyond the end')
    } catch (error) {
      const found = asDamage(error)
      failure = ended ? damage(file.path, at, 'something follows the end') : found
    }
    if (!isEnded && !ended && at > 0 && (await isZeroFrom(file, at))) return at
    const isPassable = at > 0 && !ended && places++ < RecordingLimits.maxDamagedPlaces
    const next = isPassable ? ((await resume?.(at)) ?? null) : null
    if (next === null || next <= at) throw failure
    yield { damage: failure, offset: at, end: next }
    at = next
  }
}

async function* entriesFrom(
  file: ReadFile,
  start: number,
  texts: TextCache,
): AsyncGenerator<PlacedEntry, void, undefined> {
  for await (const { frame, offset } of framesFrom(file, start)) {
    const entry = atByte(file.path, offset, () => readEntry(frame, offset, texts))
    if ((entry.kind === 'header') !== (offset === 0)) {
      const what = offset === 0 ? 'it is no recording: it has no header' : 'a second header'
      throw damage(file.path, offset, what)
    }
    yield { entry, offset, frame }
  }
}
