import { isDeepStrictEqual } from 'node:util'
import { crc32 } from 'node:zlib'
import { ErrorCodes, isNodetapError, type NodetapError } from '../../errors/index.js'
import { factsOf, IndexCollector, type IndexPart, type RecordingEnd } from '../format/index.js'
import { damage } from './damage.js'
import type { Recording } from './recording.js'
import type { PlacedEntry } from './walk.js'

/** What reading a whole recording found. */
export interface Verification {
  /** Whole batches, and their events, before the damage if there is any. */
  readonly batches: number
  readonly events: number
  /** Where the last whole entry ends. */
  readonly wholeBytes: number
  readonly fileBytes: number
  /** Whether the file ends as a recording that was ended in order. */
  readonly ended: boolean
  /** The first thing that is wrong, with its place; null: nothing is. */
  readonly damage: NodetapError | null
}

/**
 * Reads every entry and every column, and holds the indexes and the end against what is there.
 * `progress` is told the bytes read so far. Rejects with FILE_FAILED only.
 */
export async function verify(
  recording: Recording,
  progress?: (bytes: number) => void,
): Promise<Verification> {
  const check = new Check(recording.path)
  let wholeBytes = 0
  let found: NodetapError | null = null
  const entries = recording.entries()
  try {
    for (;;) {
      const next = await entries.next()
      if (next.done === true) break
      check.entry(next.value)
      wholeBytes = next.value.offset + next.value.frame.length
      progress?.(wholeBytes)
    }
  } catch (error) {
    if (!isNodetapError(error, ErrorCodes.MalformedRecording)) throw error
    found = error
  } finally {
    await entries.return(0)
  }
  const { batches, events, ended } = check
  const fileBytes = await recording.size()
  return { batches, events, wholeBytes, fileBytes, ended, damage: found }
}

/** Follows the entries of a file, and throws MALFORMED_RECORDING where they contradict. */
class Check {
  batches = 0
  events = 0
  ended = false
  readonly #path: string
  readonly #seen = new IndexCollector()
  #lost = 0
  #gaps = 0

  constructor(path: string) {
    this.#path = path
  }

  entry({ entry, offset, frame }: PlacedEntry): void {
    switch (entry.kind) {
      case 'batch': {
        // A recorder writes an index then. Memory is bounded so.
        if (this.#seen.isFull) throw damage(this.#path, offset, 'a batch where an index should be')
        const facts = factsOf(entry.batch)
        this.batches++
        this.events += facts.events
        this.#seen.addBatch({
          ...facts,
          offset,
          entryBytes: frame.length,
          checksum: crc32(frame),
        })
        break
      }
      case 'losses':
        this.#seen.addLosses(entry.losses)
        for (const { count } of entry.losses) this.#lost += count
        break
      case 'gap':
        this.#seen.gaps++
        this.#gaps++
        break
      case 'index':
        this.#index(entry.part, offset)
        break
      case 'end':
        this.#end(entry.end, offset)
    }
  }

  #index(part: IndexPart, offset: number): void {
    const seen = this.#seen
    if (part.batches.length !== seen.batches.length) {
      throw damage(
        this.#path,
        offset,
        `an index of ${part.batches.length} batches where there are ${seen.batches.length}`,
      )
    }
    part.batches.forEach((told, i) => {
      const there = seen.batches[i]
      if (there === undefined || told.offset !== there.offset) {
        throw damage(this.#path, offset, `an index with a batch at byte ${told.offset}`)
      }
      if (told.checksum !== there.checksum) {
        throw damage(this.#path, told.offset, 'a batch that is not as it was written')
      }
      const { events: _of, ...rest } = told
      const { events: _there, ...actual } = there
      if (!isDeepStrictEqual(byName(rest), byName(actual))) {
        throw damage(this.#path, offset, `an index that is wrong on the batch at ${told.offset}`)
      }
    })
    const isRight =
      part.previousIndex === seen.previousIndex &&
      part.gaps === seen.gaps &&
      isDeepStrictEqual(part.lost, seen.lost)
    if (!isRight) throw damage(this.#path, offset, 'an index that is wrong on losses or gaps')
    seen.next(offset)
  }

  #end(end: RecordingEnd, offset: number): void {
    const isRight =
      this.#seen.isEmpty &&
      end.index === this.#seen.previousIndex &&
      end.batches === this.batches &&
      end.events === this.events &&
      end.lost === this.#lost &&
      end.gaps === this.#gaps
    if (!isRight) throw damage(this.#path, offset, 'an end that does not sum up what is there')
    this.ended = true
  }
}

/** With the tracepoints in an order of their own: an index has one order for all its batches. */
function byName<T extends { readonly tracepoints: readonly { readonly name: string }[] }>(
  batch: T,
): T {
  return {
    ...batch,
    tracepoints: [...batch.tracepoints].sort((a, b) => (a.name < b.name ? -1 : 1)),
  }
}
