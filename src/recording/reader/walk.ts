import { crc32 } from 'node:zlib'
import type { TextCache } from '../../client/index.js'
import type { NodetapError } from '../../errors/index.js'
import { type Entry, readEntry } from '../format/index.js'
import { RecordingLimits } from '../limits.js'
import { atByte, damage } from './damage.js'
import { framesFrom, isZeroFrom } from './frames.js'
import type { Guide, Told } from './guide.js'
import { asDamage, type DamagedStretch } from './passed-over.js'
import type { ReadFile } from './read-file.js'

/** An entry and its place. */
export interface PlacedEntry {
  readonly entry: Entry
  readonly offset: number
  /** Where it was when the file was written: elsewhere if bytes were inserted or removed. */
  readonly place: number
  readonly frame: Uint8Array
  /** Of the frame, if it was needed. */
  readonly checksum?: number
}

/**
 * Reads all entries of a file in order, and passes over damage where `guide` knows what lies behind
 * it. Returns where the last whole one ends. Throws MALFORMED_RECORDING, naming the byte, for
 * damage that nothing is known to lie behind. In a file that `isEnded`, what is missing before the
 * end is damage.
 */
export async function* walk(
  file: ReadFile,
  texts: TextCache,
  guide: Guide,
  isEnded = false,
): AsyncGenerator<PlacedEntry | DamagedStretch, number, undefined> {
  let at = 0
  let ended = false
  let places = 0
  for (;;) {
    let failure: NodetapError
    try {
      for await (const placed of entriesFrom(file, at, texts, guide)) {
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
    const from = guide.placeOf(at)
    const next = isPassable ? await guide.resume(at) : null
    if (next === null || next <= 0) throw failure
    // Nothing is missing where bytes were inserted between entries, and none passed over where
    // they were removed.
    const to = guide.placeOf(next)
    if (to < from || (to === from && next === at)) throw failure
    yield { damage: failure, offset: at, end: next, missing: { from, to } }
    at = next
  }
}

async function* entriesFrom(
  file: ReadFile,
  start: number,
  texts: TextCache,
  guide: Guide,
): AsyncGenerator<PlacedEntry, void, undefined> {
  for await (const { frame, offset } of framesFrom(file, start)) {
    const place = guide.placeOf(offset)
    const entry = atByte(file.path, offset, () => readEntry(frame, place, texts))
    if ((entry.kind === 'header') !== (offset === 0)) {
      const what = offset === 0 ? 'it is no recording: it has no header' : 'a second header'
      throw damage(file.path, offset, what)
    }
    if (entry.kind === 'index') await guide.checkIndex(offset)
    const told = await guide.toldOf(offset)
    if (told === null) {
      yield { entry, offset, place, frame }
      continue
    }
    const checksum = entry.kind === 'batch' ? crc32(frame) : null
    const contradiction = contradictionOf(told, frame.length, checksum)
    if (contradiction !== null) throw damage(file.path, offset, contradiction)
    yield { entry, offset, place, frame, ...(checksum === null ? {} : { checksum }) }
  }
}

/** How an index contradicts an entry; `checksum`: of a batch, null where it is none. */
function contradictionOf(
  { batch, maxBytes }: Told,
  bytes: number,
  checksum: number | null,
): string | null {
  if (checksum === null) {
    if (batch !== null) return 'no batch where one should be'
    return bytes > maxBytes ? 'an entry that goes beyond the next' : null
  }
  if (batch === null) return 'a batch that no index tells of'
  return checksum === batch.checksum && bytes === batch.entryBytes ? null : CHANGED
}

/** What is said of a batch whose checksum is another. */
export const CHANGED = 'a batch that is not as it was written'
