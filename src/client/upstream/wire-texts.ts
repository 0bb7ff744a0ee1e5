import { randomInt } from 'node:crypto'

/** Slots of an empty table. A power of two; it doubles when half of them are taken. */
const FIRST_SLOTS = 256

/** Peers choose texts: which of them share a slot shall not be theirs to know. */
const SEED = randomInt(0x7fff_ffff)

/**
 * Which bytes of a message have been seen before, and the index given to them: a hash table
 * whose keys stay in the frame.
 */
export class WireTexts {
  readonly #int32: Int32Array
  #count = 0
  #mask = FIRST_SLOTS - 1
  /**
   * By slot: where the bytes begin, in words, and their number; the index, and 0 for none, plus 1.
   */
  #words = new Int32Array(FIRST_SLOTS)
  #lengths = new Int32Array(FIRST_SLOTS)
  #indexes = new Int32Array(FIRST_SLOTS)
  /** Where {@link find} stopped. */
  #slot = 0

  constructor(int32: Int32Array) {
    this.#int32 = int32
  }

  /** The index of bytes that have been added; -1 for others. */
  find(word: number, length: number): number {
    const mask = this.#mask
    let slot = this.#hash(word, length) & mask
    for (;;) {
      const index = this.#indexes[slot] as number
      if (index === 0) break
      if (
        this.#lengths[slot] === length &&
        this.#isEqual(this.#words[slot] as number, word, length)
      ) {
        return index - 1
      }
      slot = (slot + 1) & mask
    }
    this.#slot = slot
    return -1
  }

  /** Adds what {@link find} has just not found. Gives `index` back. */
  add(word: number, length: number, index: number): number {
    const slot = this.#slot
    this.#words[slot] = word
    this.#lengths[slot] = length
    this.#indexes[slot] = index + 1
    if (++this.#count * 2 > this.#mask) this.#grow()
    return index
  }

  #grow(): void {
    const words = this.#words
    const lengths = this.#lengths
    const indexes = this.#indexes
    const slots = 2 * words.length
    this.#mask = slots - 1
    this.#count = 0
    this.#words = new Int32Array(slots)
    this.#lengths = new Int32Array(slots)
    this.#indexes = new Int32Array(slots)
    for (let i = 0; i < words.length; i++) {
      const index = indexes[i] as number
      if (index === 0) continue
      this.find(words[i] as number, lengths[i] as number)
      this.add(words[i] as number, lengths[i] as number, index - 1)
    }
  }

  #hash(word: number, length: number): number {
    const int32 = this.#int32
    const start = 2 * word
    const end = start + halfWords(length)
    let value = SEED ^ length
    for (let i = start; i < end; i++) {
      value = Math.imul(value ^ (int32[i] as number), 0x9e3779b1)
      value ^= value >>> 15
    }
    return value
  }

  #isEqual(a: number, b: number, length: number): boolean {
    const int32 = this.#int32
    const offset = 2 * (b - a)
    const end = 2 * a + halfWords(length)
    for (let i = 2 * a; i < end; i++) {
      if (int32[i] !== int32[i + offset]) return false
    }
    return true
  }
}

/** 32-bit values that hold `length` bytes, with what pads them to a word; none for a null. */
function halfWords(length: number): number {
  return ((length + 7) >>> 3) << 1
}
