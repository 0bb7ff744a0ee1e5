import { type DropCause, DropCauses } from './drop-cause.js'
import { ControlPlaces, type RingLayout, ringBytes } from './layout.js'
import { RecordKind, TEXT_ID_BITS } from './record.js'
import { TextTable } from './text-table.js'

/** What a reader hands out, in the order in which it happened. */
export interface RingHandler {
  /**
   * An event of tracepoint `id`. Its record begins at `at` of {@link RingReader.int32} and may
   * be looked at until {@link flush} returns, or this, if there is none. `timeUs` is monotonic
   * microseconds, with a fraction.
   */
  event(id: number, at: number, sequence: number, timeUs: number): void
  /**
   * The records of all events so far are given up, or a text may change, or a loss comes next:
   * whoever has kept events to handle several in one go does that now.
   */
  flush?(): void
  /**
   * `count` events of tracepoint `id` were dropped. They lie within `firstSequence` and
   * `lastSequence`, both included, among other losses of the same range. Must not throw.
   */
  loss(
    id: number,
    cause: DropCause,
    count: number,
    firstSequence: number,
    lastSequence: number,
  ): void
}

/** In a constant of its own: a property of what another module exports is looked up each time. */
const FIRST_OTHER = RecordKind.FirstOther

/** Parts of the ring after which the writer is told what room it has again. */
const RELEASES_A_LAP = 8

/**
 * The worker's end of the ring. Gives every event its sequence number, also those dropped:
 * the first event of a ring has number 0.
 */
export class RingReader {
  /** The ring's memory, for what reads records. */
  readonly int32: Int32Array
  readonly float64: Float64Array
  readonly bytes: Uint8Array
  readonly texts = new TextTable()
  /** Where there is room for a record of the worker's own, as an index of {@link int32}. */
  readonly ownRecordAt: number
  /** Bytes of the ring. */
  readonly ringBytes: number

  readonly #control: Int32Array
  readonly #mask: number
  readonly #releaseWords: number
  /** Word position of the next record. */
  #position: number
  /** The position that the writer knows. */
  #released: number
  #sequence = 0
  /** By drop slot: what has been reported; compared with the writer's counters, modulo 2^32. */
  readonly #reported = new Int32Array(ControlPlaces.payloadLimits - ControlPlaces.dropCounts)
  #reportedSum = 0
  readonly #seen = new Int32Array(this.#reported.length)

  constructor(ring: RingLayout) {
    this.int32 = new Int32Array(ring.data)
    this.float64 = new Float64Array(ring.data)
    this.bytes = new Uint8Array(ring.data)
    this.ringBytes = ringBytes(ring)
    const words = this.ringBytes / 8
    this.#mask = words - 1
    this.#releaseWords = words / RELEASES_A_LAP
    this.ownRecordAt = words * 2
    this.#control = new Int32Array(ring.control)
    this.#position = Atomics.load(this.#control, ControlPlaces.read)
    this.#released = this.#position
  }

  /** Gives a number to an event that is not the ring's. Not while the ring is drained. */
  takeSequence(): number {
    return this.#sequence++
  }

  /** The most bytes that ever waited when the ring was looked at. */
  highWaterBytes = 0
  #recentHighWaterBytes = 0

  /** The most bytes that waited when the ring was looked at since this was last asked. */
  takeRecentHighWater(): number {
    const bytes = this.#recentHighWaterBytes
    this.#recentHighWaterBytes = 0
    return bytes
  }

  /** The number that the next event handed out or reported lost will have. */
  get nextSequence(): number {
    return this.#sequence
  }

  /** Whether an event, or the news of a drop, waits to be drained. */
  get hasMore(): boolean {
    return (
      Atomics.load(this.#control, ControlPlaces.write) !== this.#position ||
      Atomics.load(this.#control, ControlPlaces.drops) !== this.#reportedSum
    )
  }

  /**
   * Hands up to `maxEvents` events, and the losses before, between and behind them, to
   * `handler`. Returns how many events. If `handler` throws, draining stops behind the event
   * that made it throw.
   */
  drain(handler: RingHandler, maxEvents = Number.POSITIVE_INFINITY): number {
    let events = 0
    try {
      const end = Atomics.load(this.#control, ControlPlaces.write)
      this.#noteWaiting(((end - this.#position) | 0) * 8)
      while (this.#position !== end && events < maxEvents) {
        const taken = this.#handOut(handler, end, maxEvents - events)
        events += taken
        if (taken === 0) this.#readOther(handler)
        if (((this.#position - this.#released) | 0) >= this.#releaseWords) {
          handler.flush?.()
          this.#release()
        }
      }
      handler.flush?.()
      if (this.#position === end) this.#findTrailingDrops(end, handler)
    } finally {
      this.#release()
    }
    return events
  }

  #noteWaiting(bytes: number): void {
    if (bytes > this.#recentHighWaterBytes) this.#recentHighWaterBytes = bytes
    if (bytes > this.highWaterBytes) this.highWaterBytes = bytes
  }

  /**
   * Hands out events up to a record of another kind, or until it is time to release some.
   * Returns how many. The way of every event: all that it needs is in local variables.
   */
  #handOut(handler: RingHandler, end: number, maxEvents: number): number {
    const { int32, float64 } = this
    const mask = this.#mask
    const released = this.#released
    const releaseWords = this.#releaseWords
    const first = this.#sequence
    let position = this.#position
    let events = 0
    try {
      while (position !== end && events < maxEvents && ((position - released) | 0) < releaseWords) {
        const word = position & mask
        const at = word << 1
        const header = int32[at] as number
        const kind = header & 0xff
        if (kind >= FIRST_OTHER) break
        position = (position + (header >>> 8)) | 0
        handler.event(kind, at, first + events++, float64[word + 1] as number)
      }
    } finally {
      this.#position = position
      this.#sequence = first + events
    }
    return events
  }

  /** A record that is no event. */
  #readOther(handler: RingHandler): void {
    const at = (this.#position & this.#mask) << 1
    const header = this.int32[at] as number
    const kind = header & 0xff
    this.#position = (this.#position + (header >>> 8)) | 0
    // What the events before it are made into, they are made into before it.
    handler.flush?.()
    if (kind === RecordKind.Text) this.#defineText(at)
    else if (kind === RecordKind.Drops) this.#readDrops(at, handler)
  }

  #release(): void {
    this.#released = this.#position
    Atomics.store(this.#control, ControlPlaces.read, this.#position)
  }

  #defineText(at: number): void {
    const value = this.int32[at + 1] ?? 0
    const id = value & ((1 << TEXT_ID_BITS) - 1)
    this.texts.define(id, this.bytes, (at + 2) * 4, value >>> TEXT_ID_BITS)
  }

  /** A marker in the ring: the counters as they were when the next event was written. */
  #readDrops(at: number, handler: RingHandler): void {
    const count = this.int32[at + 1] ?? 0
    const seen = this.#seen
    seen.set(this.#reported)
    for (let i = 0; i < count; i++) {
      seen[this.int32[at + 2 + 2 * i] ?? 0] = this.int32[at + 3 + 2 * i] ?? 0
    }
    this.#report(seen, handler)
  }

  /**
   * Drops that no event has followed yet: all there are, if the ring is empty up to `end`
   * and was so all the while the counters were read. Otherwise nothing is reported now: some
   * may belong behind an event that has not been read, and a marker or the next call finds them.
   */
  #findTrailingDrops(end: number, handler: RingHandler): void {
    const sum = Atomics.load(this.#control, ControlPlaces.drops)
    if (sum === this.#reportedSum) return
    const seen = this.#seen
    let added = 0
    for (let slot = 0; slot < seen.length; slot++) {
      const count = Atomics.load(this.#control, ControlPlaces.dropCounts + slot)
      seen[slot] = count
      added = (added + count - (this.#reported[slot] ?? 0)) | 0
    }
    // Counters only grow, and each before the sum: if they add up to the sum read before them,
    // none has grown meanwhile, so they are the state of one moment.
    if (((this.#reportedSum + added) | 0) !== sum) return
    if (Atomics.load(this.#control, ControlPlaces.write) !== end) return
    this.#report(seen, handler)
  }

  #report(seen: Int32Array, handler: RingHandler): void {
    const first = this.#sequence
    for (let slot = 0; slot < seen.length; slot++) {
      this.#sequence += ((seen[slot] ?? 0) - (this.#reported[slot] ?? 0)) >>> 0
    }
    const last = this.#sequence - 1
    this.#reportedSum = (this.#reportedSum + (this.#sequence - first)) | 0
    for (let slot = 0; slot < seen.length; slot++) {
      const count = ((seen[slot] ?? 0) - (this.#reported[slot] ?? 0)) >>> 0
      this.#reported[slot] = seen[slot] ?? 0
      if (count === 0) continue
      const id = Math.floor(slot / DropCauses.length)
      handler.loss(id, DropCauses[slot % DropCauses.length] ?? 'fault', count, first, last)
    }
  }
}
