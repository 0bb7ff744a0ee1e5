import type { ByteReader } from './byte-reader.js'

/** What reads the elements of one list in order; made anew for each walk, so it may keep state. */
export type ElementReader<T> = (reader: ByteReader, index: number) => T

/**
 * A list that is read while it is walked: nothing is allocated for elements that nobody
 * asks for, and each walk reads anew. A walk over malformed bytes throws
 * `NodetapError(MALFORMED_PAYLOAD)` at the element concerned, after the sound ones.
 */
export class LazyList<T> implements Iterable<T> {
  /** The count that the payload announces, which its size allows; no element is read for it. */
  readonly length: number
  readonly #reader: ByteReader
  readonly #start: number
  readonly #name: string
  readonly #elementReader: () => ElementReader<T>
  #endOffset: number | undefined

  /** The list starts at the reader's position, behind its count. */
  constructor(
    reader: ByteReader,
    name: string,
    length: number,
    elementReader: () => ElementReader<T>,
  ) {
    this.length = length
    this.#reader = reader
    this.#start = reader.position
    this.#name = name
    this.#elementReader = elementReader
  }

  *[Symbol.iterator](): IterableIterator<T> {
    const reader = this.#reader.fork(this.#start)
    const readElement = this.#elementReader()
    reader.enter(this.#name)
    for (let index = 0; index < this.length; index++) {
      reader.at(index)
      yield readElement(reader, index)
    }
    this.#endOffset = reader.position
  }

  /**
   * Offset of the first byte behind the list, from the start of the payload. Walks the
   * list the first time.
   *
   * @throws NodetapError `MALFORMED_PAYLOAD` where an element is malformed
   */
  get endOffset(): number {
    if (this.#endOffset === undefined) {
      for (const _ of this) {
        // The walk itself sets the offset.
      }
    }
    return this.#endOffset!
  }
}
