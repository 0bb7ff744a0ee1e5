import { type FileStatus, type FileSystem, isMissing, systemCode } from './file-system.js'
import { Fingerprint } from './fingerprint.js'
import { TailLimits } from './limits.js'

/** Takes what a file grows by. */
export interface TailSink {
  /**
   * Takes whole records off the front of `chunk` and gives how many bytes they have. The rest is
   * offered again when the file has grown. Of a piece of `pieceBytes` something has to be taken.
   * The chunk is valid only during the call.
   */
  data(chunk: Buffer): number
  /** Whether the last piece was not taken to its end because it is too early for the rest: it is offered at the next look. */
  readonly isHeld?: boolean
  /** What comes next does not continue what came before. */
  restart(reason: RestartReason): void
}

/**
 * Why a file is read from its start:
 *
 * - `rotated`: another file is at the path, and the one before has been read to its end;
 * - `truncated`: it was cut, or replaced where it stood; what was written between the last look
 *   and that is lost.
 */
export type RestartReason = 'rotated' | 'truncated'

/** How a file that is followed stands. */
export type TailState =
  | { readonly kind: 'open' }
  | { readonly kind: 'missing' }
  /** With the system's code: EACCES. */
  | { readonly kind: 'unreadable'; readonly code: string }

/** One buffer for all tails: bytes are taken, or read again, before the next read. */
const shared = Buffer.allocUnsafeSlow(TailLimits.pieceBytes)

/**
 * Follows one growing file through rotation, truncation, deletion and being written anew. It holds
 * a position, a handle, and the last 256 bytes taken; never the file, and no part of a record.
 *
 * It does nothing by itself: {@link poll} looks once.
 */
export class FileTail {
  readonly path: string
  readonly #files: FileSystem
  readonly #again: (last: Buffer) => number
  #handle: number | null = null
  /** Of the file at hand; null before there was one. */
  #id: string | null = null
  #position: number
  /** Start at the end of what is there at the first look. */
  #fromEnd: boolean
  /** As at the last look, to see what has changed. */
  #size = -1
  #modifiedMs = -1
  #behind = 0
  #state: TailState = { kind: 'missing' }
  readonly #fingerprint = new Fingerprint()

  /**
   * Starts at a position of the file, or at its end; a file that appears later, at its start. Of
   * the last bytes before its end, `again` may ask for some: those of a record that is not whole.
   */
  constructor(
    path: string,
    files: FileSystem,
    from: number | 'end',
    again: (last: Buffer) => number = () => 0,
  ) {
    this.path = path
    this.#files = files
    this.#again = again
    this.#fromEnd = from === 'end'
    this.#position = from === 'end' ? 0 : from
  }

  get state(): TailState {
    return this.#state
  }

  /** What tells the present file from others; null: there was none yet. */
  get id(): string | null {
    return this.#id
  }

  /** Bytes of the present file that have been taken. */
  get position(): number {
    return this.#position
  }

  /** Bytes of the present file that were there at the last look and have not been taken. */
  get behind(): number {
    return this.#behind
  }

  /** Reads about `budget` bytes of what is new; gives how many. Less than that: it was all. */
  poll(budget: number, sink: TailSink): number {
    try {
      return this.#follow(this.#named(), budget, sink)
    } catch (error) {
      // It went between two calls, or may not be read: the next look tells.
      this.#size = -1
      this.#state = isMissing(error)
        ? { kind: 'missing' }
        : { kind: 'unreadable', code: systemCode(error) }
      return 0
    }
  }

  /** Gives the file's handle back; the next {@link poll} goes on at the same place. */
  release(): void {
    if (this.#handle === null) return
    this.#files.close(this.#handle)
    this.#handle = null
  }

  /** What is at the path; null: nothing. */
  #named(): FileStatus | null {
    let status: FileStatus
    try {
      status = this.#files.status(this.path)
    } catch (error) {
      if (isMissing(error)) return null
      throw error
    }
    // Opening a pipe would wait for whoever writes to it.
    if (!status.isFile) throw Object.assign(new Error(this.path), { code: 'it is no file' })
    return status
  }

  #follow(named: FileStatus | null, budget: number, sink: TailSink): number {
    let read = 0
    if (this.#id !== null && named?.id !== this.#id) {
      if (this.#handle !== null) {
        // The node may still write to a file that was renamed or deleted.
        read = this.#readOn(this.#files.statusOf(this.#handle), budget, sink)
        if (read >= budget) return read
      }
      if (named === null) {
        if (this.#handle === null) this.#state = { kind: 'missing' }
        return read
      }
      // One that was let go of may have grown before it went.
      this.#begin(this.#handle === null ? 'truncated' : 'rotated', sink)
    }
    if (named === null) {
      this.#state = { kind: 'missing' }
      this.#fromEnd = false
      return read
    }
    const untouched = named.size === this.#size && named.modifiedMs === this.#modifiedMs
    if (this.#id === named.id && untouched) return read
    if (!this.#open(named, sink)) return read
    return read + this.#readOn(this.#files.statusOf(this.#handle ?? -1), budget - read, sink)
  }

  /** False: it was replaced since the look at its name. */
  #open(named: FileStatus, sink: TailSink): boolean {
    if (this.#handle === null) {
      this.#handle = this.#files.open(this.path)
      const opened = this.#files.statusOf(this.#handle)
      if (opened.id !== named.id) {
        this.#begin('truncated', sink)
        return false
      }
      if (this.#id === null) {
        this.#id = opened.id
        this.#start(opened.size)
      }
    }
    this.#state = { kind: 'open' }
    return true
  }

  /** Finds the position to start at, and notes what stands before it. */
  #start(size: number): void {
    if (this.#fromEnd) this.#position = size
    const length = Math.min(this.#position, TailLimits.fingerprintBytes)
    if (length > 0 && this.#position <= size) {
      const got = this.#read(length, this.#position - length)
      const again = this.#fromEnd ? this.#again(shared.subarray(0, got)) : 0
      this.#position -= again
      this.#fingerprint.add(shared.subarray(0, got - again))
    }
    this.#fromEnd = false
  }

  /** Reads on in the file that is open. */
  #readOn({ size, modifiedMs }: FileStatus, budget: number, sink: TailSink): number {
    const touched = size !== this.#size || modifiedMs !== this.#modifiedMs
    this.#size = size
    this.#modifiedMs = modifiedMs
    if (size < this.#position || (touched && !this.#isSame())) this.#findAgain(size, sink)
    let read = 0
    while (read < budget && this.#position < size) {
      // What is written during the turn is for the next.
      const left = size - this.#position
      let taken = this.#offer(Math.min(TailLimits.firstPieceBytes, left), sink)
      if (taken === 0 && left > TailLimits.firstPieceBytes && sink.isHeld !== true) {
        taken = this.#offer(Math.min(TailLimits.pieceBytes, left), sink)
      }
      read += taken
      this.#behind = size - this.#position
      if (sink.isHeld === true) break
      if (taken === 0) return read
    }
    // There is more: the next look must not take the file for one that has not changed.
    if (this.#position < size) this.#size = -1
    return read
  }

  /** Offers what stands at the position; gives how much of it was taken. */
  #offer(length: number, sink: TailSink): number {
    const chunk = shared.subarray(0, this.#read(length, this.#position))
    if (chunk.length === 0) return 0
    const taken = sink.data(chunk)
    this.#fingerprint.add(chunk.subarray(0, taken))
    this.#position += taken
    return taken
  }

  /** Whether what stands before the position is what was read there. */
  #isSame(): boolean {
    const { length } = this.#fingerprint
    if (length === 0) return true
    const got = this.#read(length, this.#position - length)
    return this.#fingerprint.startsAt(shared.subarray(0, got))
  }

  /**
   * The file was cut or written anew. If its new content holds what was taken last, as after
   * bitcoind has shortened its log, goes on behind that; else from the start.
   */
  #findAgain(size: number, sink: TailSink): void {
    const end = this.#endOfKnown(size)
    if (end === -1) {
      this.#fingerprint.clear()
      this.#position = 0
      sink.restart('truncated')
    } else {
      this.#position = end
    }
  }

  #endOfKnown(size: number): number {
    const { length } = this.#fingerprint
    // So few bytes may repeat.
    if (length < TailLimits.fingerprintBytes) return -1
    const limit = Math.min(size, TailLimits.maxRewriteScanBytes)
    const step = TailLimits.pieceBytes - length
    let found = -1
    for (let from = 0; from + length <= limit; from += step) {
      const got = this.#read(Math.min(TailLimits.pieceBytes, limit - from), from)
      const end = this.#fingerprint.lastEndIn(shared.subarray(0, got))
      if (end !== -1) found = from + end
    }
    return found
  }

  #begin(reason: RestartReason, sink: TailSink): void {
    this.release()
    this.#id = null
    this.#position = 0
    this.#size = -1
    this.#modifiedMs = -1
    this.#fromEnd = false
    this.#fingerprint.clear()
    sink.restart(reason)
  }

  #read(length: number, position: number): number {
    if (this.#handle === null) return 0
    return this.#files.read(this.#handle, shared, length, position)
  }
}
