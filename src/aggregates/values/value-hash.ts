/**
 * Hashes of 64 bits, for `distinct`: equal values have equal hashes in every process, different
 * ones differ in about half of their bits. Written to `high` and `low`, as JavaScript has no
 * 64-bit integers that cost nothing.
 */
export class ValueHash {
  high = 0
  low = 0

  /** Of a whole number within 2^53, a flag (0 or 1) or an enum's number. */
  ofNumber(value: number): void {
    // Both ToInt32 and floor keep every bit of the 54 there are.
    this.#finish(value | 0, Math.floor(value / 0x100000000) | 0)
  }

  /** Of a text's UTF-16 units. */
  ofText(text: string): void {
    let a = 0xdeadbeef | 0
    let b = 0x41c6ce57
    for (let i = 0; i < text.length; i++) {
      const unit = text.charCodeAt(i)
      a = Math.imul(a ^ unit, 2654435761)
      b = Math.imul(b ^ unit, 1597334677)
    }
    this.#finish(a ^ text.length, b)
  }

  /** Of the 8 words of a hash: not taken as they are, since whoever makes a transaction chooses. */
  ofWords(words: Int32Array): void {
    let a = 0x9e3779b9 | 0
    let b = 0x85ebca6b | 0
    for (let i = 0; i < words.length; i++) {
      const word = words[i] as number
      a = Math.imul(a ^ word, 2654435761)
      a ^= a >>> 15
      b = Math.imul(b ^ word, 1597334677)
      b ^= b >>> 13
    }
    this.#finish(a, b)
  }

  /** Mixes two words so that each bit of both depends on all of them. */
  #finish(a: number, b: number): void {
    const high = mix(a ^ Math.imul(b, 0x9e3779b1) ^ 0x243f6a88)
    const low = mix(b ^ Math.imul(high, 0x85ebca77) ^ 0x13198a2e)
    this.high = mix(high ^ Math.imul(low, 0xc2b2ae3d))
    this.low = low
  }
}

/** MurmurHash3's last step: each bit of the result depends on all bits of the value. */
function mix(value: number): number {
  let mixed = value
  mixed ^= mixed >>> 16
  mixed = Math.imul(mixed, 0x85ebca6b)
  mixed ^= mixed >>> 13
  mixed = Math.imul(mixed, 0xc2b2ae35)
  return mixed ^ (mixed >>> 16)
}
