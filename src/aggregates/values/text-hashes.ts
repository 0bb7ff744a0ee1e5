import type { TextSource } from '../event-fields.js'
import { ValueHash } from './value-hash.js'

/** Hashes of texts, computed once for each meaning of a text's number; for all measures. */
export class TextHashes {
  readonly #source: TextSource
  readonly #hash = new ValueHash()
  /** By the text's number: of what meaning the hash is; made when first needed. */
  #serials = new Int32Array(0)
  #highs = new Int32Array(0)
  #lows = new Int32Array(0)

  constructor(source: TextSource) {
    this.#source = source
  }

  /** Gives the hash of the text that number `id` means now. */
  read(id: number, into: ValueHash): void {
    const serial = this.#source.serial(id)
    if (this.#serials[id] !== serial) this.#compute(id, serial)
    into.high = this.#highs[id] as number
    into.low = this.#lows[id] as number
  }

  #compute(id: number, serial: number): void {
    if (this.#serials.length === 0) {
      const { size } = this.#source
      this.#serials = new Int32Array(size)
      this.#highs = new Int32Array(size)
      this.#lows = new Int32Array(size)
    }
    this.#hash.ofText(this.#source.text(id))
    this.#serials[id] = serial
    this.#highs[id] = this.#hash.high
    this.#lows[id] = this.#hash.low
  }
}
