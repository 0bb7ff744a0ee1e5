import { FramePool } from './frame-pool.js'
import { CapnpLimits, WORD_BYTES } from './limits.js'
import { malformed } from './malformed.js'

/** Bytes of the first part of a header: the segment count and the first segment's size. */
const MIN_HEADER_BYTES = 8

/**
 * Cuts a stream of bytes into frames (segment table and segments of one message).
 *
 * Each frame is handed out as the exclusive owner of an 8-aligned ArrayBuffer, so that a reader
 * may keep views into it for as long as it likes, unless it gives it back to the pool that the
 * memory came from. A header is checked before memory is taken for its frame. What comes in is not
 * kept past the call.
 */
export class FrameSplitter {
  readonly #onFrame: (frame: Uint8Array) => void
  readonly #maxFrameBytes: number
  readonly #frames: FramePool
  readonly #header = new Uint8Array(4 * (CapnpLimits.maxSegments + 2))
  readonly #headerView = new DataView(this.#header.buffer)
  #headerBytes = 0
  #frame: Uint8Array | null = null
  #frameBytes = 0

  /** `onFrame` may throw; the rest of the bytes pushed is then discarded. */
  constructor(
    onFrame: (frame: Uint8Array) => void,
    maxFrameBytes: number = CapnpLimits.maxFrameBytes,
    frames: FramePool = new FramePool(),
  ) {
    this.#onFrame = onFrame
    this.#maxFrameBytes = maxFrameBytes
    this.#frames = frames
  }

  /** Bytes of a frame that has begun and not ended; 0 between frames. */
  get pendingBytes(): number {
    return this.#frame === null ? this.#headerBytes : this.#frameBytes
  }

  /**
   * Where the stream's next bytes may be written instead of being pushed: the rest of a frame
   * that has begun, if that is worth it; null otherwise. {@link placed} tells how many were.
   */
  place(): Uint8Array | null {
    const frame = this.#frame
    if (frame === null || frame.length - this.#frameBytes < CapnpLimits.minPlacedBytes) return null
    return frame.subarray(this.#frameBytes)
  }

  /** The stream's next `count` bytes are in {@link place}. */
  placed(count: number): void {
    const frame = this.#frame
    if (frame === null || count > frame.length - this.#frameBytes) {
      throw new RangeError(`${count} bytes do not belong to the frame that has begun`)
    }
    this.#frameBytes += count
    if (this.#frameBytes === frame.length) this.#endFrame(frame)
  }

  /** Takes the stream's next bytes. Throws MALFORMED_MESSAGE for a header that breaks a limit. */
  push(bytes: Uint8Array): void {
    let at = 0
    while (at < bytes.length) {
      at =
        this.#frame === null ? this.#takeHeader(bytes, at) : this.#takeBody(this.#frame, bytes, at)
    }
  }

  #takeHeader(bytes: Uint8Array, start: number): number {
    let at = start
    for (;;) {
      const wanted = this.#headerLength()
      if (this.#headerBytes === wanted) break
      if (at === bytes.length) return at
      const end = Math.min(bytes.length, at + wanted - this.#headerBytes)
      this.#header.set(bytes.subarray(at, end), this.#headerBytes)
      this.#headerBytes += end - at
      at = end
    }
    this.#beginFrame()
    return at
  }

  /** Bytes of the header, as far as its beginning tells. */
  #headerLength(): number {
    if (this.#headerBytes < MIN_HEADER_BYTES) return MIN_HEADER_BYTES
    return headerBytes(this.#segmentCount())
  }

  #segmentCount(): number {
    const count = this.#headerView.getUint32(0, true) + 1
    if (count > CapnpLimits.maxSegments) {
      malformed(`${count} segments; at most ${CapnpLimits.maxSegments} are read`)
    }
    return count
  }

  #beginFrame(): void {
    const count = this.#segmentCount()
    let words = 0
    for (let i = 0; i < count; i++) words += this.#headerView.getUint32(4 * (i + 1), true)
    const length = headerBytes(count) + words * WORD_BYTES
    if (length > this.#maxFrameBytes) {
      malformed(`a frame of ${length} bytes; at most ${this.#maxFrameBytes} are read`)
    }
    // It is handed out when every byte of it has been written.
    const frame = this.#frames.take(length)
    frame.set(this.#header.subarray(0, this.#headerBytes))
    this.#frame = frame
    this.#frameBytes = this.#headerBytes
    this.#headerBytes = 0
    if (this.#frameBytes === length) this.#endFrame(frame)
  }

  #takeBody(frame: Uint8Array, bytes: Uint8Array, at: number): number {
    const end = Math.min(bytes.length, at + frame.length - this.#frameBytes)
    frame.set(bytes.subarray(at, end), this.#frameBytes)
    this.#frameBytes += end - at
    if (this.#frameBytes === frame.length) this.#endFrame(frame)
    return end
  }

  #endFrame(frame: Uint8Array): void {
    this.#frame = null
    this.#frameBytes = 0
    this.#onFrame(frame)
  }
}

/** Bytes of a segment table, padded to a word. */
export function headerBytes(segments: number): number {
  return 4 * (segments + 1 + ((segments + 1) & 1))
}
