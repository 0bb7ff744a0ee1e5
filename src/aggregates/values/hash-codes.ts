import { Codes, doubled, NO_CODE } from './codes.js'
import { slotOfWords } from './slots.js'

/** 32-bit words of a hash. */
export const HASH_WORDS = 8

/** Codes of hashes of 32 bytes. Makes no object an event. */
export class HashCodes extends Codes {
  /** By code: the hash. */
  #words = new Int32Array(64 * HASH_WORDS)
  /** Open addressing: a code and one, 0 where free. At most half full. */
  #table = new Int32Array(128)
  #used = 0

  /** The code of a hash; {@link NO_CODE} if it has none. */
  find(hash: Int32Array): number {
    const mask = this.#table.length - 1
    for (let slot = slotOfWords(hash, 0, HASH_WORDS) & mask; ; slot = (slot + 1) & mask) {
      const code = (this.#table[slot] as number) - 1
      if (code < 0) return NO_CODE
      if (this.#isEqual(hash, code)) return code
    }
  }

  /** The same; gives it a code if it has none. */
  code(hash: Int32Array): number {
    const found = this.find(hash)
    if (found !== NO_CODE) return found
    const code = this.take()
    if ((code + 1) * HASH_WORDS > this.#words.length) this.#words = doubled(this.#words)
    this.#words.set(hash, code * HASH_WORDS)
    if ((this.#used + 1) * 2 > this.#table.length) {
      this.#fill(new Int32Array(this.#table.length * 2), this.#codes())
    }
    this.#insert(code)
    return code
  }

  /** The hash of 32 bytes, in internal order: a copy. */
  bytes(code: number): Uint8Array {
    const words = this.#words.slice(code * HASH_WORDS, (code + 1) * HASH_WORDS)
    return new Uint8Array(words.buffer)
  }

  protected override forget(codes: readonly number[]): void {
    const forgotten = new Set(codes)
    const kept = this.#codes().filter(code => !forgotten.has(code))
    this.#table.fill(0)
    this.#fill(this.#table, kept)
  }

  protected override forgetAll(): void {
    this.#fill(new Int32Array(128), [])
  }

  #codes(): number[] {
    const codes: number[] = []
    for (const entry of this.#table) if (entry !== 0) codes.push(entry - 1)
    return codes
  }

  /** Takes an empty table, and puts these codes into it. */
  #fill(table: Int32Array<ArrayBuffer>, codes: readonly number[]): void {
    this.#table = table
    this.#used = 0
    for (const code of codes) this.#insert(code)
  }

  #insert(code: number): void {
    const mask = this.#table.length - 1
    let slot = slotOfWords(this.#words, code * HASH_WORDS, HASH_WORDS) & mask
    while (this.#table[slot] !== 0) slot = (slot + 1) & mask
    this.#table[slot] = code + 1
    this.#used++
  }

  #isEqual(hash: Int32Array, code: number): boolean {
    const at = code * HASH_WORDS
    for (let i = 0; i < HASH_WORDS; i++) {
      if (hash[i] !== this.#words[at + i]) return false
    }
    return true
  }
}
