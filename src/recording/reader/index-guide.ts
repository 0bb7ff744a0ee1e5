import { crc32 } from 'node:zlib'
import { ErrorCodes, isNodetapError } from '../../errors/index.js'
import { END_BYTES, type IndexedBatch } from '../format/index.js'
import { frameAt } from './frames.js'
import type { Guide, Told } from './guide.js'
import type { IndexChain } from './index-chain.js'
import type { ReadFile } from './read-file.js'

/** The batches that one index tells of; behind the last, none. */
interface Part {
  /** The places of the index before, and of this one. */
  readonly from: number
  readonly to: number
  /** In their order. */
  readonly batches: readonly IndexedBatch[]
}

/**
 * Of a file that was ended: its indexes tell of each batch, and where it is. One for each time that
 * the file is gone through, from its beginning on.
 */
export class IndexGuide implements Guide {
  readonly #file: ReadFile
  readonly #chain: IndexChain
  readonly #checksums: boolean
  /** By how many bytes what is being read lies behind its place. */
  #shift = 0
  #part: Part | null = null
  /** Where the last batch ends that was read, and the last that was whole. */
  #readTo = 0
  #wholeTo = 0

  /** Without `checksums` batches are not held against the indexes. */
  constructor(file: ReadFile, chain: IndexChain, checksums: boolean) {
    this.#file = file
    this.#chain = chain
    // Where bytes are missing or too many, nothing else tells what is whole.
    this.#checksums = checksums || chain.shift !== 0
  }

  placeOf(offset: number): number {
    return offset - this.#shift
  }

  async toldOf(offset: number): Promise<Told | null> {
    if (!this.#checksums) return null
    const place = this.placeOf(offset)
    let part = this.#part
    if (part === null || place < part.from || place >= part.to) {
      part = await this.#partAt(place)
      this.#part = part
    }
    if (part === null) return null
    const next = part.batches[firstFrom(part.batches, place)]
    if (next?.offset === place) {
      this.#settle(offset)
      this.#readTo = offset + next.entryBytes
      return { batch: next, maxBytes: next.entryBytes }
    }
    // The end has nothing behind it.
    const maxBytes = (next?.offset ?? part.to) - place
    return { batch: null, maxBytes: maxBytes === 0 ? END_BYTES : maxBytes }
  }

  async checkIndex(offset: number): Promise<void> {
    if (this.#chain.shift !== 0) await this.#chain.at(this.placeOf(offset))
  }

  async resume(offset: number): Promise<number> {
    this.#settle(offset)
    const place = this.placeOf(offset)
    if (this.#shift !== this.#chain.shift) return this.#resumeShifted(offset, place)
    return (await this.#chain.nextBehind(place)) + this.#shift
  }

  /** What is being read from `offset` on, or tried again from there. */
  #settle(offset: number): void {
    if (this.#readTo <= offset) this.#wholeTo = this.#readTo
  }

  async #partAt(place: number): Promise<Part | null> {
    const index = await this.#chain.indexBehind(place)
    if (index === null) {
      const { index: from, offset: to } = this.#chain.end
      return place < from ? null : { from, to, batches: [] }
    }
    const { previousIndex, batches } = await this.#chain.at(index)
    // An index between that cannot be read.
    if (place < previousIndex) return null
    return { from: previousIndex, to: index, batches }
  }

  /**
   * What is behind the damage is where it was, or by as many bytes off as the end is. The next
   * batch that is whole at either tells which.
   */
  async #resumeShifted(offset: number, place: number): Promise<number> {
    const { shift } = this.#chain
    let index = await this.#chain.indexBehind(place - 1)
    if (index === place && !(await this.#chain.isShifted(index))) {
      index = await this.#chain.indexBehind(place)
    }
    if (index === null) {
      this.#shift = shift
      return (await this.#file.size()) - END_BYTES
    }
    const { previousIndex, batches } = await this.#chain.at(index)
    // Losses may lie before a batch: on from where the one before ended.
    let before = Math.max(place, previousIndex)
    for (const batch of batches) {
      const end = batch.offset + batch.entryBytes
      if (end <= place) continue
      // Behind what is known to be whole: where bytes are missing, an entry without a checksum may
      // have taken some of the next.
      if (batch.offset + shift >= this.#wholeTo && (await this.#isWhole(batch, shift))) {
        this.#shift = shift
        return before + shift > offset ? before + shift : batch.offset + shift
      }
      const isBehind = batch.offset > place
      if (isBehind && (await this.#isWhole(batch, this.#shift))) {
        return (before > place ? before : batch.offset) + this.#shift
      }
      before = end
    }
    // None of its batches is left; the index is.
    if (await this.#chain.isShifted(index)) this.#shift = shift
    const from = before + this.#shift
    return before > place && from > offset ? from : index + this.#shift
  }

  async #isWhole(batch: IndexedBatch, shift: number): Promise<boolean> {
    const at = batch.offset + shift
    // Nothing is allocated for what an index only says is there.
    if (at + batch.entryBytes > (await this.#file.size())) return false
    try {
      return crc32(await frameAt(this.#file, at, batch.entryBytes)) === batch.checksum
    } catch (error) {
      if (isNodetapError(error, ErrorCodes.MalformedRecording)) return false
      throw error
    }
  }
}

/** The number of the first batch whose place is `place` or behind it. */
function firstFrom(batches: readonly IndexedBatch[], place: number): number {
  let low = 0
  let high = batches.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((batches[middle]?.offset ?? 0) < place) low = middle + 1
    else high = middle
  }
  return low
}
