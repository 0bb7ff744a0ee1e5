import type { TextTable } from '../ring/index.js'
import { grownInt32 } from './columns-builder.js'
import { BatchLimits } from './limits.js'
import type { SegmentWriter } from './segment-writer.js'

/** Texts that one event can add. */
const MAX_TEXTS_AN_EVENT = 8

/**
 * The texts of one batch, each once, in the order of their first use.
 *
 * Finding a text is written out in the generated code, as it is the most frequent step of all:
 * the index of number `id` is `indexes[id]` if that is below `count` and `serials` has there
 * what the ring's table has for `id`. Otherwise the entry is left over from an earlier batch or
 * an earlier text, and {@link add} gives the index.
 */
export class BatchTexts {
  /** By the text's number in the ring: its index here. */
  readonly indexes: Uint16Array
  /** By index: which definition of its number it is. */
  serials: Int32Array = new Int32Array(256)
  readonly #images: Int32Array[] = []
  readonly #byteLengths: number[] = []
  /** Texts there are. */
  count = 0
  /** Bytes that the list of texts takes when encoded. */
  byteLength = 0

  constructor(ids: number) {
    this.indexes = new Uint16Array(ids)
  }

  /** Whether any event's texts still fit. */
  get hasRoom(): boolean {
    return this.count <= BatchLimits.maxTexts - MAX_TEXTS_AN_EVENT
  }

  /** Adds the text that `id` means now, and returns its index. */
  add(table: TextTable, id: number): number {
    const index = this.count++
    const image = table.images[id] as Int32Array
    if (index === this.serials.length) this.serials = grownInt32(this.serials, 2 * index)
    this.indexes[id] = index
    this.serials[index] = table.serials[id] as number
    this.#images.push(image)
    this.#byteLengths.push(table.byteLengths[id] as number)
    // The pointer to it, too.
    this.byteLength += 8 + image.length * 4
    return index
  }

  encode(out: SegmentWriter, pointer: number): void {
    const { count } = this
    if (count === 0) return
    const list = out.textList(pointer, count)
    for (let i = 0; i < count; i++) {
      out.text(list + i, this.#images[i] as Int32Array, this.#byteLengths[i] as number)
    }
  }

  clear(): void {
    this.#images.length = 0
    this.#byteLengths.length = 0
    this.count = 0
    this.byteLength = 0
  }
}
