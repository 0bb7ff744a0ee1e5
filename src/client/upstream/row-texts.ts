import { malformed } from '../../capnp/index.js'
import { BatchReadLimits, type TextCache, type TextDictionary } from '../batch/index.js'
import { RowBytes } from './row-bytes.js'
import type { RowList } from './row-list.js'
import { WireTexts } from './wire-texts.js'

/** Texts that a column's 16-bit indexes can tell apart. */
const MAX_TEXTS = 65_535

/** Pointers of a row to texts: address, connection type and message type come first. */
const COLUMNS = 3

/**
 * The texts of a batch of rows, each once. Rows have each their own: they are told apart, all
 * in one go, when the first of them is asked for.
 */
export class RowTexts implements TextDictionary {
  readonly #list: RowList
  readonly #from: number
  readonly #to: number
  readonly #cache: TextCache
  readonly #texts: string[] = []
  /** Of texts that are new among these bytes: they may yet be the same but for what pads them. */
  readonly #indexes = new Map<string, number>()
  #columns: readonly Uint16Array[] | null = null

  /** Of rows `from` to `to`, the latter excluded. */
  constructor(list: RowList, from: number, to: number, cache: TextCache) {
    this.#list = list
    this.#from = from
    this.#to = to
    this.#cache = cache
  }

  get length(): number {
    this.#read()
    return this.#texts.length
  }

  get(index: number): string {
    return this.#texts[index] ?? this.#getRead(index)
  }

  /** By row, less `from`: the index of the text behind its pointer `column`. */
  column(column: number): Uint16Array {
    return this.#read()[column] as Uint16Array
  }

  #getRead(index: number): string {
    this.#read()
    const text = this.#texts[index]
    if (text === undefined) throw new RangeError(`text ${index} of ${this.length}`)
    return text
  }

  #read(): readonly Uint16Array[] {
    if (this.#columns !== null) return this.#columns
    const { first, stride, dataWords, message } = this.#list
    const from = this.#from
    const count = this.#to - from
    const bytes = new RowBytes(this.#list)
    const known = new WireTexts(message.int32)
    const columns = Array.from({ length: COLUMNS }, () => new Uint16Array(count))
    let row = first + from * stride + dataWords
    // Row by row: the texts of one lie beside each other.
    for (let i = 0; i < count; i++, row += stride) {
      for (let c = 0; c < COLUMNS; c++) {
        bytes.follow(row + c)
        const { word, length } = bytes
        // Rows may share a long text, and each would be looked at for itself.
        if (length > BatchReadLimits.maxCachedTextBytes) message.charge(length >>> 3)
        const index = known.find(word, length)
        ;(columns[c] as Uint16Array)[i] =
          index >= 0 ? index : known.add(word, length, this.#add(word, length))
      }
    }
    this.#columns = columns
    return columns
  }

  /** The index of a text whose bytes are new. */
  #add(word: number, length: number): number {
    const text = this.#decode(word, length)
    let index = this.#indexes.get(text)
    if (index === undefined) {
      index = this.#texts.push(text) - 1
      if (index >= MAX_TEXTS) malformed(`more than ${MAX_TEXTS} different texts in one batch`)
      this.#indexes.set(text, index)
    }
    return index
  }

  #decode(word: number, length: number): string {
    if (length === -1) return ''
    const { message } = this.#list
    if (length === 0 || message.bytes[word * 8 + length - 1] !== 0) {
      malformed('a text that does not end with a zero byte')
    }
    return this.#cache.text(message.bytes, message.int32, word, length - 1)
  }
}
