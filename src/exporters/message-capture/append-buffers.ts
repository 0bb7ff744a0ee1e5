import { open } from 'node:fs/promises'
import { fileFailed, PRIVATE_FILE } from '../../errors/index.js'
import { ExportLimits } from '../limits.js'

/** Memory that is taken for a file at first: it doubles from there. */
const LEAST_BYTES = 256

interface Waiting {
  buffer: Buffer
  length: number
}

/**
 * New files that are written a little each, in turn. A file is open only while something is
 * written to it, so that there may be any number; the memory of what waits, in one piece a file,
 * is bounded over all of them.
 */
export class AppendBuffers {
  readonly #waiting = new Map<string, Waiting>()
  /** Files that have been made. */
  readonly #made = new Set<string>()
  /** Memory of all that wait, used or not. */
  #bytes = 0

  /** Keeps a copy. Resolves when there is room for more; rejects with FILE_FAILED. */
  async append(path: string, parts: readonly Uint8Array[]): Promise<void> {
    let waiting = this.#waiting.get(path)
    if (waiting === undefined) {
      waiting = { buffer: Buffer.alloc(0), length: 0 }
      this.#waiting.set(path, waiting)
    }
    this.#reserve(
      waiting,
      parts.reduce((sum, { length }) => sum + length, 0),
    )
    for (const part of parts) {
      waiting.buffer.set(part, waiting.length)
      waiting.length += part.length
    }
    if (waiting.length >= ExportLimits.maxWaitingFileBytes) await this.#write(path, waiting)
    if (this.#bytes >= ExportLimits.maxWaitingCaptureBytes) await this.flush()
  }

  /** Writes all that waits. */
  async flush(): Promise<void> {
    for (const [path, waiting] of this.#waiting) await this.#write(path, waiting)
  }

  #reserve(waiting: Waiting, bytes: number): void {
    const { buffer, length } = waiting
    if (length + bytes <= buffer.length) return
    const larger = Buffer.allocUnsafeSlow(Math.max(LEAST_BYTES, 2 * length, length + bytes))
    larger.set(buffer.subarray(0, length))
    this.#bytes += larger.length - buffer.length
    waiting.buffer = larger
  }

  async #write(path: string, { buffer, length }: Waiting): Promise<void> {
    this.#waiting.delete(path)
    this.#bytes -= buffer.length
    try {
      const handle = await open(path, this.#made.has(path) ? 'a' : 'wx', PRIVATE_FILE)
      this.#made.add(path)
      try {
        await handle.writeFile(buffer.subarray(0, length))
      } finally {
        await handle.close()
      }
    } catch (cause) {
      throw fileFailed('cannot be written', path, cause)
    }
  }
}
