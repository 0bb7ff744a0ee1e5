import { RingLimits } from '../ring/index.js'
import { copyRingBytes } from './copy-ring-bytes.js'
import type { EventRun, RecordSource } from './record-source.js'
import { SegmentBuffer } from './segment-buffer.js'

/** In a constant of its own: a property of what another module exports is looked up each time. */
const LOOP_BYTES = RingLimits.loopBytes

/** The payload bytes of one tracepoint's events, one after the other. */
export class PayloadColumn extends SegmentBuffer {
  /**
   * Appends the payloads of events `from` to `to` of a run, the latter excluded: the first
   * `limit` bytes of each, below 2^31, `total` in all. A payload begins `offset` 32-bit values into its record.
   */
  append(
    ring: RecordSource,
    run: EventRun,
    from: number,
    to: number,
    offset: number,
    limit: number,
    total: number,
  ): void {
    if (total === 0) return
    // Short ones are copied four bytes at a time: the last four may go past the end.
    let end = this.reserve(total + 4)
    this.end -= 4
    const { int32 } = ring
    const { view } = this
    const places = run.at
    // As 32 bits, so that the lesser of two is found without floating point.
    const most = limit | 0
    for (let i = from; i < to; i++) {
      const at = places[i] as number
      const length = Math.min(int32[at + 1] as number, most)
      if (length > LOOP_BYTES) {
        copyRingBytes(ring, at + offset, length, this, end)
      } else {
        const first = at + offset
        for (let byte = 0; byte < length; byte += 4) {
          view.setInt32(end + byte, int32[first + (byte >> 2)] as number, true)
        }
      }
      end += length
    }
  }
}
