import { crc32 } from 'node:zlib'
import { MessageBuilder, MessageReader } from '../../capnp/index.js'
import { Batch, TextCache } from '../../client/index.js'
import { ErrorCodes, isNodetapError, type NodetapError } from '../../errors/index.js'
import { tracepoints } from '../../schema/index.js'
import {
  END_BYTES,
  type IndexedBatch,
  type IndexPart,
  type RecordingEnd,
  type RecordingHeader,
  readEntry,
  type TracepointFacts,
} from '../format/index.js'
import { BatchNews } from './batch-news.js'
import { atByte, damage } from './damage.js'
import { frameAt, framesFrom } from './frames.js'
import { LengthGuide } from './guide.js'
import { IndexChain, type PlacedEnd, readEnd } from './index-chain.js'
import { IndexGuide } from './index-guide.js'
import { asDamage, type DamagedStretch, lossesOf, PassedOver } from './passed-over.js'
import { openReadFile, type ReadFile } from './read-file.js'
import { loadSparsely, SparseMemory } from './sparse-frame.js'
import { CHANGED, type PlacedEntry, walk } from './walk.js'

export interface BatchesOptions {
  /** Only events of these; all if not given. Where the file has an index, the rest is not read. */
  readonly tracepoints?: readonly string[]
  /** Reads the file from its beginning to its end, whether or not it has an index. */
  readonly ignoreIndex?: boolean
  /**
   * Whether each batch that is read whole is held against the checksum in the index; true if not
   * given. It takes 0.3 ns a byte, and finds what is wrong in a batch that can be read all the same.
   */
  readonly checksums?: boolean
  /** Ends the iteration in order. */
  readonly signal?: AbortSignal
}

/**
 * A recording's file, open for reading: also one that is still being written, or whose recorder
 * was killed. What cannot be read is MALFORMED_RECORDING, and names the byte.
 */
export class Recording implements AsyncDisposable {
  readonly path: string
  readonly header: RecordingHeader
  /** What the file's last entry tells; null where the recording was not ended in order. */
  readonly end: RecordingEnd | null
  readonly #file: ReadFile
  readonly #headerBytes: number
  readonly #texts = new TextCache()
  readonly #chain: IndexChain | null

  private constructor(
    file: ReadFile,
    header: RecordingHeader,
    headerBytes: number,
    end: PlacedEnd | null,
  ) {
    this.path = file.path
    this.#file = file
    this.header = header
    this.#headerBytes = headerBytes
    this.end = end?.end ?? null
    this.#chain = end === null ? null : new IndexChain(file, end, this.#texts)
  }

  /** Rejects with FILE_FAILED, or MALFORMED_RECORDING for what does not begin as a recording. */
  static async open(path: string): Promise<Recording> {
    return Recording.read(await openReadFile(path))
  }

  /** The same of a file that is open, which the recording closes. */
  static async read(file: ReadFile): Promise<Recording> {
    const { path } = file
    try {
      const entries = walk(file, new TextCache(), new LengthGuide(file))
      const first = await entries.next()
      await entries.return(0)
      // The walk refuses a file that does not begin with a header.
      if (first.done === true || 'damage' in first.value || first.value.entry.kind !== 'header') {
        throw damage(path, 0, 'it is no recording: it has no header')
      }
      const { entry, frame } = first.value
      return new Recording(file, entry.header, frame.length, await readEnd(file))
    } catch (error) {
      await file.close()
      throw error
    }
  }

  /** The file's bytes now. */
  size(): Promise<number> {
    return this.#file.size()
  }

  /** How many bytes more it has than when it was ended; 0 where it was not. */
  get shiftedBytes(): number {
    return this.#chain?.shift ?? 0
  }

  /**
   * The batches in order, as the subscription brought them: losses and gaps are told with the
   * batch behind them. The beginning of an entry at the end of the file is passed over.
   *
   * Damage is passed over where it is known what lies behind it: by the indexes of a recording
   * that was ended, otherwise by the length of the damaged entry. Its events are told as losses,
   * of the cause `unknown`, as the next index has them; and when all else has been read, it
   * rejects with MALFORMED_RECORDING.
   */
  batches(options: BatchesOptions = {}): AsyncGenerator<Batch, void, undefined> {
    const { tracepoints, ignoreIndex = false, checksums = true, signal } = options
    const wanted = tracepoints === undefined ? null : new Set(tracepoints)
    const chain = this.#chain
    return wanted !== null && chain !== null && chain.shift === 0 && !ignoreIndex
      ? this.#byIndex(wanted, chain, checksums, signal)
      : this.#all(wanted, checksums, signal)
  }

  /** What the indexes tell, from the first on. Of a file without an end there are none. */
  async *indexes(): AsyncGenerator<IndexPart, void, undefined> {
    const chain = this.#chain
    if (chain === null) return
    for (const offset of await chain.offsets()) yield await chain.at(offset)
  }

  /**
   * All entries in order, and the damage between them; returns where the last whole one ends.
   * Batches are held against the checksums of the index, where there is one, unless told otherwise.
   */
  entries(checksums = true): AsyncGenerator<PlacedEntry | DamagedStretch, number, undefined> {
    const chain = this.#chain
    const file = this.#file
    const guide = chain === null ? new LengthGuide(file) : new IndexGuide(file, chain, checksums)
    return walk(file, this.#texts, guide, chain !== null)
  }

  close(): Promise<void> {
    return this.#file.close()
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.close()
  }

  async *#all(
    wanted: ReadonlySet<string> | null,
    checksums: boolean,
    signal: AbortSignal | undefined,
  ): AsyncGenerator<Batch, void, undefined> {
    const news = new BatchNews(wanted)
    const passed = new PassedOver()
    try {
      for await (const item of this.entries(checksums)) {
        if (signal?.aborted === true) return
        if ('damage' in item) {
          passed.add(item)
          continue
        }
        const { entry } = item
        if (entry.kind === 'index') yield* news.tellLosses(passed.lossesBefore(entry.part))
        else if (entry.kind !== 'batch') yield* news.tellOf(entry)
        else {
          const batch = wanted === null ? entry.batch : entry.batch.only(wanted)
          if (batch.eventCount > 0) yield news.tell(batch)
        }
      }
    } catch (error) {
      throw passed.failure(asDamage(error))
    }
    yield* news.rest()
    passed.throwFailure()
  }

  async *#byIndex(
    wanted: ReadonlySet<string>,
    chain: IndexChain,
    checksums: boolean,
    signal: AbortSignal | undefined,
  ): AsyncGenerator<Batch, void, undefined> {
    const offsets = await chain.offsets().catch(asDamage)
    if (!Array.isArray(offsets)) {
      // An index is damaged: the batches themselves may be whole.
      yield* this.#all(wanted, checksums, signal)
      return
    }
    const news = new BatchNews(wanted)
    const passed = new PassedOver()
    const memory = new SparseMemory()
    let at = this.#headerBytes
    for (const index of offsets) {
      for (const indexed of (await chain.at(index)).batches) {
        const { offset, entryBytes, tracepoints: facts } = indexed
        if (signal?.aborted === true) return
        yield* this.#between(at, offset, news, passed)
        at = offset + entryBytes
        const there = facts.filter(({ name }) => wanted.has(name))
        if (there.length === 0) continue
        const batch =
          (await this.#partOfBatch(memory, offset, entryBytes, there)) ??
          (await this.#wholeBatch(indexed, checksums).catch(asDamage))
        if (batch instanceof Batch) {
          const only = batch.only(wanted)
          if (only.eventCount > 0) yield news.tell(only)
        } else {
          passed.add(stretchOf(batch, offset, at))
          yield* news.tellLosses(lossesOf([indexed]))
        }
      }
      passed.settle()
    }
    yield* this.#between(at, (await this.size()) - END_BYTES, news, passed)
    yield* news.rest()
    passed.throwFailure()
  }

  /** Reads what lies between two batches: losses, gaps, and the indexes themselves. */
  async *#between(
    start: number,
    stop: number,
    news: BatchNews,
    passed: PassedOver,
  ): AsyncGenerator<Batch, void, undefined> {
    if (stop < start) throw damage(this.path, stop, 'an index whose batches overlap')
    let at = start
    try {
      if (stop === start) return
      for await (const { frame, offset } of framesFrom(this.#file, start, stop)) {
        const entry = atByte(this.path, offset, () => readEntry(frame, offset, this.#texts))
        if (entry.kind === 'batch') {
          throw damage(this.path, offset, 'a batch that no index tells of')
        }
        yield* news.tellOf(entry)
        at = offset + frame.length
      }
      if (at < stop) throw damage(this.path, at, 'an entry that goes beyond the next')
    } catch (error) {
      passed.add(stretchOf(asDamage(error), at, stop))
    }
  }

  async #wholeBatch(
    { offset, entryBytes, checksum }: IndexedBatch,
    check: boolean,
  ): Promise<Batch> {
    const frame = await frameAt(this.#file, offset, entryBytes)
    const entry = atByte(this.path, offset, () => readEntry(frame, offset, this.#texts))
    if (entry.kind !== 'batch') throw damage(this.path, offset, 'no batch where one should be')
    if (check && crc32(frame) !== checksum) throw damage(this.path, offset, CHANGED)
    return entry.batch
  }

  /**
   * Some tracepoints of a batch, without reading the others; null where it has to be read whole,
   * which also tells what may be wrong with it.
   */
  async #partOfBatch(
    memory: SparseMemory,
    offset: number,
    bytes: number,
    tracepoints: readonly TracepointFacts[],
  ): Promise<Batch | null> {
    const frame = memory.frame(this.#file, offset, bytes)
    if (frame === null) return null
    const names = new Set(tracepoints.map(({ name }) => name))
    try {
      if (!(await loadSparsely(frame, names))) return null
      const entry = readEntry(frame.bytes, offset, this.#texts)
      if (entry.kind !== 'batch') return null
      const batch = this.#compact(entry.batch.only(names))
      const isWhole = tracepoints.every(({ name, count }) => countOf(batch, name) === count)
      return isWhole ? batch : null
    } catch (error) {
      if (isNodetapError(error, ErrorCodes.FileFailed)) throw error
      return null
    } finally {
      frame.clear()
    }
  }

  /** The same in memory of its own, and no more than it takes. */
  #compact(batch: Batch): Batch {
    const message = new MessageBuilder()
    batch.encode(message, 0)
    return new Batch(new MessageReader(message.toFrame()).root(tracepoints.Batch), this.#texts)
  }
}

/** Damage of a file that lies as it was written. */
function stretchOf(damage: NodetapError, offset: number, end: number): DamagedStretch {
  return { damage, offset, end, missing: { from: offset, to: end } }
}

function countOf(batch: Batch, name: string): number {
  const known = batch.tracepoints.find(it => it === name)
  return known === undefined ? 0 : batch.count(known)
}
