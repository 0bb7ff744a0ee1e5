import { open } from 'node:fs/promises'
import { fileFailed, PRIVATE_FILE } from '../../errors/index.js'
import { ExportLimits } from '../limits.js'

interface Waiting {
  parts: Uint8Array[]
  bytes: number
}

/**
 * New files that are written a little each, in turn. A file is open only while something is
 * written to it, so that there may be any number; what waits is bounded over all of them.
 */
export class AppendBuffers {
  readonly #waiting = new Map<string, Waiting>()
  /** Files that have been made. */
  readonly #made = new Set<string>()
  #bytes = 0

  /** Keeps a copy. Resolves when there is room for more; rejects with FILE_FAILED. */
  async append(path: string, parts: readonly Uint8Array[]): Promise<void> {
    let waiting = this.#waiting.get(path)
    if (waiting === undefined) {
      waiting = { parts: [], bytes: 0 }
      this.#waiting.set(path, waiting)
    }
    for (const part of parts) {
      // A view would keep all of the frame that it is in.
      waiting.parts.push(Uint8Array.from(part))
      waiting.bytes += part.length
      this.#bytes += part.length
    }
    if (waiting.bytes >= ExportLimits.maxWaitingFileBytes) await this.#write(path, waiting)
    if (this.#bytes >= ExportLimits.maxWaitingBytes) await this.flush()
  }

  /** Writes all that waits. */
  async flush(): Promise<void> {
    for (const [path, waiting] of this.#waiting) await this.#write(path, waiting)
  }

  async #write(path: string, { parts, bytes }: Waiting): Promise<void> {
    this.#waiting.delete(path)
    this.#bytes -= bytes
    try {
      const handle = await open(path, this.#made.has(path) ? 'a' : 'wx', PRIVATE_FILE)
      this.#made.add(path)
      try {
        await handle.writeFile(Buffer.concat(parts))
      } finally {
        await handle.close()
      }
    } catch (cause) {
      throw fileFailed('cannot be written', path, cause)
    }
  }
}
