import { TextCache } from '../../client/index.js'
import { END_BYTES, type IndexPart, type RecordingEnd, readEntry } from '../format/index.js'
import { RecordingLimits } from '../limits.js'
import { atByte, damage } from './damage.js'
import { frameAt, framesFrom } from './frames.js'
import { asDamage } from './passed-over.js'
import type { ReadFile } from './read-file.js'

/** The indexes of a file that was ended: each leads to the one before. */
export class IndexChain {
  readonly #file: ReadFile
  readonly #end: RecordingEnd
  readonly #texts: TextCache
  #reachable: Promise<number[]> | null = null

  constructor(file: ReadFile, end: RecordingEnd, texts: TextCache) {
    this.#file = file
    this.#end = end
    this.#texts = texts
  }

  /** Where they begin, from the first on. Rejects with MALFORMED_RECORDING where one is damaged. */
  async offsets(): Promise<number[]> {
    const { index, batches } = this.#end
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

  /** Reads the index that begins at byte `offset`. */
  async at(offset: number): Promise<IndexPart> {
    const { path } = this.#file
    const frames = framesFrom(this.#file, offset, await this.#file.size())
    const first = await frames.next()
    await frames.return(0)
    if (first.done === true) throw damage(path, offset, 'no index where one should be')
    const { frame } = first.value
    const entry = atByte(path, offset, () => readEntry(frame, offset, this.#texts))
    if (entry.kind !== 'index') throw damage(path, offset, 'no index where one should be')
    return entry.part
  }

  /** Where an entry begins behind the one at `offset`, as an index tells, or that is one. */
  async nextBehind(offset: number): Promise<number> {
    this.#reachable ??= this.#follow()
    const index = (await this.#reachable).find(it => it > offset)
    if (index === undefined) return (await this.#file.size()) - END_BYTES
    const { batches } = await this.at(index)
    const next = batches.find(it => it.offset + it.entryBytes > offset)
    if (next === undefined) return index
    // Where a batch itself is damaged, losses may follow it before the next.
    return next.offset <= offset ? next.offset + next.entryBytes : next.offset
  }

  /** The indexes as far back as they can be read, from the first such on. */
  async #follow(): Promise<number[]> {
    const offsets: number[] = []
    try {
      for (let at = this.#end.index; at !== 0 && offsets.length < RecordingLimits.maxIndexes; ) {
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

/** The entry that ends a file; null where it does not end with one. */
export async function readEnd(file: ReadFile): Promise<RecordingEnd | null> {
  const offset = (await file.size()) - END_BYTES
  if (offset <= 0) return null
  try {
    const frame = await frameAt(file, offset, END_BYTES)
    const entry = readEntry(frame, offset, new TextCache())
    return entry.kind === 'end' ? entry.end : null
  } catch {
    return null
  }
}
