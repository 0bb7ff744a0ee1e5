import type { TextTable } from '../ring/index.js'
import { BatchLimits } from './limits.js'
import type { SegmentWriter } from './segment-writer.js'

/** Texts that one event can add. */
const MAX_TEXTS_AN_EVENT = 8

/** The texts of one batch, each once, in the order of their first use. */
export class BatchTexts {
  /** By the text's number in the ring: its index here, if the entry there agrees. */
  readonly #indexes: Uint16Array
  /** By index: which definition of its number it is. */
  #serials = new Int32Array(256)
  readonly #images: Int32Array[] = []
  readonly #byteLengths: number[] = []
  #imageWords = 0

  constructor(ids: number) {
    this.#indexes = new Uint16Array(ids)
  }

  get count(): number {
    return this.#images.length
  }

  /** Whether any event's texts still fit. */
  get hasRoom(): boolean {
    return this.#images.length <= BatchLimits.maxTexts - MAX_TEXTS_AN_EVENT
  }

  /** Words that the list of texts takes. */
  get words(): number {
    return this.#images.length + this.#imageWords
  }

  /** The index of the text that `id` means now. */
  index(table: TextTable, id: number): number {
    const index = this.#indexes[id] as number
    // Left over from an earlier batch or an earlier text, unless that entry says otherwise.
    if (index < this.#images.length && this.#serials[index] === table.serials[id]) return index
    return this.#add(table, id)
  }

  encode(out: SegmentWriter, pointer: number): void {
    const count = this.#images.length
    if (count === 0) return
    const list = out.textList(pointer, count)
    for (let i = 0; i < count; i++) {
      out.text(list + i, this.#images[i] as Int32Array, this.#byteLengths[i] as number)
    }
  }

  clear(): void {
    this.#images.length = 0
    this.#byteLengths.length = 0
    this.#imageWords = 0
  }

  #add(table: TextTable, id: number): number {
    const index = this.#images.length
    const image = table.images[id] as Int32Array
    if (index === this.#serials.length) {
      const serials = new Int32Array(2 * index)
      serials.set(this.#serials)
      this.#serials = serials
    }
    this.#indexes[id] = index
    this.#serials[index] = table.serials[id] as number
    this.#images.push(image)
    this.#byteLengths.push(table.byteLengths[id] as number)
    this.#imageWords += image.length >> 1
    return index
  }
}
