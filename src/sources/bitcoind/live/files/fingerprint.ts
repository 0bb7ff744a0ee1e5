import { TailLimits } from './limits.js'

/**
 * The last bytes read of a file. They tell whether what stands before a position is still what was
 * read there, and where it stands in a file that was written anew.
 */
export class Fingerprint {
  readonly #bytes = Buffer.alloc(TailLimits.fingerprintBytes)
  #length = 0

  get length(): number {
    return this.#length
  }

  clear(): void {
    this.#length = 0
  }

  /** Notes bytes that follow those before. */
  add(chunk: Uint8Array): void {
    const bytes = this.#bytes
    if (chunk.length >= bytes.length) {
      bytes.set(chunk.subarray(chunk.length - bytes.length))
      this.#length = bytes.length
      return
    }
    const kept = Math.min(this.#length, bytes.length - chunk.length)
    bytes.copyWithin(0, this.#length - kept, this.#length)
    bytes.set(chunk, kept)
    this.#length = kept + chunk.length
  }

  /** Whether `bytes` begin with it. */
  startsAt(bytes: Uint8Array): boolean {
    return (
      bytes.length >= this.#length &&
      this.#bytes.compare(bytes, 0, this.#length, 0, this.#length) === 0
    )
  }

  /** Where the last copy of it in `bytes` ends; -1: there is none. */
  lastEndIn(bytes: Buffer): number {
    const at = bytes.lastIndexOf(this.#bytes.subarray(0, this.#length))
    return at === -1 ? -1 : at + this.#length
  }
}
