/** A node's usual events: seeded, so that every run fires the same. */

/** A small pseudo-random generator (mulberry32). */
export function random(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let value = Math.imul(state ^ (state >>> 15), 1 | state)
    value = (value + Math.imul(value ^ (value >>> 7), 61 | value)) ^ value
    return ((value ^ (value >>> 14)) >>> 0) / 2 ** 32
  }
}

const SEED = 20250101
const next = random(SEED)

export const MESSAGE_TYPES = [
  'ping',
  'pong',
  'inv',
  'tx',
  'getdata',
  'headers',
  'addr',
  'cmpctblock',
]

/** Strings as a node has them: made at run time, not literals. */
export const ADDRESSES = Array.from(
  { length: 125 },
  (_, i) => `${Math.floor(next() * 223) + 1}.${i}.${Math.floor(next() * 256)}.7:8333`,
)

export const HASHES = Array.from({ length: 256 }, () =>
  Uint8Array.from({ length: 32 }, () => Math.floor(next() * 256)),
)

/** A P2P payload as a slice of what a socket handed out: it begins anywhere. */
export function payload(bytes: number): Uint8Array {
  return Buffer.alloc(bytes + 27, 7).subarray(27)
}
