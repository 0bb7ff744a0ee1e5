import type { IndexedBatch } from '../format/index.js'
import { entryEnd } from './frames.js'
import type { ReadFile } from './read-file.js'

/**
 * What is known of a file besides its bytes in a row. An offset is where bytes are; their place is
 * where they were when the file was written: bytes that were inserted or removed lie between.
 */
export interface Guide {
  placeOf(offset: number): number
  /** What an index tells of the entry that begins at `offset`; null where none is at hand. */
  toldOf(offset: number): Promise<Told | null>
  /** Rejects with MALFORMED_RECORDING where the index at `offset` is known not to be whole. */
  checkIndex(offset: number): Promise<void>
  /** Where entries go on behind damage that begins at `offset`; null: it is not known. */
  resume(offset: number): Promise<number | null>
}

/** What an index tells of an entry. */
export interface Told {
  /** The batch that it is; null: it is none. */
  readonly batch: IndexedBatch | null
  /** Bytes up to what comes behind it. */
  readonly maxBytes: number
}

/** Of a file without an end: an entry is known to go as far as it says itself. */
export class LengthGuide implements Guide {
  readonly #file: ReadFile

  constructor(file: ReadFile) {
    this.#file = file
  }

  placeOf(offset: number): number {
    return offset
  }

  async toldOf(): Promise<null> {
    return null
  }

  async checkIndex(): Promise<void> {}

  resume(offset: number): Promise<number | null> {
    return entryEnd(this.#file, offset)
  }
}
