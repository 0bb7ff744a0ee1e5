import { open } from 'node:fs/promises'
import { type CaptureHeader, CaptureRecordLayout, readCaptureHeader } from '../../bitcoin/index.js'
import { ErrorCodes, fileFailed, NodetapError } from '../../errors/index.js'
import { ExportLimits } from '../limits.js'

/**
 * The records of one capture file, one after the other. The file is open only while a piece of it
 * is read, so that there may be any number of them.
 */
export class CaptureFile {
  readonly path: string
  readonly #chunkBytes: number
  #chunk: Buffer = Buffer.alloc(0)
  /** Where the chunk begins in the file, and how much of it has been taken. */
  #chunkAt = 0
  #taken = 0
  #next: CaptureHeader | null = null
  #restBytes = 0

  constructor(path: string, chunkBytes: number) {
    this.path = path
    this.#chunkBytes = chunkBytes
  }

  /** Bytes at the end of the file that are no whole record: the node was stopped meanwhile. */
  get restBytes(): number {
    return this.#restBytes
  }

  /**
   * The header of the next record; null at the end. Rejects with FILE_FAILED, or
   * MALFORMED_RECORDING for a record that cannot be.
   */
  async peek(): Promise<CaptureHeader | null> {
    if (this.#next !== null) return this.#next
    if (!(await this.#have(CaptureRecordLayout.headerBytes))) return null
    const header = readCaptureHeader(this.#chunk, this.#taken)
    if (!Number.isSafeInteger(header.timeUs)) {
      throw this.#malformed('a time beyond 2^53 microseconds')
    }
    if (header.payloadBytes > ExportLimits.maxMessageBytes) {
      throw this.#malformed(`a payload of ${header.payloadBytes} bytes`)
    }
    if (!(await this.#have(CaptureRecordLayout.headerBytes + header.payloadBytes))) return null
    this.#next = header
    return header
  }

  /** The payload of the record that {@link peek} told of: a copy. */
  take(): Uint8Array {
    const start = this.#taken + CaptureRecordLayout.headerBytes
    const end = start + (this.#next?.payloadBytes ?? 0)
    this.#taken = end
    this.#next = null
    return Uint8Array.from(this.#chunk.subarray(start, end))
  }

  /** Whether so many bytes more are there, after reading on if need be. */
  async #have(bytes: number): Promise<boolean> {
    if (this.#chunk.length - this.#taken >= bytes) return true
    this.#chunkAt += this.#taken
    const chunk = Buffer.alloc(Math.max(bytes, this.#chunkBytes))
    this.#chunk = chunk.subarray(0, await this.#read(chunk))
    this.#taken = 0
    if (this.#chunk.length >= bytes) return true
    this.#restBytes = this.#chunk.length
    return false
  }

  async #read(into: Buffer): Promise<number> {
    try {
      const handle = await open(this.path, 'r')
      try {
        let done = 0
        while (done < into.length) {
          const left = into.length - done
          const { bytesRead } = await handle.read(into, done, left, this.#chunkAt + done)
          if (bytesRead === 0) break
          done += bytesRead
        }
        return done
      } finally {
        await handle.close()
      }
    } catch (cause) {
      throw fileFailed('cannot be read', this.path, cause)
    }
  }

  #malformed(what: string): NodetapError {
    return new NodetapError(
      ErrorCodes.MalformedRecording,
      `${this.path}, byte ${this.#chunkAt + this.#taken}: ${what}: no message capture`,
    )
  }
}
