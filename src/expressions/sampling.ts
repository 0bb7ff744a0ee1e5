/**
 * The hash by which `sampleBy` chooses: FNV-1a of 32 bits over a value's bytes, then the last
 * steps of MurmurHash3, so that every remainder is equally likely. Every publisher has the same:
 * an event is kept where the hash, as an unsigned number, is a multiple of `sampleOneIn`.
 * docs/protocol.md states it for other languages.
 */
export function sampleHash(bytes: Uint8Array, start: number, length: number): number {
  let hash = FNV_BASIS
  for (let i = start; i < start + length; i++) {
    hash = Math.imul(hash ^ (bytes[i] as number), FNV_PRIME)
  }
  return mixed(hash)
}

/**
 * The hash of a number: of its 8 bytes as a little-endian Int64. Enumerants and flags are numbers.
 */
export function sampleHashOfNumber(value: number): number {
  const low = value | 0
  const high = Math.floor(value / 0x1_0000_0000) | 0
  let hash = FNV_BASIS
  for (let shift = 0; shift < 32; shift += 8) {
    hash = Math.imul(hash ^ ((low >>> shift) & 0xff), FNV_PRIME)
  }
  for (let shift = 0; shift < 32; shift += 8) {
    hash = Math.imul(hash ^ ((high >>> shift) & 0xff), FNV_PRIME)
  }
  return mixed(hash)
}

const FNV_BASIS = 0x811c9dc5
const FNV_PRIME = 0x01000193

function mixed(hash: number): number {
  let h = hash
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b)
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35)
  return (h ^ (h >>> 16)) >>> 0
}
