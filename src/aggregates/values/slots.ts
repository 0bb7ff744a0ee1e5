import { randomInt } from 'node:crypto'

/**
 * Another one in every process: where a value stands in a table decides nothing but time, and
 * peers choose values. Without it they could choose such as all want the same slot.
 */
const seed = randomInt(2 ** 32) | 0

/** Where to look first for a number in an open-addressed table; to be cut to its size. */
export function slotOfNumber(value: number): number {
  return mix(mix(seed ^ (value | 0)) ^ Math.floor(value / 0x100000000))
}

/** The same for `count` words from `at` on. */
export function slotOfWords(words: Int32Array, at: number, count: number): number {
  let hash = seed
  for (let i = at; i < at + count; i++) hash = mix(hash ^ (words[i] as number))
  return hash
}

/** The smallest size, a power of two, of a table that `entries` entries fill at most by half. */
export function tableSize(entries: number): number {
  return 2 ** Math.ceil(Math.log2(entries * 2))
}

function mix(value: number): number {
  const mixed = Math.imul(value ^ (value >>> 16), 0x21f0aaad)
  return mixed ^ (mixed >>> 15)
}
