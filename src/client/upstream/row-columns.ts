import type { ColumnSource, ScatteredBytes } from '../batch/index.js'
import type { PayloadArena } from './payload-arena.js'
import { RowBytes } from './row-bytes.js'
import type { RowList } from './row-list.js'
import type { RowTexts } from './row-texts.js'

/** Places of a row's numbers, in 32-bit values, and of its payload's pointer. */
export const ROW = {
  flags: 0,
  payloadSlot: 1,
  peerId: 2,
  size: 4,
  timestampUs: 6,
  payloadLength: 8,
  payloadPointer: 3,
} as const

/** Data words of a row that has a payload's length in the arena. */
const ARENA_DATA_WORDS = 5

/** Places of the columns in the schema's NetMessageColumns. */
const COLUMN = {
  sequenceOffset: 0,
  timestampOffset: 1,
  peerId: 2,
  address: 3,
  size: 6,
  payloadEnd: 7,
} as const

/** Where the payload of each event begins and ends, and in what. */
interface Payloads extends ScatteredBytes {
  /** Where they would end if they lay one after the other. */
  readonly ends: Uint32Array
}

/** The columns of one direction of a batch of rows. Each is read when it is asked for. */
export class RowColumns implements ColumnSource {
  readonly #list: RowList
  readonly #texts: RowTexts
  readonly #from: number
  readonly #baseTimestampUs: number
  /** By event: its row, counted from `from`; also its sequence number, from the batch's first. */
  readonly #rows: Uint32Array
  #payloads: Payloads | null = null

  constructor(
    list: RowList,
    from: number,
    rows: Uint32Array,
    texts: RowTexts,
    baseTimestampUs: number,
  ) {
    this.#list = list
    this.#from = from
    this.#rows = rows
    this.#texts = texts
    this.#baseTimestampUs = baseTimestampUs
  }

  get count(): number {
    return this.#rows.length
  }

  getUint32List(pointer: number): Uint32Array {
    if (pointer === COLUMN.sequenceOffset) return this.#rows
    return pointer === COLUMN.timestampOffset ? this.#timestampOffsets() : this.#payload().ends
  }

  getUint16List(pointer: number): Uint16Array {
    const all = this.#texts.column(pointer - COLUMN.address)
    const rows = this.#rows
    const column = new Uint16Array(rows.length)
    for (let i = 0; i < rows.length; i++) column[i] = all[rows[i] as number] as number
    return column
  }

  getWordList(pointer: number): Uint32Array {
    const place = pointer === COLUMN.peerId ? ROW.peerId : ROW.size
    const { uint32 } = this.#list.message
    const rows = this.#rows
    const words = new Uint32Array(2 * rows.length)
    for (let i = 0; i < rows.length; i++) {
      const at = this.#row(i) + place
      words[2 * i] = uint32[at] as number
      words[2 * i + 1] = uint32[at + 1] as number
    }
    return words
  }

  getScattered(): ScatteredBytes {
    return this.#payload()
  }

  getInt32List(): Int32Array {
    throw new RangeError('messages have no column of this kind')
  }

  getBoolList(): { readonly length: number; get(index: number): boolean } {
    throw new RangeError('messages have no column of this kind')
  }

  getData(): Uint8Array {
    throw new RangeError('messages have no column of this kind')
  }

  /** Copies the payloads, while the arena's slots are still ours to read. */
  copyPayloads(arena: PayloadArena | null): void {
    const { ends, starts, frame } = this.#readPayloads(arena)
    const bytes = new Uint8Array(ends[ends.length - 1] ?? 0)
    const copies = new Uint32Array(ends.length)
    for (let i = 0; i < ends.length; i++) {
      const start = i === 0 ? 0 : (ends[i - 1] as number)
      const to = bytes.subarray(start, ends[i])
      const slot = this.#slot(i)
      if (slot >= 0 && arena !== null) arena.read(slot, to)
      else to.set(frame.subarray(starts[i] as number, (starts[i] as number) + to.length))
      copies[i] = start
    }
    this.#payloads = { ends, starts: copies, frame: bytes }
  }

  #payload(): Payloads {
    this.#payloads ??= this.#readPayloads(null)
    return this.#payloads
  }

  #readPayloads(arena: PayloadArena | null): Payloads {
    const { message, dataWords } = this.#list
    const rows = this.#rows
    const bytes = new RowBytes(this.#list)
    const ends = new Uint32Array(rows.length)
    const starts = new Uint32Array(rows.length)
    let end = 0
    let arenaBytes = 0
    for (let i = 0; i < rows.length; i++) {
      const slot = this.#slot(i)
      if (slot >= 0) {
        const length = this.#arenaLength(i)
        // Each slot holds one payload of a batch: more than all of them there cannot be.
        arenaBytes += length
        arena?.check(slot, length, arenaBytes)
        end += arena === null ? 0 : length
      } else {
        bytes.follow((this.#row(i) >> 1) + dataWords + ROW.payloadPointer)
        const { word, length } = bytes
        if (length > 0) {
          // Rows may share a payload, and whoever takes each for itself takes it as often.
          message.charge((length + 7) >>> 3)
          starts[i] = word * 8
          end += length
        }
      }
      ends[i] = end
    }
    return { ends, starts, frame: message.bytes }
  }

  #timestampOffsets(): Uint32Array {
    const { uint32 } = this.#list.message
    const base = this.#baseTimestampUs
    const offsets = new Uint32Array(this.#rows.length)
    for (let i = 0; i < offsets.length; i++) {
      offsets[i] = timestampAt(uint32, this.#row(i)) - base
    }
    return offsets
  }

  /** The arena's slot with the payload of event `i`; -1, the field's default, for none. */
  #slot(i: number): number {
    return ~(this.#list.message.int32[this.#row(i) + ROW.payloadSlot] as number)
  }

  #arenaLength(i: number): number {
    const { message, dataWords } = this.#list
    return dataWords < ARENA_DATA_WORDS
      ? 0
      : (message.uint32[this.#row(i) + ROW.payloadLength] as number)
  }

  /** Where the row of event `i` begins, in 32-bit values. */
  #row(i: number): number {
    const { first, stride } = this.#list
    return 2 * (first + (this.#from + (this.#rows[i] as number)) * stride)
  }
}

/** The time of the row that begins at 32-bit value `row`. */
export function timestampAt(uint32: Uint32Array, row: number): number {
  const high = (uint32[row + ROW.timestampUs + 1] as number) | 0
  return high * 0x100000000 + (uint32[row + ROW.timestampUs] as number)
}
