import type { Tracepoints } from '../sites/index.js'
import { SnapshotLimits } from './limits.js'
import type { SnapshotPart } from './snapshot-parts.js'
import { askSource, type PartRecords } from './snapshot-records.js'
import type { SnapshotSource } from './snapshot-source.js'

/** What the worker asks of the traced thread. */
export interface SnapshotRequest {
  /** Written into every record, so that the worker knows whose it is. */
  readonly id: number
  readonly parts: readonly SnapshotPart[]
}

/** The ring that records are fired into. */
export interface SnapshotRing {
  /** Bytes that wait for the worker. */
  readonly pendingBytes: number
  readonly capacityBytes: number
  /** Events that did not fit or had wrong arguments so far, modulo 2^32. */
  readonly dropped: number
}

/** Time, as the traced thread has it. */
export interface SnapshotTimers {
  /** Milliseconds that never go back. */
  now(): number
  /** Calls `then` after `ms`, without keeping the process alive. Returns what gives it up. */
  later(then: () => void, ms: number): () => void
}

/**
 * The traced thread's side of snapshots: takes the source's state and fires it into the ring,
 * between the node's events. All records of a snapshot are fired in one go, and every request is
 * ended by `snapshot:end`, whatever the source does. The worker asks for one at a time.
 */
export class SnapshotTaker {
  source: SnapshotSource | null
  readonly #sites: Tracepoints
  readonly #ring: SnapshotRing
  readonly #timers: SnapshotTimers
  /** When the next may begin, by the timers' clock. */
  #notBefore = 0
  readonly #waits = new Set<() => void>()

  constructor(
    source: SnapshotSource | null,
    sites: Tracepoints,
    ring: SnapshotRing,
    timers: SnapshotTimers = TIMERS,
  ) {
    this.source = source
    this.#sites = sites
    this.#ring = ring
    this.#timers = timers
  }

  take(request: SnapshotRequest): void {
    const wait = this.#notBefore - this.#timers.now()
    if (wait > 0) this.#later(() => this.#whenRoom(() => this.#ask(request)), wait)
    else this.#whenRoom(() => this.#ask(request))
  }

  /** Nobody reads the ring any more. */
  stop(): void {
    for (const giveUp of this.#waits) giveUp()
    this.#waits.clear()
  }

  #ask(request: SnapshotRequest): void {
    const begun = this.#timers.now()
    const state = new State()
    const waiting: Promise<void>[] = []
    for (const part of request.parts) {
      try {
        const records = askSource(this.source, part, this.#sites)
        if (records instanceof Promise) {
          waiting.push(records.then(it => state.add(it)).catch(error => state.fail(part, error)))
        } else state.add(records)
      } catch (error) {
        state.fail(part, error)
      }
    }
    this.#spent(begun)
    const fire = (): void => this.#fire(request, state, begun)
    if (waiting.length === 0) fire()
    else this.#whenSettled(waiting, state, () => this.#whenRoom(fire))
  }

  /** Calls `then` once, when all have settled or the time for it is over. */
  #whenSettled(waiting: readonly Promise<void>[], state: State, then: () => void): void {
    let over = false
    const end = (): void => {
      if (over) return
      over = true
      state.close()
      then()
    }
    const { answerTimeoutMs } = SnapshotLimits
    const giveUp = this.#later(() => {
      if (!over) state.fail('source', new Error(`no answer within ${answerTimeoutMs} ms`))
      end()
    }, answerTimeoutMs)
    void Promise.all(waiting).then(() => {
      giveUp()
      end()
    })
  }

  #fire({ id }: SnapshotRequest, state: State, begun: number): void {
    const from = this.#timers.now()
    let { missing } = state
    for (const fire of state.records) {
      if (!this.#fires(fire, id)) missing++
    }
    const records = state.records.length + state.missing - missing
    const durationUs = Math.round((this.#timers.now() - begun) * 1000)
    this.#spent(from)
    this.#notBefore = Math.max(this.#notBefore, this.#timers.now() + SnapshotLimits.minIntervalMs)
    this.#whenRoom(() => {
      this.#sites['snapshot:end'].fire(id, records, missing, state.failure, durationUs)
    })
  }

  /** Returns whether the record is in the ring. What a source hands out cannot harm its node. */
  #fires(fire: (id: number) => void, id: number): boolean {
    const before = this.#ring.dropped
    try {
      fire(id)
    } catch {
      return false
    }
    return this.#ring.dropped === before
  }

  /** The node's thread has worked on a snapshot since `from`. */
  #spent(from: number): void {
    const now = this.#timers.now()
    this.#notBefore = Math.max(this.#notBefore, now) + (now - from) * SnapshotLimits.threadShare
  }

  #whenRoom(then: () => void): void {
    const { pendingBytes, capacityBytes } = this.#ring
    if (pendingBytes <= capacityBytes * SnapshotLimits.maxUsedRingShare) then()
    else this.#later(() => this.#whenRoom(then), SnapshotLimits.retryMs)
  }

  #later(then: () => void, ms: number): () => void {
    const giveUp = this.#timers.later(() => {
      this.#waits.delete(giveUp)
      then()
    }, ms)
    this.#waits.add(giveUp)
    return () => {
      this.#waits.delete(giveUp)
      giveUp()
    }
  }
}

/** What the source has told so far. */
class State {
  records: ((id: number) => void)[] = []
  missing = 0
  /** Why a part is not there, in words; empty: all are. */
  failure = ''
  #closed = false

  add(part: PartRecords): void {
    if (this.#closed) return
    this.records.push(...part.fire)
    this.missing += part.missing
  }

  fail(part: SnapshotPart | 'source', error: unknown): void {
    if (this.#closed) return
    const reason = error instanceof Error ? error.message : 'it failed'
    this.failure += `${this.failure === '' ? '' : '; '}${part}: ${reason}`
  }

  /** Nothing more is taken: an answer that comes now is too late. */
  close(): void {
    this.#closed = true
  }
}

const TIMERS: SnapshotTimers = {
  now: () => performance.now(),
  later(then, ms) {
    const timer = setTimeout(then, ms).unref()
    return () => clearTimeout(timer)
  },
}
