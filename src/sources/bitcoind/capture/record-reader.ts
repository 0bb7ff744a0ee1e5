import { limits } from '../limits.js'

const HEADER_BYTES = 24
const TYPE_BYTES = 12
/** Payloads up to this size are cheapest as arrays of their own. */
const SMALL_BYTES = 64
const typePattern = /^([ -~]*)\0*$/

/** A record, its payload a copy of its own. */
export interface CaptureRecord {
  /** Unix microseconds of the node's clock. */
  readonly timeUs: number
  readonly messageType: string
  readonly payload: Uint8Array
}

/**
 * Reads the records of one `msgs_recv.dat` or `msgs_sent.dat` from pieces of any size. Holds at
 * most one record that is not whole yet.
 *
 * Bytes that can be no record (a size above Core's limit, a time before 2009 or far beyond, a type
 * that is no printable ASCII) mean that the place in the file is wrong: reading stops, because
 * nothing in the format marks where the next record starts.
 */
export class CaptureRecordReader {
  readonly #header = Buffer.alloc(HEADER_BYTES)
  #headerLength = 0
  #timeUs = 0
  #messageType = ''
  #payload: Uint8Array | undefined
  #payloadLength = 0
  /** Why reading has stopped; undefined while all is well. */
  problem: string | undefined
  /** Whether bytes of a record are held whose rest has not come. */
  get partial(): boolean {
    return this.#headerLength > 0
  }

  /** Calls `onRecord` for each record that is whole now. Takes nothing more once there is a problem. */
  push(bytes: Uint8Array, onRecord: (record: CaptureRecord) => void): void {
    let at = 0
    while (this.problem === undefined) {
      if (this.#payload === undefined) {
        const taken = Math.min(HEADER_BYTES - this.#headerLength, bytes.length - at)
        this.#header.set(bytes.subarray(at, at + taken), this.#headerLength)
        this.#headerLength += taken
        at += taken
        if (this.#headerLength < HEADER_BYTES) return
        this.#readHeader()
        continue
      }
      const payload = this.#payload
      const taken = Math.min(payload.length - this.#payloadLength, bytes.length - at)
      payload.set(bytes.subarray(at, at + taken), this.#payloadLength)
      this.#payloadLength += taken
      at += taken
      if (this.#payloadLength < payload.length) return
      const record = { timeUs: this.#timeUs, messageType: this.#messageType, payload }
      this.reset()
      onRecord(record)
    }
  }

  /** Starts anew with the first byte of a record: the file was cut or is another one. */
  reset(): void {
    this.#headerLength = 0
    this.#payload = undefined
    this.#payloadLength = 0
    this.problem = undefined
  }

  #readHeader(): void {
    const header = this.#header
    // Whatever is no safe integer, or negative, is far from the times that are allowed.
    const timeUs = header.readInt32LE(4) * 2 ** 32 + header.readUInt32LE(0)
    const size = header.readUInt32LE(8 + TYPE_BYTES)
    const messageType = readType(header.toString('latin1', 8, 8 + TYPE_BYTES))
    if (!(timeUs >= limits.minCaptureTimeUs && timeUs <= limits.maxCaptureTimeUs)) {
      this.problem = 'a time that can be none'
    } else if (messageType === undefined) {
      this.problem = 'a message type that can be none'
    } else if (size > limits.maxCapturedPayloadBytes) {
      this.problem = `a payload of ${size} bytes, more than any message has`
    } else {
      this.#timeUs = timeUs
      this.#messageType = messageType
      this.#payload = size <= SMALL_BYTES ? new Uint8Array(size) : Buffer.allocUnsafe(size)
      this.#payloadLength = 0
    }
  }
}

/** Printable ASCII without the NULs behind it; undefined where it is anything else. */
function readType(padded: string): string | undefined {
  return padded.length === TYPE_BYTES ? typePattern.exec(padded)?.[1] : undefined
}
