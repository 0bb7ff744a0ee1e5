import { TextCache } from '../../client/index.js'
import type { NodetapError } from '../../errors/index.js'
import {
  END_BYTES,
  type IndexPart,
  type RecordingEnd,
  readEndEntry,
  readEntry,
} from '../format/index.js'
import { RecordingLimits } from '../limits.js'
import { atByte, damage } from './damage.js'
import { frameAt, framesFrom } from './frames.js'
import { asDamage } from './passed-over.js'
import type { ReadFile } from './read-file.js'

/**
 * The indexes of a file that was ended: each leads to the one before. Offsets are those at which
 * they were written.
 */
export class IndexChain {
  readonly end: RecordingEnd
  /** Bytes that the file has more than it had, inserted somewhere; negative: they are missing. */
  readonly shift: number
  readonly #file: ReadFile
  readonly #texts: TextCache
  #reachable: Promise<number[]> | null = null

  constructor(file: ReadFile, { end, shift }: PlacedEnd, texts: TextCache) {
    this.#file = file
    this.end = end
    this.shift = shift
    this.#texts = texts
  }

  /** Where they begin, from the first on. Rejects with MALFORMED_RECORDING where one is damaged. */
  async offsets(): Promise<number[]> {
    const { index, batches } = this.end
    const { path } = this.#file
    if (index === 0 && batches > 0) {
      throw damage(path, (await this.#file.size()) - END_BYTES, 'an end without an index')
    }
    const offsets: number[] = []
    for (let at = index; at !== 0; at = (await this.at(at)).previousIndex) {
      if (offsets.push(at) > RecordingLimits.maxIndexes) {
        throw damage(path, at, `more than ${RecordingLimits.maxIndexes} indexes`)
      }
    }
    return offsets.reverse()
  }

  /** Reads the index at `offset`. Rejects with MALFORMED_RECORDING where there is none. */
  async at(offset: number): Promise<IndexPart> {
    if (this.shift === 0) return this.#read(offset, offset)
    // Bytes were inserted or removed before it, or behind it.
    const shifted = await this.#read(offset, offset + this.shift).catch(asDamage)
    return 'batches' in shifted ? shifted : this.#read(offset, offset, true)
  }

  /** Whether the index at `offset`, which can be read, is as far behind it as the end is. */
  async isShifted(offset: number): Promise<boolean> {
    return 'batches' in (await this.#read(offset, offset + this.shift).catch(asDamage))
  }

  /** The first index behind `offset` that can be reached from the end; null: there is none. */
  async indexBehind(offset: number): Promise<number | null> {
    this.#reachable ??= this.#follow()
    return (await this.#reachable).find(it => it > offset) ?? null
  }

  /** Where an entry begins behind the one at `offset`, as an index tells, or that is one. */
  async nextBehind(offset: number): Promise<number> {
    const index = await this.indexBehind(offset)
    if (index === null) return (await this.#file.size()) - END_BYTES - this.shift
    const { batches } = await this.at(index)
    const next = batches.find(it => it.offset + it.entryBytes > offset)
    if (next === undefined) return index
    // Where a batch itself is damaged, losses may follow it before the next.
    return next.offset <= offset ? next.offset + next.entryBytes : next.offset
  }

  /**
   * With `isFollowed`, an entry has to come right behind it: otherwise bytes were inserted into it
   * or removed from it, and what it tells may be anything.
   */
  async #read(offset: number, actual: number, isFollowed = false): Promise<IndexPart> {
    const { path } = this.#file
    const missing = (): NodetapError => damage(path, offset, 'no index where one should be')
    if (actual < 0) throw missing()
    const { indexReadBytes } = RecordingLimits
    const frames = framesFrom(this.#file, actual, await this.#file.size(), indexReadBytes)
    const first = await frames.next()
    const second = isFollowed ? await frames.next() : null
    await frames.return(0)
    if (first.done === true || second?.done === true) throw missing()
    const { frame } = first.value
    const entry = atByte(path, offset, () => readEntry(frame, offset, this.#texts))
    if (entry.kind !== 'index') throw missing()
    if (second !== null) {
      const next = second.value
      atByte(path, next.offset, () => readEntry(next.frame, next.offset, this.#texts))
    }
    return entry.part
  }

  /** The indexes as far back as they can be read, from the first such on. */
  async #follow(): Promise<number[]> {
    const offsets: number[] = []
    try {
      for (let at = this.end.index; at !== 0 && offsets.length < RecordingLimits.maxIndexes; ) {
        const { previousIndex } = await this.at(at)
        offsets.push(at)
        at = previousIndex
      }
    } catch (error) {
      asDamage(error)
    }
    return offsets.reverse()
  }
}

/** The entry that ends a file. */
export interface PlacedEnd {
  readonly end: RecordingEnd
  /** How far it is behind the place that it says it has. */
  readonly shift: number
}

/** Null where the file does not end with one. Rejects with FILE_FAILED only. */
export async function readEnd(file: ReadFile): Promise<PlacedEnd | null> {
  const offset = (await file.size()) - END_BYTES
  if (offset <= 0) return null
  const frame = await frameAt(file, offset, END_BYTES)
  let end: RecordingEnd | null
  try {
    end = atByte(file.path, offset, () => readEndEntry(frame))
  } catch (error) {
    asDamage(error)
    return null
  }
  if (end === null) return null
  const shift = offset - end.offset
  // Another recording before it is no insertion.
  return shift > 0 && (await isRecording(file, shift)) ? null : { end, shift }
}

/** Whether a recording begins there. */
async function isRecording(file: ReadFile, offset: number): Promise<boolean> {
  const frames = framesFrom(file, offset)
  try {
    const first = await frames.next()
    if (first.done === true) return false
    const { frame } = first.value
    const entry = atByte(file.path, offset, () => readEntry(frame, offset, new TextCache()))
    return entry.kind === 'header'
  } catch (error) {
    asDamage(error)
    return false
  } finally {
    await frames.return(0)
  }
}
