import type { RecordSource } from './record-source.js'

/** More bytes are copied by the engine, which is slower to begin and then faster. */
const LOOP_BYTES = 64

/** Memory to copy to, seen as bytes and as 32-bit values. */
interface Target {
  readonly bytes: Uint8Array
  readonly int32: Int32Array
}

/** Copies `length` bytes of the ring, from 32-bit value `from` on, to byte `at` of `target`. */
export function copyRingBytes(
  ring: RecordSource,
  from: number,
  length: number,
  target: Target,
  at: number,
): void {
  if (length > LOOP_BYTES) {
    target.bytes.set(ring.bytes.subarray(from * 4, from * 4 + length), at)
    return
  }
  let copied = 0
  if ((at & 3) === 0) {
    const words = length >>> 2
    const to = at >> 2
    for (let i = 0; i < words; i++) target.int32[to + i] = ring.int32[from + i] as number
    copied = words * 4
  }
  for (let i = copied; i < length; i++) target.bytes[at + i] = ring.bytes[from * 4 + i] as number
}
