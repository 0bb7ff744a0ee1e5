import { CaptureRecordLayout, readCaptureHeader } from '../../../bitcoin/index.js'
import { BridgeLimits } from '../limits.js'

/** A record of a capture file, as it stands there. */
export interface CaptureRecord {
  /** Unix microseconds of the node's clock. */
  readonly timeUs: number
  readonly messageType: string
  /** A copy. */
  readonly payload: Uint8Array
}

export interface CaptureSink {
  record(record: CaptureRecord): void
  /** Bytes that are no records were left out: a record that was not written to its end. */
  damaged(bytes: number): void
}

const { headerBytes, typeAt, typeBytes, lengthAt } = CaptureRecordLayout

const MIN_TIME_US = BigInt(BridgeLimits.minCaptureTimeUs)
const MAX_TIME_US = BigInt(BridgeLimits.maxCaptureTimeUs)

/**
 * Cuts the bytes of a `msgs_recv.dat` or `msgs_sent.dat` into records. A record is believed when
 * it ends where the file does, or where the header of another begins; so a message that a full
 * disk or a dying node has cut short does not take the next ones for its payload. It keeps no
 * bytes: those of a record that is not whole are not taken.
 */
export class CaptureSplitter {
  readonly #sink: CaptureSink
  /** Whether the next byte begins a record. */
  #inStep: boolean
  #isHeld = false

  /** `inStep`: whether the first byte begins a record, as at the start of a file. */
  constructor(sink: CaptureSink, inStep: boolean) {
    this.#sink = sink
    this.#inStep = inStep
  }

  /** The next bytes are the first of a file. */
  reset(): void {
    this.#inStep = true
  }

  /** Whether the last call stopped at a record for which it is too early. */
  get isHeld(): boolean {
    return this.#isHeld
  }

  /**
   * Takes whole records off the front of `chunk`, up to the first for which it is too early; gives
   * how many bytes they have.
   */
  take(chunk: Buffer, isEarly?: (timeUs: number) => boolean): number {
    let at = 0
    this.#isHeld = false
    for (;;) {
      const end = recordAt(chunk, at)
      if (typeof end === 'number') {
        this.#inStep = true
        if (isEarly?.(Number(chunk.readBigInt64LE(at))) === true) {
          this.#isHeld = true
          return at
        }
        this.#sink.record(readRecord(chunk, at, end))
        at = end
      } else if (this.#inStep && end === 'more') {
        return at
      } else {
        // A header may be sound and its length a lie: the search goes on at its second byte.
        const next = findRecord(chunk, end === 'none' ? at + 1 : at)
        this.#inStep = false
        if (next > at) this.#sink.damaged(next - at)
        at = next
        if (typeof recordAt(chunk, at) !== 'number') return at
      }
    }
  }
}

/** Where the record at `at` ends; 'more': not all of it is there; 'none': there is none. */
function recordAt(chunk: Buffer, at: number): number | 'more' | 'none' {
  const left = chunk.length - at
  if (left < headerBytes) return isHeader(chunk, at) ? 'more' : 'none'
  if (!isHeader(chunk, at)) return 'none'
  const end = at + headerBytes + chunk.readUInt32LE(at + lengthAt)
  if (end > chunk.length) return 'more'
  if (end === chunk.length || chunk.length - end >= headerBytes) {
    return isHeader(chunk, end) ? end : 'none'
  }
  return isHeader(chunk, end) ? 'more' : 'none'
}

/** Whether what there is of a header at `at` may be one. Nothing may be one, too. */
function isHeader(chunk: Buffer, at: number): boolean {
  const left = chunk.length - at
  if (left >= typeAt) {
    const timeUs = chunk.readBigInt64LE(at)
    if (timeUs < MIN_TIME_US || timeUs > MAX_TIME_US) return false
  }
  let ended = false
  for (let i = typeAt; i < Math.min(left, typeAt + typeBytes); i++) {
    const byte = chunk[at + i] ?? 0
    if (byte === 0) ended = true
    else if (ended || byte < 0x20 || byte > 0x7e) return false
  }
  return (
    left < headerBytes || chunk.readUInt32LE(at + lengthAt) <= BridgeLimits.maxCapturedPayloadBytes
  )
}

/** The first place from `from` on where a record may begin; at the latest where no header ends. */
function findRecord(chunk: Buffer, from: number): number {
  let at = from
  for (; at + headerBytes <= chunk.length; at++) {
    // The two highest bytes of every possible time; looking at them first is what makes it fast.
    if (chunk[at + 7] !== 0 || (chunk[at + 6] ?? 0) > 15) continue
    if (recordAt(chunk, at) !== 'none') return at
  }
  return Math.min(at, chunk.length)
}

function readRecord(chunk: Buffer, at: number, end: number): CaptureRecord {
  const { timeUs, messageType } = readCaptureHeader(chunk, at)
  return { timeUs, messageType, payload: Uint8Array.from(chunk.subarray(at + headerBytes, end)) }
}
