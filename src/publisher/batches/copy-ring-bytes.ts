import { RingLimits } from '../ring/index.js'
import type { RecordSource } from './record-source.js'

/** In a constant of its own: a property of what another module exports is looked up each time. */
const LOOP_BYTES = RingLimits.loopBytes

/** Memory to copy to, seen as bytes and as 32-bit values. */
interface Target {
  readonly bytes: Buffer
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
    target.bytes.fill(new Uint8Array(ring.bytes.buffer, from * 4, length), at, at + length)
    return
  }
  let copied = 0
  if ((at & 3) === 0) {
    const { int32 } = target
    const source = ring.int32
    const words = length >>> 2
    const to = at >> 2
    for (let i = 0; i < words; i++) int32[to + i] = source[from + i] as number
    copied = words * 4
  }
  for (let i = copied; i < length; i++) target.bytes[at + i] = ring.bytes[from * 4 + i] as number
}
