import type { TextCache } from '../../client/index.js'
import { type Entry, readEntry } from '../format/index.js'
import { atByte, damage } from './damage.js'
import { framesFrom } from './frames.js'
import type { ReadFile } from './read-file.js'

/** An entry and its place. */
export interface PlacedEntry {
  readonly entry: Entry
  readonly offset: number
  readonly frame: Uint8Array
}

/**
 * Reads all entries of a file in order. Returns where the last whole one ends. Throws
 * MALFORMED_RECORDING, naming the byte, for what cannot be read, and for entries out of place.
 */
export async function* walk(
  file: ReadFile,
  texts: TextCache,
): AsyncGenerator<PlacedEntry, number, undefined> {
  const frames = framesFrom(file)
  let ended = false
  try {
    for (;;) {
      const next = await frames.next()
      if (next.done === true) {
        if (next.value === 0) throw damage(file.path, 0, 'it is no recording: it has no header')
        return next.value
      }
      const { frame, offset } = next.value
      if (ended) throw damage(file.path, offset, 'something follows the end')
      const entry = atByte(file.path, offset, () => readEntry(frame, offset, texts))
      if ((entry.kind === 'header') !== (offset === 0)) {
        const what = offset === 0 ? 'it is no recording: it has no header' : 'a second header'
        throw damage(file.path, offset, what)
      }
      ended = entry.kind === 'end'
      yield { entry, offset, frame }
    }
  } finally {
    await frames.return(0)
  }
}
