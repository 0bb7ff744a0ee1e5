import type { TextTable } from '../ring/index.js'
import { grownInt32 } from './columns-builder.js'
import { BatchLimits } from './limits.js'
import type { SegmentWriter } from './segment-writer.js'

/** Texts that one event can add. */
const MAX_TEXTS_AN_EVENT = 8

/** Epochs that an entry's upper half tells apart; 0 is that of an entry never used. */
const MAX_EPOCH = 0xffff

/**
 * The texts of one batch, each once, in the order of their first use.
 *
 * Finding a text is written out in the generated code, as it is the most frequent step of all:
 * the index of number `id` is the lower half of `entries[id]` if the upper half is the present
 * {@link epoch}. Otherwise {@link find} gives the index. Epochs end with the batch, and where a
 * number in the ring has got another meaning: call {@link begin} before a run of events.
 */
export class BatchTexts {
  /** By the text's number in the ring: the epoch in which it was last found, and its index. */
  readonly entries: Int32Array
  /** The epoch, shifted to where {@link entries} have theirs. */
  epoch = 0
  /** What {@link TextTable.serial} was when the epoch began. */
  #tableSerial = 0
  /** By index: which definition of its number it is. */
  #serials: Int32Array = new Int32Array(256)
  readonly #images: Int32Array[] = []
  readonly #byteLengths: number[] = []
  /** Texts there are. */
  count = 0
  /** Bytes that the list of texts takes when encoded. */
  byteLength = 0

  constructor(ids: number) {
    this.entries = new Int32Array(ids)
    this.#nextEpoch()
  }

  /** Whether any event's texts still fit. */
  get hasRoom(): boolean {
    return this.count <= BatchLimits.maxTexts - MAX_TEXTS_AN_EVENT
  }

  /** Has to be called before texts are looked up, after any may have been defined. */
  begin(table: TextTable): void {
    if (table.serial === this.#tableSerial) return
    this.#tableSerial = table.serial
    this.#nextEpoch()
  }

  /** The index of the text that `id` means now; adds it if the batch does not have it. */
  find(table: TextTable, id: number): number {
    const known = (this.entries[id] as number) & 0xffff
    const serial = table.serials[id] as number
    const index =
      known < this.count && this.#serials[known] === serial ? known : this.#add(table, id, serial)
    this.entries[id] = this.epoch | index
    return index
  }

  #add(table: TextTable, id: number, serial: number): number {
    const index = this.count++
    const image = table.images[id] as Int32Array
    if (index === this.#serials.length) this.#serials = grownInt32(this.#serials, 2 * index)
    this.#serials[index] = serial
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
    this.#nextEpoch()
  }

  #nextEpoch(): void {
    if (this.epoch >>> 16 === MAX_EPOCH) {
      const { entries } = this
      for (let id = 0; id < entries.length; id++) entries[id] = (entries[id] as number) & 0xffff
      this.epoch = 0
    }
    this.epoch = (((this.epoch >>> 16) + 1) << 16) | 0
  }
}
