import { rm } from 'node:fs/promises'
import type { Batch } from '../../client/index.js'
import { ErrorCodes, NodetapError } from '../../errors/index.js'
import type { RecordingSubject } from '../format/index.js'
import { RecordingLimits } from '../limits.js'
import { partPath } from './part-path.js'
import { RecordingWriter, type WriterOptions } from './recording-writer.js'

/** When a recording's file is ended, and what follows it. */
export interface RecorderOptions extends Omit<WriterOptions, 'part'> {
  /** A file is ended when it has so many bytes: by the batch that reaches them. */
  readonly maxBytes?: number
  /** A file is ended when it is so old, in milliseconds; looked at when a batch comes. */
  readonly maxAgeMs?: number
  /** Goes on with another file, numbered (`trace.0002.rec`); otherwise the recording is over. */
  readonly rotate?: boolean
  /** Removes the oldest files of this recording beyond so many; all are kept if not given. */
  readonly keepFiles?: number
}

/** What was recorded so far. */
export interface RecorderTotals {
  readonly events: number
  /** Events that the subscription lost, as it was told. */
  readonly lost: number
  /** Reconnections: what was fired meanwhile is not in the recording. */
  readonly gaps: number
  /** Of all files, also of such as are removed. */
  readonly bytes: number
  /** Files begun. */
  readonly files: number
}

/** Writes a recording in one file, or in one after the other. */
export class Recorder implements AsyncDisposable {
  readonly #path: string
  readonly #subject: RecordingSubject
  readonly #options: RecorderOptions
  readonly #now: () => number
  #writer: RecordingWriter
  #part = 1
  #begunAt: number
  #done: RecorderTotals = { events: 0, lost: 0, gaps: 0, bytes: 0, files: 0 }

  private constructor(
    path: string,
    subject: RecordingSubject,
    options: RecorderOptions,
    writer: RecordingWriter,
  ) {
    this.#path = path
    this.#subject = subject
    this.#options = options
    this.#now = options.now ?? Date.now
    this.#writer = writer
    this.#begunAt = this.#now()
  }

  /** Begins the first file. Rejects with FILE_FAILED, also where it exists. */
  static async create(
    path: string,
    subject: RecordingSubject,
    options: RecorderOptions = {},
  ): Promise<Recorder> {
    const first = options.rotate === true ? partPath(path, 1) : path
    const writer = await RecordingWriter.create(first, subject, { ...options, part: 1 })
    return new Recorder(path, subject, options, writer)
  }

  /** The file that is written now. */
  get path(): string {
    return this.#writer.path
  }

  get totals(): RecorderTotals {
    const { events, lost, gaps, bytes, files } = this.#done
    const writer = this.#writer
    return {
      events: events + writer.events,
      lost: lost + writer.lost,
      gaps: gaps + writer.gaps,
      bytes: bytes + writer.bytes,
      files: files + 1,
    }
  }

  /** Takes a batch; false where the recording is over and it was not taken. */
  async write(batch: Batch): Promise<boolean> {
    if (await this.#isFull()) {
      if (this.#options.rotate !== true) return false
      await this.#rotate()
    }
    await this.#writer.write(batch)
    return true
  }

  close(): Promise<void> {
    return this.#writer.close()
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.close()
  }

  async #isFull(): Promise<boolean> {
    const { maxBytes = Number.POSITIVE_INFINITY, maxAgeMs = Number.POSITIVE_INFINITY } =
      this.#options
    if (this.#now() - this.#begunAt >= maxAgeMs) return true
    const writer = this.#writer
    if (writer.bytes + writer.bytesUnderWay < maxBytes) return false
    // How small it becomes when compressed is known when it is written.
    await writer.flush()
    return writer.bytes >= maxBytes
  }

  async #rotate(): Promise<void> {
    await this.#writer.close()
    if (this.#part >= RecordingLimits.maxParts) {
      throw new NodetapError(
        ErrorCodes.Overloaded,
        `A recording has at most ${RecordingLimits.maxParts} files`,
      )
    }
    this.#done = this.totals
    this.#part++
    this.#writer = await RecordingWriter.create(partPath(this.#path, this.#part), this.#subject, {
      ...this.#options,
      part: this.#part,
    })
    this.#begunAt = this.#now()
    const { keepFiles } = this.#options
    if (keepFiles !== undefined && this.#part > keepFiles) {
      await rm(partPath(this.#path, this.#part - keepFiles), { force: true })
    }
  }
}
