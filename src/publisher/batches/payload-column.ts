import { copyRingBytes } from './copy-ring-bytes.js'
import type { RecordSource } from './record-source.js'
import { SegmentBuffer } from './segment-buffer.js'

/** The payload bytes of one tracepoint's events, one after the other. */
export class PayloadColumn extends SegmentBuffer {
  /**
   * Appends `length` bytes of the ring, from 32-bit value `from` on. Returns where they end,
   * counted from the first payload's start.
   */
  append(ring: RecordSource, from: number, length: number): number {
    if (length > 0) copyRingBytes(ring, from, length, this, this.reserve(length))
    return this.length
  }
}
