import { RingLimits } from '../ring/index.js'
import { copyRingBytes } from './copy-ring-bytes.js'
import type { EventRun, RecordSource } from './record-source.js'
import { SegmentBuffer } from './segment-buffer.js'

/** The payload bytes of one tracepoint's events, one after the other. */
export class PayloadColumn extends SegmentBuffer {
  /**
   * Appends the payloads of events `from` to `to` of a run, the latter excluded: the first
   * `limit` bytes of each, `total` in all. A payload begins `offset` 32-bit values into its record.
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
    for (let i = from; i < to; i++) {
      const at = places[i] as number
      const length = Math.min(int32[at + 1] as number, limit)
      if (length > RingLimits.loopBytes) {
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
