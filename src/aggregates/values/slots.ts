import { randomBytes } from 'node:crypto'

/**
 * Other ones in every process: where a value stands in a table decides nothing but time, and
 * peers choose values. Without them they could choose such as all want the same slot.
 */
const seeds = new Int32Array(Uint8Array.from(randomBytes(16)).buffer)
const [A = 1, B = 1, C = 1, D = 1] = seeds.map(it => it | 1)

/** Where to look first for a number in an open-addressed table; to be cut to its size. */
export function slotOfNumber(value: number): number {
  const low = value | 0
  const high = low === value ? 0 : Math.floor(value / 0x100000000)
  return mix(Math.imul(low, A) ^ Math.imul(high, D))
}

/** The same for three numbers. */
export function slotOfNumbers(first: number, second: number, third: number): number {
  const a = first | 0
  const b = second | 0
  const c = third | 0
  let hash = Math.imul(a, A) ^ Math.imul(b, B) ^ Math.imul(c, C)
  if (a !== first || b !== second || c !== third) {
    hash ^= slotOfNumber(first / 0x100000000)
    hash ^= Math.imul(slotOfNumber(second / 0x100000000), B)
    hash ^= Math.imul(slotOfNumber(third / 0x100000000), C)
  }
  return mix(hash)
}

/** The same for `count` words from `at` on. */
export function slotOfWords(words: Int32Array, at: number, count: number): number {
  let hash = D
  for (let i = at; i < at + count; i++) hash = mix(Math.imul(hash ^ (words[i] as number), A))
  return hash
}

/** The smallest size, a power of two, of a table that `entries` entries fill at most by half. */
export function tableSize(entries: number): number {
  return 2 ** Math.ceil(Math.log2(entries * 2))
}

function mix(value: number): number {
  const mixed = Math.imul(value ^ (value >>> 15), 0x2c1b3c6d)
  return mixed ^ (mixed >>> 14)
}
