import { malformed } from '../../capnp/index.js'
import { BatchReadLimits, type TextCache, type TextDictionary } from '../batch/index.js'
import { RowBytes } from './row-bytes.js'
import type { RowList } from './row-list.js'

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
  #columns: readonly Uint16Array[] | null = null

  /** Of rows `from` to `to`, the latter excluded. */
  constructor(list: RowList, from: number, to: number, cache: TextCache) {
    this.#list = list
    this.#from = from
    this.#to = to
    this.#cache = cache
  }

  get length(): number {
    this.#indexes()
    return this.#texts.length
  }

  get(index: number): string {
    this.#indexes()
    const text = this.#texts[index]
    if (text === undefined) throw new RangeError(`text ${index} of ${this.length}`)
    return text
  }

  /** By row, less `from`: the index of the text behind its pointer `column`. */
  column(column: number): Uint16Array {
    return this.#indexes()[column] as Uint16Array
  }

  #indexes(): readonly Uint16Array[] {
    this.#columns ??= this.#read()
    return this.#columns
  }

  #read(): readonly Uint16Array[] {
    const { first, stride, dataWords } = this.#list
    const from = this.#from
    const count = this.#to - from
    const bytes = new RowBytes(this.#list)
    const indexes = new Map<string, number>()
    const columns = Array.from({ length: COLUMNS }, () => new Uint16Array(count))
    for (let c = 0; c < COLUMNS; c++) {
      const column = columns[c] as Uint16Array
      let at = first + from * stride + dataWords + c
      for (let i = 0; i < count; i++, at += stride) {
        bytes.follow(at)
        const text = this.#text(bytes)
        let index = indexes.get(text)
        if (index === undefined) {
          index = this.#texts.push(text) - 1
          if (index >= MAX_TEXTS) malformed(`more than ${MAX_TEXTS} different texts in one batch`)
          indexes.set(text, index)
        }
        column[i] = index
      }
    }
    return columns
  }

  #text({ word, length }: RowBytes): string {
    if (length === -1) return ''
    const { bytes, int32 } = this.#list.message
    if (length === 0 || bytes[word * 8 + length - 1] !== 0) {
      malformed('a text that does not end with a zero byte')
    }
    // A long text that many rows share would be decoded as often.
    if (length > BatchReadLimits.maxCachedTextBytes) this.#list.message.charge(length >>> 3)
    return this.#cache.text(bytes, int32, word, length - 1)
  }
}
