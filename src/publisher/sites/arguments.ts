import { RingLimits, type RingWriter } from '../ring/index.js'

/*
 * What sites do with their arguments. What is wrong throws; the site catches and counts it: a
 * wrong argument costs the event, not the node.
 */

export function wrong(name: string, value: unknown, wanted: string): TypeError {
  return new TypeError(`${name} is ${String(value)}; it must be ${wanted}`)
}

/** For what is no Uint8Array of this realm: another's will do. */
export function mustBeBytes(name: string, value: Uint8Array): void {
  if (value.BYTES_PER_ELEMENT !== 1) throw wrong(name, value, 'a Uint8Array')
}

export function writeBool(int32: Int32Array, at: number, value: boolean): void {
  if (value === true) int32[at] = 1
  else if (value === false) int32[at] = 0
  else throw new TypeError('A boolean is wanted')
}

const HASH_BYTES = 32

/** In a constant of its own: a property of what another module exports is looked up each time. */
const LOOP_BYTES = RingLimits.loopBytes

export function writeHash(int32: Int32Array, at: number, hash: Uint8Array): void {
  if (!(hash instanceof Uint8Array)) mustBeBytes('A hash', hash)
  if (hash.length !== HASH_BYTES) throw new TypeError('A hash must have 32 bytes')
  // One by one: a loop takes half as long again.
  int32[at] = wordAt(hash, 0)
  int32[at + 1] = wordAt(hash, 4)
  int32[at + 2] = wordAt(hash, 8)
  int32[at + 3] = wordAt(hash, 12)
  int32[at + 4] = wordAt(hash, 16)
  int32[at + 5] = wordAt(hash, 20)
  int32[at + 6] = wordAt(hash, 24)
  int32[at + 7] = wordAt(hash, 28)
}

/** Copies the first `length` bytes of `payload`. */
export function writePayload(
  ring: RingWriter,
  at: number,
  payload: Uint8Array,
  length: number,
): void {
  if (length > LOOP_BYTES) {
    ring.bytes.fill(payload, at * 4, at * 4 + length)
    return
  }
  const int32 = ring.int32
  const whole = length & ~3
  const pairs = length & ~7
  let to = at
  // As 32-bit sums, which cannot become anything else: checking that costs more than adding.
  for (let i = 0; i < pairs; i = (i + 8) | 0) {
    int32[to] = wordAt(payload, i)
    int32[(to + 1) | 0] = wordAt(payload, (i + 4) | 0)
    to = (to + 2) | 0
  }
  if (whole !== pairs) {
    int32[to] = wordAt(payload, pairs)
    to = (to + 1) | 0
  }
  if (whole === length) return
  let last = 0
  for (let end = length; end > whole; end--) last = (last << 8) | (payload[end - 1] as number)
  int32[to] = last
}

/** Four bytes as one value: a quarter of the stores. The caller knows that they are there. */
function wordAt(bytes: Uint8Array, i: number): number {
  return (
    (bytes[i] as number) |
    ((bytes[i + 1] as number) << 8) |
    ((bytes[i + 2] as number) << 16) |
    ((bytes[i + 3] as number) << 24)
  )
}
