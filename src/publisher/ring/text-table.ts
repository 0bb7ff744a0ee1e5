import { RingLimits } from './limits.js'

const EMPTY_IMAGE = new Int32Array(2)

/**
 * The worker's side of text interning: what each number means at this point of the ring. A
 * number's meaning changes when it is defined anew, so whoever keeps a number keeps its
 * {@link serials} entry with it and compares.
 */
export class TextTable {
  /** By number: counts definitions, so that it differs between two meanings of one number. */
  readonly serials = new Int32Array(RingLimits.textIds)
  /** By number: bytes of the text in UTF-8. */
  readonly byteLengths = new Uint16Array(RingLimits.textIds)
  /**
   * By number: the text as Cap'n Proto has it, its bytes, a zero byte, and zeros up to a whole
   * word. Never changed: another definition makes another image.
   */
  readonly images: Int32Array[] = new Array(RingLimits.textIds).fill(EMPTY_IMAGE)
  readonly #strings: (string | undefined)[] = new Array(RingLimits.textIds).fill(undefined)
  readonly #utf8 = new TextDecoder('utf-8', { ignoreBOM: true })
  /** Definitions so far, modulo 2^32: while it stays, all numbers keep their meanings. */
  serial = 0

  define(id: number, bytes: Uint8Array, start: number, length: number): void {
    const image = new Int32Array(((length + 8) >>> 3) * 2)
    new Uint8Array(image.buffer).set(bytes.subarray(start, start + length))
    this.images[id] = image
    this.byteLengths[id] = length
    this.#strings[id] = undefined
    this.serial = (this.serial + 1) | 0
    this.serials[id] = this.serial
  }

  /** The text that `id` means now. */
  text(id: number): string {
    const known = this.#strings[id]
    if (known !== undefined) return known
    const text = this.#utf8.decode(this.utf8(id))
    this.#strings[id] = text
    return text
  }

  /** The bytes of the text that `id` means now. */
  utf8(id: number): Uint8Array {
    const image = this.images[id] ?? EMPTY_IMAGE
    return new Uint8Array(image.buffer, 0, this.byteLengths[id])
  }
}
