import { type FileHandle, open } from 'node:fs/promises'
import { fileFailed, PRIVATE_FILE } from '../errors/index.js'
import { ExportLimits } from './limits.js'

/** A new file that is written from its beginning to its end. */
export class OutputFile {
  readonly path: string
  readonly #handle: FileHandle
  #waiting: Uint8Array[] = []
  #waitingBytes = 0

  private constructor(path: string, handle: FileHandle) {
    this.path = path
    this.#handle = handle
  }

  /** Rejects with FILE_FAILED, also where there is such a file. */
  static async open(path: string): Promise<OutputFile> {
    try {
      return new OutputFile(path, await open(path, 'wx', PRIVATE_FILE))
    } catch (cause) {
      throw fileFailed('cannot be made', path, cause)
    }
  }

  /**
   * Writes text, or bytes that stay as they are until {@link flush}. Resolves when there is room
   * for more. Rejects with FILE_FAILED.
   */
  async write(data: string | Uint8Array): Promise<void> {
    const bytes = typeof data === 'string' ? Buffer.from(data) : data
    this.#waiting.push(bytes)
    this.#waitingBytes += bytes.length
    if (this.#waitingBytes >= ExportLimits.writeBytes) await this.flush()
  }

  async flush(): Promise<void> {
    const bytes = Buffer.concat(this.#waiting)
    this.#waiting = []
    this.#waitingBytes = 0
    if (bytes.length === 0) return
    try {
      await this.#handle.writeFile(bytes)
    } catch (cause) {
      throw fileFailed('cannot be written', this.path, cause)
    }
  }

  /** Brings it to the disk, too: it will be taken for whole. */
  async close(): Promise<void> {
    try {
      await this.flush()
      await this.#handle.datasync().catch((cause: unknown) => {
        throw fileFailed('cannot be written', this.path, cause)
      })
    } finally {
      await this.#handle.close()
    }
  }
}
