import { promisify } from 'node:util'
import { constants, crc32, deflate } from 'node:zlib'
import type { Batch } from '../../client/index.js'
import { ErrorCodes, fileFailed, NodetapError } from '../../errors/index.js'
import {
  type BatchFacts,
  batchEntry,
  compressedEntry,
  type EntryPieces,
  endEntry,
  factsOf,
  gapEntry,
  headerEntry,
  IndexCollector,
  indexEntry,
  lossesEntry,
  type RecordingSubject,
  writeIndex,
} from '../format/index.js'
import { RecordingLimits } from '../limits.js'
import { type AppendFile, type OpenAppendFile, openAppendFile } from './append-file.js'

const deflateAsync = promisify(deflate)

export interface WriterOptions {
  /** Compresses each batch (zlib), on other threads. */
  readonly compress?: boolean
  /** Which file of a recording it is; 1 if not given. */
  readonly part?: number
  /** Unix milliseconds; Date.now if not given. */
  readonly now?: () => number
  readonly openFile?: OpenAppendFile
}

/**
 * Writes one file of a recording. Batches are handed to the system as they come, so that nothing
 * that was written is lost when this process dies; they are brought to the disk with each index
 * and at the end.
 *
 * After an error (FILE_FAILED: the disk is full, say) nothing more is written; the file is cut to
 * its whole entries and ended in order as far as the system allows.
 */
export class RecordingWriter implements AsyncDisposable {
  readonly path: string
  readonly #file: AppendFile
  readonly #compress: boolean
  readonly #now: () => number
  readonly #index = new IndexCollector()
  readonly #underWay: Promise<void>[] = []
  #tail: Promise<void> = Promise.resolve()
  #failure: NodetapError | null = null
  #closing: Promise<void> | null = null
  #bytes = 0
  #bytesUnderWay = 0
  #batches = 0
  #events = 0
  #lost = 0
  #gaps = 0

  private constructor(file: AppendFile, options: WriterOptions) {
    this.path = file.path
    this.#file = file
    this.#compress = options.compress ?? false
    this.#now = options.now ?? Date.now
  }

  /** Begins a file at `path`, where there must be none. Rejects with FILE_FAILED. */
  static async create(
    path: string,
    subject: RecordingSubject,
    options: WriterOptions = {},
  ): Promise<RecordingWriter> {
    const file = await (options.openFile ?? openAppendFile)(path)
    const writer = new RecordingWriter(file, options)
    try {
      const startedAtUnixUs = writer.#now() * 1000
      await writer.#append(headerEntry(subject, startedAtUnixUs, options.part ?? 1))
    } catch (cause) {
      await file.close()
      throw fileFailed('cannot be written', path, cause)
    }
    return writer
  }

  /** Bytes of the file so far. */
  get bytes(): number {
    return this.#bytes
  }

  /** Bytes of batches that were taken and are not written yet, before compression. */
  get bytesUnderWay(): number {
    return this.#bytesUnderWay
  }

  get events(): number {
    return this.#events
  }

  /** Events lost, as the batches told. */
  get lost(): number {
    return this.#lost
  }

  /** Reconnections, as the batches told. */
  get gaps(): number {
    return this.#gaps
  }

  /**
   * Takes a batch, with the losses and the gap that it tells of. Resolves when there is room for
   * the next, which may be before it is written. Rejects with FILE_FAILED, or with
   * MALFORMED_MESSAGE for a batch that cannot be read; either may be an earlier batch's.
   */
  async write(batch: Batch): Promise<void> {
    if (this.#closing !== null) throw closed(this.path)
    this.#throwFailure()
    const facts = batch.eventCount > 0 ? factsOf(batch) : null
    const entry = facts === null ? [] : batchEntry(batch)
    const packed = facts === null ? null : this.#pack(entry)
    const bytes = entry.reduce((sum, piece) => sum + piece.length, 0)
    this.#bytesUnderWay += bytes
    const turn = this.#tail
    const done = (async () => {
      const [pieces] = await Promise.all([packed, turn])
      if (this.#failure === null) await this.#writeAll(batch, facts, pieces)
      this.#bytesUnderWay -= bytes
    })().catch((error: unknown) => this.#fail(error))
    this.#tail = done
    this.#underWay.push(done)
    if (this.#underWay.length >= RecordingLimits.maxBatchesUnderWay) await this.#underWay[0]
    void done.then(() => this.#underWay.shift())
    this.#throwFailure()
  }

  /** Resolves when all that was taken is written. Rejects as {@link write} does. */
  async flush(): Promise<void> {
    await this.#tail
    this.#throwFailure()
  }

  /** Writes the index and the end, and brings all to the disk. Rejects as {@link write} does. */
  close(): Promise<void> {
    this.#closing ??= this.#close()
    return this.#closing
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.close()
  }

  async #close(): Promise<void> {
    await this.#tail
    try {
      // After a failure too: what was cut off has made room for the little that this takes.
      await this.#finish()
    } catch (error) {
      await this.#fail(error)
    }
    await this.#file.close().catch((cause: unknown) => this.#fail(cause))
    this.#throwFailure()
  }

  async #finish(): Promise<void> {
    if (!this.#index.isEmpty) await this.#writeIndex()
    const end = endEntry({
      offset: this.#bytes,
      index: this.#index.previousIndex,
      batches: this.#batches,
      events: this.#events,
      lost: this.#lost,
      gaps: this.#gaps,
      endedAtUnixUs: this.#now() * 1000,
    })
    await this.#append(end)
    await this.#file.sync()
  }

  async #pack(pieces: EntryPieces): Promise<EntryPieces> {
    if (!this.#compress) return pieces
    const whole = Buffer.concat(pieces)
    const data = await deflateAsync(whole, { level: constants.Z_BEST_SPEED })
    // What does not become smaller stays as it is.
    return data.length < whole.length ? compressedEntry(whole.length, data) : [whole]
  }

  async #writeAll(
    batch: Batch,
    facts: BatchFacts | null,
    pieces: EntryPieces | null,
  ): Promise<void> {
    if (batch.losses.length > 0) {
      await this.#append(lossesEntry(batch.losses))
      this.#index.addLosses(batch.losses)
      for (const { count } of batch.losses) this.#lost += count
    }
    if (batch.gap !== null) {
      await this.#append(gapEntry(batch.gap))
      this.#index.gaps++
      this.#gaps++
    }
    if (facts === null || pieces === null) return
    const offset = this.#bytes
    await this.#append(pieces)
    const entryBytes = this.#bytes - offset
    this.#index.addBatch({ ...facts, offset, entryBytes, checksum: checksumOf(pieces) })
    this.#batches++
    this.#events += facts.events
    if (this.#index.isFull) {
      await this.#writeIndex()
      await this.#file.sync()
    }
  }

  async #writeIndex(): Promise<void> {
    const offset = this.#bytes
    await this.#append(indexEntry(builder => writeIndex(builder, this.#index)))
    this.#index.next(offset)
  }

  async #append(pieces: EntryPieces): Promise<void> {
    await this.#file.append(pieces)
    for (const piece of pieces) this.#bytes += piece.length
  }

  /** Keeps the first failure, and cuts off the entry that was not written whole. */
  async #fail(cause: unknown): Promise<void> {
    this.#failure ??=
      cause instanceof NodetapError ? cause : fileFailed('cannot be written', this.path, cause)
    // A file that cannot be cut ends with a part of an entry, which readers pass over.
    await this.#file.truncate(this.#bytes).catch(() => {})
  }

  #throwFailure(): void {
    if (this.#failure !== null) throw this.#failure
  }
}

function checksumOf(pieces: EntryPieces): number {
  let checksum = 0
  for (const piece of pieces) checksum = crc32(piece, checksum)
  return checksum
}

function closed(path: string): NodetapError {
  return new NodetapError(ErrorCodes.Aborted, `${path} has been closed`)
}
