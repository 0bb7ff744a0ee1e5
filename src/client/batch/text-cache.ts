import { BatchReadLimits } from './limits.js'

const utf8 = new TextDecoder('utf-8', { ignoreBOM: true })

/**
 * Strings by their bytes in a frame, so that a text that comes in every batch is decoded once.
 * Keep one for all batches of a connection. Bounded: a new text takes the place of an old one.
 */
export class TextCache {
  readonly #mask: number
  readonly #byteLengths: Int32Array
  readonly #images: Int32Array[]
  readonly #strings: string[]

  /** `size` is how many texts are kept: a power of two. */
  constructor(size: number = BatchReadLimits.cachedTexts) {
    this.#mask = size - 1
    this.#byteLengths = new Int32Array(size).fill(-1)
    this.#images = new Array(size).fill(new Int32Array(0))
    this.#strings = new Array(size).fill('')
  }

  /**
   * The string of `byteLength` bytes that begin with word `word` of a frame. The rest of their
   * last word must be in the frame, too.
   */
  text(bytes: Uint8Array, int32: Int32Array, word: number, byteLength: number): string {
    if (byteLength > BatchReadLimits.maxCachedTextBytes) return decode(bytes, word, byteLength)
    const at = word * 2
    const length = ((byteLength + 7) >>> 3) * 2
    const slot = hash(int32, at, length, byteLength) & this.#mask
    if (this.#byteLengths[slot] === byteLength && isEqual(this.#images[slot], int32, at, length)) {
      return this.#strings[slot] ?? ''
    }
    const string = decode(bytes, word, byteLength)
    this.#byteLengths[slot] = byteLength
    this.#images[slot] = int32.slice(at, at + length)
    this.#strings[slot] = string
    return string
  }
}

function decode(bytes: Uint8Array, word: number, byteLength: number): string {
  return utf8.decode(bytes.subarray(word * 8, word * 8 + byteLength))
}

function hash(int32: Int32Array, at: number, length: number, seed: number): number {
  let value = seed
  for (let i = at; i < at + length; i++) {
    value = Math.imul(value ^ (int32[i] as number), 0x9e3779b1)
    value ^= value >>> 15
  }
  return value
}

function isEqual(
  image: Int32Array | undefined,
  int32: Int32Array,
  at: number,
  length: number,
): boolean {
  if (image === undefined || image.length !== length) return false
  for (let i = 0; i < length; i++) {
    if (image[i] !== int32[at + i]) return false
  }
  return true
}
