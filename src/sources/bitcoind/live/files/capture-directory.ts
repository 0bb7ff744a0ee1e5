import { join } from 'node:path'
import { CAPTURE_RECEIVED_FILE, CAPTURE_SENT_FILE } from '../../../../bitcoin/index.js'
import { type CaptureRecord, CaptureSplitter } from '../../capture/capture-splitter.js'
import { type FileSystem, isMissing, systemCode } from './file-system.js'
import { FileTail, type TailState } from './file-tail.js'
import { TailLimits } from './limits.js'

export type CaptureDirection = 'inbound' | 'outbound'

/** Takes what a node captures. */
export interface CaptureDirectorySink {
  record(directory: string, direction: CaptureDirection, record: CaptureRecord): void
  /** Records may be missing here. `detail` is for people. */
  gap(directory: string, detail: string): void
}

const FILES = [
  [CAPTURE_RECEIVED_FILE, 'inbound'],
  [CAPTURE_SENT_FILE, 'outbound'],
] as const

/** A file of which only the place reached is kept. */
interface RestingFile {
  readonly directory: string
  readonly direction: CaptureDirection
  /** Null: there was none. */
  readonly id: string | null
  readonly position: number
}

interface ActiveFile {
  readonly directory: string
  readonly direction: CaptureDirection
  readonly tail: FileTail
  readonly splitter: CaptureSplitter
  idleTurns: number
}

/**
 * Follows `message_capture`: all files of all peers, those that appear and those that go. Files
 * that grow are looked at in each turn, the others in a slow round. What was captured before the
 * first turn is left.
 */
export class CaptureDirectory {
  readonly path: string
  readonly #files: FileSystem
  readonly #sink: CaptureDirectorySink
  readonly #active = new Map<string, ActiveFile>()
  readonly #resting = new Map<string, RestingFile>()
  #round: IterableIterator<string> | null = null
  #names = new Set<string>()
  #isFirst = true
  #modifiedMs = -1
  #turnsToList = 0
  #state: TailState = { kind: 'missing' }
  #unreadable: { path: string; code: string } | null = null
  #left = 0

  constructor(path: string, files: FileSystem, sink: CaptureDirectorySink) {
    this.path = path
    this.#files = files
    this.#sink = sink
  }

  get state(): TailState {
    return this.#state
  }

  /** How many files are followed, and how many of them grow. */
  get counts(): { readonly files: number; readonly active: number; readonly left: number } {
    const active = this.#active.size
    return { files: active + this.#resting.size, active, left: this.#left }
  }

  /** A file that could not be read at the last look at it. */
  get unreadable(): { readonly path: string; readonly code: string } | null {
    return this.#unreadable
  }

  /**
   * Looks once. Takes about `budget` bytes; gives how many. Less than that: it was all, but for
   * records for which it is too early.
   */
  poll(budget: number, isEarly?: (timeUs: number) => boolean): number {
    this.#lookForNames()
    this.#lookAtResting()
    let read = 0
    for (const [path, file] of this.#active) {
      read += this.#pollFile(path, file, budget - read, isEarly)
      if (read >= budget) {
        // The others first, the next time.
        this.#active.delete(path)
        this.#active.set(path, file)
        return read
      }
    }
    return read
  }

  /** Gives all handles back. */
  close(): void {
    for (const { tail } of this.#active.values()) tail.release()
  }

  #lookForNames(): void {
    try {
      const { modifiedMs } = this.#files.status(this.path)
      const isChanged = modifiedMs !== this.#modifiedMs
      if (!isChanged && --this.#turnsToList > 0) return
      this.#modifiedMs = modifiedMs
      // What came right after this look may not show in the directory's time: look again at once.
      this.#turnsToList = isChanged ? 1 : TailLimits.listTurns
      this.#takeNames(this.#files.list(this.path))
      this.#state = { kind: 'open' }
    } catch (error) {
      this.#state = isMissing(error)
        ? { kind: 'missing' }
        : { kind: 'unreadable', code: systemCode(error) }
    }
    // Whatever appears from now on is read from its start.
    if (this.#state.kind !== 'unreadable') this.#isFirst = false
  }

  #takeNames(list: readonly string[]): void {
    const names = new Set(list)
    for (const name of this.#names) if (!names.has(name)) this.#forget(name)
    for (const name of names) if (!this.#names.has(name)) this.#meet(name)
    this.#names = names
  }

  #meet(directory: string): void {
    for (const [file, direction] of FILES) {
      const path = join(this.path, directory, file)
      if (this.#active.size + this.#resting.size >= TailLimits.maxCaptureFiles) this.#left++
      else if (this.#isFirst) this.#rest(path, directory, direction)
      else this.#follow(path, directory, direction, 0)
    }
  }

  /** Of a directory that was deleted; a file of it that is open may still be written to. */
  #forget(directory: string): void {
    for (const [file] of FILES) {
      const path = join(this.path, directory, file)
      if (this.#unreadable?.path === path) this.#unreadable = null
      const active = this.#active.get(path)
      if (active !== undefined) this.#pollFile(path, active, Number.POSITIVE_INFINITY)
      active?.tail.release()
      this.#active.delete(path)
      this.#resting.delete(path)
    }
  }

  #follow(path: string, directory: string, direction: CaptureDirection, from: number): void {
    const splitter = new CaptureSplitter(
      {
        record: record => this.#sink.record(directory, direction, record),
        damaged: bytes =>
          this.#sink.gap(directory, `${bytes} bytes of ${direction} messages are damaged`),
      },
      from === 0,
    )
    const tail = new FileTail(path, this.#files, from)
    this.#active.set(path, { directory, direction, tail, splitter, idleTurns: 0 })
    if (this.#active.size <= TailLimits.maxActiveFiles) return
    const oldest = this.#active.entries().next().value
    if (oldest !== undefined) this.#retire(...oldest)
  }

  #pollFile(
    path: string,
    file: ActiveFile,
    budget: number,
    isEarly?: (timeUs: number) => boolean,
  ): number {
    const { directory, direction, tail, splitter } = file
    const read = tail.poll(budget, {
      data: chunk => splitter.take(chunk, isEarly),
      get isHeld() {
        return splitter.isHeld
      },
      restart: reason => {
        splitter.reset()
        if (reason === 'truncated') this.#sink.gap(directory, `the ${direction} file was cut`)
      },
    })
    if (tail.state.kind === 'unreadable') this.#unreadable = { path, code: tail.state.code }
    else if (this.#unreadable?.path === path) this.#unreadable = null
    if (read > 0 || splitter.isHeld) file.idleTurns = 0
    else if (++file.idleTurns > TailLimits.maxIdleTurns) this.#retire(path, file)
    return read
  }

  #retire(path: string, { directory, direction, tail }: ActiveFile): void {
    tail.release()
    this.#active.delete(path)
    this.#resting.set(path, { directory, direction, id: tail.id, position: tail.position })
  }

  /** Notes where a file ends now. */
  #rest(path: string, directory: string, direction: CaptureDirection): void {
    const status = this.#statusOf(path)
    this.#resting.set(path, {
      directory,
      direction,
      id: status?.id ?? null,
      position: status?.size ?? 0,
    })
  }

  #lookAtResting(): void {
    for (let i = 0; i < TailLimits.slowRoundFiles; i++) {
      this.#round ??= this.#resting.keys()
      const next = this.#round.next()
      if (next.done === true) {
        this.#round = null
        return
      }
      const path = next.value
      const file = this.#resting.get(path)
      if (this.#unreadable?.path === path) this.#unreadable = null
      const status = this.#statusOf(path)
      if (file === undefined || status === null) continue
      if (status.id === file.id && status.size === file.position) continue
      this.#resting.delete(path)
      this.#follow(path, file.directory, file.direction, status.id === file.id ? file.position : 0)
    }
  }

  #statusOf(path: string): { id: string; size: number } | null {
    try {
      return this.#files.status(path)
    } catch (error) {
      if (!isMissing(error)) this.#unreadable = { path, code: systemCode(error) }
      return null
    }
  }
}
