import { ElementSize, type MessageReader, malformed, PointerKind } from '../../capnp/index.js'
import type { RowList } from './row-list.js'

/**
 * Follows the pointers of rows to texts and data. Near and far ones take a few steps here: C++
 * puts a batch into several segments, where nearly every pointer is far. What else there may be
 * goes the reader's way, with the same checks.
 */
export class RowBytes {
  /** Of the last {@link follow}: word index of the bytes. */
  word = 0
  /** Of the last {@link follow}: their number; -1 for a null pointer. */
  length = 0
  readonly #message: MessageReader
  readonly #int32: Int32Array
  readonly #segments: Uint32Array
  readonly #segment: number
  readonly #start: number
  readonly #end: number

  constructor({ message, segments, segment }: RowList) {
    this.#message = message
    this.#int32 = message.int32
    this.#segments = segments
    this.#segment = segment
    this.#start = segments[segment] as number
    this.#end = segments[segment + 1] as number
  }

  /**
   * Resolves the pointer at word `at` of the rows' segment. The read budget is not charged: a
   * caller that does more with the bytes than with the row itself does that.
   */
  follow(at: number): void {
    const low = this.#int32[2 * at] as number
    const high = this.#int32[2 * at + 1] as number
    if ((low & 3) === 1) this.#place(this.#start, this.#end, at + 1 + (low >> 2), high)
    else if ((low & 7) === 2) this.#followFar(low >>> 3, high >>> 0, at)
    else if (low === 0 && high === 0) this.length = -1
    else this.#followSlowly(at)
  }

  /** A far pointer with a landing pad of one word: `offset` words into `segment`. */
  #followFar(offset: number, segment: number, at: number): void {
    const start = this.#segments[segment] ?? 0
    const end = this.#segments[segment + 1] ?? 0
    const pad = start + offset
    const low = this.#int32[2 * pad] as number
    // Whatever is wrong with it, the reader names it.
    if (pad >= end || (low & 3) !== 1) this.#followSlowly(at)
    else this.#place(start, end, pad + 1 + (low >> 2), this.#int32[2 * pad + 1] as number)
  }

  /** Takes a list pointer's `high` half, its target being at `word` of the segment given. */
  #place(start: number, end: number, word: number, high: number): void {
    const length = high >>> 3
    if ((high & 7) !== ElementSize.Byte)
      malformed('a text or data expected where something else is')
    if (word < start || word + ((length + 7) >>> 3) > end)
      malformed('a text or data leaves its segment')
    this.word = word
    this.length = length
  }

  #followSlowly(at: number): void {
    const message = this.#message
    message.follow(this.#segment, at)
    if (message.kind === PointerKind.Null) {
      this.length = -1
      return
    }
    if (message.kind !== PointerKind.List || message.elementSize !== ElementSize.Byte) {
      malformed('a text or data expected where something else is')
    }
    this.word = message.target
    this.length = message.elementCount
  }
}
