import { RingLimits, type RingReader } from '../ring/index.js'
import { recordFields } from '../sites/index.js'

/** The first of the texts' numbers that the traced thread never uses. */
const FIRST_TEXT_ID = RingLimits.textIds - RingLimits.ownTextIds

/**
 * Writes events of the worker's own as records, behind the ring, where batches, filters and
 * aggregates find them as they find those of the ring. There is room for one at a time.
 */
export class OwnRecord {
  readonly #reader: RingReader
  readonly #utf8 = new TextEncoder()
  readonly #encoded = new Uint8Array(RingLimits.maxTextBytes)

  constructor(reader: RingReader) {
    this.#reader = reader
  }

  /** Writes an event of numbers and texts only; returns where its record begins. */
  write(id: number, timeUs: number, values: Readonly<Record<string, number | string>>): number {
    const { int32, float64, ownRecordAt } = this.#reader
    let texts = 0
    int32[ownRecordAt] = id
    int32[ownRecordAt + 1] = 0
    float64[(ownRecordAt >> 1) + 1] = timeUs
    for (const { name, kind, offset } of recordFields[id] ?? []) {
      const value = values[name]
      if (typeof value === 'string' && kind === 'text') {
        int32[ownRecordAt + offset] = this.#textId(texts++, value)
      } else if (typeof value === 'number' && (kind === 'int64' || kind === 'uint64')) {
        float64[(ownRecordAt >> 1) + offset] = value
      } else if (typeof value === 'number' && (kind === 'int32' || kind === 'uint32')) {
        int32[ownRecordAt + offset] = value
      } else {
        throw new TypeError(`${name} is ${String(value)}, which is no ${kind}`)
      }
    }
    return ownRecordAt
  }

  /** The number of a text, which is the record's text number `index`. Cut where it is long. */
  #textId(index: number, text: string): number {
    if (index >= RingLimits.ownTextIds) throw new RangeError('An own event has too many texts')
    const id = FIRST_TEXT_ID + index
    const { written } = this.#utf8.encodeInto(text, this.#encoded)
    this.#reader.texts.define(id, this.#encoded, 0, written)
    return id
  }
}
