import { isDeepStrictEqual } from 'node:util'
import { crc32 } from 'node:zlib'
import type { NodetapError } from '../../errors/index.js'
import {
  factsOf,
  IndexCollector,
  type IndexedBatch,
  type IndexPart,
  type RecordingEnd,
} from '../format/index.js'
import { damage } from './damage.js'
import { asDamage, type DamagedStretch, PassedOver } from './passed-over.js'
import type { Recording } from './recording.js'
import { CHANGED, type PlacedEntry } from './walk.js'

/** What reading a whole recording found. */
export interface Verification {
  /** Whole batches, and their events; also those behind damage that could be passed over. */
  readonly batches: number
  readonly events: number
  /** Bytes of damage that were passed over, with whole entries behind them. */
  readonly damagedBytes: number
  /** Where the last whole entry ends that was read. */
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
  const entries = recording.entries()
  try {
    for (;;) {
      const next = await entries.next()
      if (next.done === true) break
      const item = next.value
      if ('damage' in item) {
        check.damaged(item)
        continue
      }
      check.entry(item)
      wholeBytes = item.offset + item.frame.length
      progress?.(wholeBytes)
    }
  } catch (error) {
    check.found(asDamage(error))
  } finally {
    await entries.return(0)
  }
  const { batches, events, damagedBytes, ended, damage } = check
  const fileBytes = await recording.size()
  return { batches, events, damagedBytes, wholeBytes, fileBytes, ended, damage }
}

/** Follows the entries of a file, and keeps the first damage, also where they contradict. */
class Check {
  batches = 0
  events = 0
  damagedBytes = 0
  ended = false
  damage: NodetapError | null = null
  readonly #path: string
  readonly #seen = new IndexCollector()
  readonly #passed = new PassedOver()
  #lost = 0
  #gaps = 0

  constructor(path: string) {
    this.#path = path
  }

  entry({ entry, offset, place, frame, checksum }: PlacedEntry): void {
    switch (entry.kind) {
      case 'batch': {
        // A recorder writes an index then. Memory is bounded so.
        if (this.#seen.isFull) {
          if (!this.#passed.hasStretches) this.#wrong(offset, 'a batch where an index should be')
          this.#seen.next(0)
        }
        const facts = factsOf(entry.batch)
        this.batches++
        this.events += facts.events
        this.#seen.addBatch({
          ...facts,
          offset: place,
          entryBytes: frame.length,
          checksum: checksum ?? crc32(frame),
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
        this.#index(entry.part, offset, place)
        break
      case 'end':
        this.#end(entry.end, offset)
    }
  }

  /** Bytes that could not be read. */
  damaged(stretch: DamagedStretch): void {
    this.found(stretch.damage)
    this.damagedBytes += Math.max(0, stretch.end - stretch.offset)
    this.#passed.add(stretch)
  }

  found(error: NodetapError): void {
    this.damage ??= error
  }

  #wrong(offset: number, what: string): void {
    this.found(damage(this.#path, offset, what))
  }

  #index(part: IndexPart, offset: number, place: number): void {
    const seen = this.#seen
    const told = part.batches.filter(it => !this.#passed.covers(it))
    // What cannot be read may be the index before this one, too.
    const isBehindDamage = this.#passed.hasStretches
    this.#passed.settle()
    if (!isBehindDamage && told.length !== seen.batches.length) {
      this.#wrong(
        offset,
        `an index of ${told.length} batches where there are ${seen.batches.length}`,
      )
    }
    const there = new Map(seen.batches.map(it => [it.offset, it]))
    for (const batch of told) this.#batch(batch, there.get(batch.offset), offset)
    const isRight =
      part.previousIndex === seen.previousIndex &&
      part.gaps === seen.gaps &&
      isDeepStrictEqual(part.lost, seen.lost)
    if (!isBehindDamage && !isRight) this.#wrong(offset, 'an index that is wrong on losses or gaps')
    seen.next(place)
  }

  /** Holds what an index tells of a batch against the batch. */
  #batch(told: IndexedBatch, there: IndexedBatch | undefined, index: number): void {
    if (there === undefined) {
      this.#wrong(index, `an index with a batch at byte ${told.offset}`)
      return
    }
    if (told.checksum !== there.checksum) {
      this.#wrong(told.offset, CHANGED)
      this.batches--
      this.events -= there.events
      return
    }
    const { events: _of, ...rest } = told
    const { events: _there, ...actual } = there
    if (!isDeepStrictEqual(byName(rest), byName(actual))) {
      this.#wrong(index, `an index that is wrong on the batch at ${told.offset}`)
    }
  }

  #end(end: RecordingEnd, offset: number): void {
    const isRight =
      this.#seen.isEmpty &&
      end.index === this.#seen.previousIndex &&
      end.batches === this.batches &&
      end.events === this.events &&
      end.lost === this.#lost &&
      end.gaps === this.#gaps
    // After damage it cannot be.
    if (!isRight) this.#wrong(offset, 'an end that does not sum up what is there')
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
