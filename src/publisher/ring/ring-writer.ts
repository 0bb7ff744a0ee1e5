import { DropCauseIndex, dropSlot } from './drop-cause.js'
import { InternedText } from './interned-text.js'
import { ControlPlaces, type RingLayout, ringBytes } from './layout.js'
import { RingLimits } from './limits.js'
import { type Clock, monotonicClock } from './monotonic-clock.js'
import { RecordKind } from './record.js'
import { TextGate } from './text-gate.js'
import { TextInterner } from './text-interner.js'

export interface RingWriterOptions {
  /**
   * Reads the exact clock only when the worker has turned, and every 16 events: cheaper, and
   * events close to each other may carry the same time.
   */
  readonly coarseClock?: boolean
  /** The exact clock; the machine's monotonic one if not given. */
  readonly clock?: Clock
  /** Whether the processor shows stores to others in their order; as it is known, if not given. */
  readonly storesInOrder?: boolean
}

/**
 * x86 lets no store of a thread be seen before an earlier one, and V8 keeps the order in which
 * typed arrays are written. There, an event can be shown by a plain store: an atomic one waits
 * until all earlier stores have left the processor, 10 ns and more an event. Other processors
 * need it.
 */
const STORES_IN_ORDER = process.arch === 'x64' || process.arch === 'ia32'

/** In constants of their own: a property of what another module exports is looked up each time. */
const WRITE = ControlPlaces.write
const TICK = ControlPlaces.tick

/**
 * The traced thread's end of the ring. It never blocks and never throws: what does not fit is
 * dropped and counted. One thread, and one writer, a ring.
 *
 * An event is written by {@link refreshTime}, {@link begin}, stores into {@link int32}, {@link float64} and
 * {@link bytes}, and {@link commit}; the worker sees it from then on, also while this thread
 * is busy for seconds. Without `commit` it is as if it had never been begun.
 */
export class RingWriter {
  /** The ring's memory. */
  readonly int32: Int32Array
  readonly float64: Float64Array
  readonly bytes: Buffer
  /** By tracepoint: not 0 while somebody is subscribed; see TracepointFlag. */
  readonly flags: Uint8Array
  /** Of tracepoints whose flag says so: which texts are wanted. */
  readonly gate: TextGate
  /** By tracepoint: how many bytes of a payload somebody wants. */
  readonly payloadLimits: Int32Array
  /** The first error caught in a tracepoint's arguments; null: there was none. */
  firstFault: Error | null = null

  /** Gives the texts of events their numbers. */
  readonly texts: TextInterner

  readonly #clock: Clock
  /** The time that events get. In an array, so that writing it allocates nothing. */
  readonly #time = new Float64Array(1)
  readonly #coarse: boolean
  /** Events that may still get that time; with a coarse clock only. */
  #timeUses = 0
  readonly #storesInOrder: boolean
  /** The worker's tick when the coarse clock was read. */
  #tick = 0
  readonly #control: Int32Array
  readonly #capacity: number
  readonly #maxRecordWords: number
  /** Word position of the next record, modulo 2^32. */
  #position: number
  /**
   * Words that may be written at the position without another look: free, in one piece, and no
   * more than a record may have. 0 after a drop.
   */
  #room = 0
  /** Slots whose counters have changed since they were last written into the ring. */
  readonly #unmarked: number[] = []
  readonly #isUnmarked: Uint8Array

  constructor(ring: RingLayout, options: RingWriterOptions = {}) {
    const bytes = ringBytes(ring)
    this.int32 = new Int32Array(ring.data, 0, bytes / 4)
    this.float64 = new Float64Array(ring.data, 0, bytes / 8)
    this.bytes = Buffer.from(ring.data, 0, bytes)
    this.#capacity = this.float64.length
    this.#maxRecordWords = Math.min(
      this.#capacity / RingLimits.maxRecordShare,
      RingLimits.maxRecordBytes / 8,
    )
    this.#control = new Int32Array(ring.control)
    this.gate = new TextGate(ring)
    this.flags = new Uint8Array(ring.control, ControlPlaces.flags * 4, RingLimits.maxTracepoints)
    this.payloadLimits = new Int32Array(
      ring.control,
      ControlPlaces.payloadLimits * 4,
      RingLimits.maxTracepoints,
    )
    this.#isUnmarked = new Uint8Array(ControlPlaces.payloadLimits - ControlPlaces.dropCounts)
    this.#position = Atomics.load(this.#control, ControlPlaces.write)
    this.#clock = options.clock ?? monotonicClock()
    this.#coarse = options.coarseClock === true
    this.#storesInOrder = options.storesInOrder ?? STORES_IN_ORDER
    this.texts = new TextInterner(this)
  }

  /** Events dropped so far, whatever the cause; modulo 2^32. */
  get dropped(): number {
    return this.#control[ControlPlaces.drops] as number
  }

  /** Prepares a text that many events will carry. */
  intern(text: string): InternedText {
    return new InternedText(text)
  }

  /** Reads the clock, unless it is a coarse one that was read just now. Every event begins so. */
  refreshTime(): void {
    if (this.#coarse === true && --this.#timeUses >= 0 && this.#control[TICK] === this.#tick) return
    this.#readClock()
  }

  /** Whether an event of `words` words, header and time included, can be written at once. */
  hasRoom(words: number): boolean {
    return words <= this.#room
  }

  /**
   * Begins an event of `words` words and returns the index in {@link int32} where it begins. Only
   * where there is room for it: {@link hasRoom} or {@link makeRoom} has said so.
   */
  begin(id: number, words: number, payloadLength: number): number {
    const word = this.#position & (this.#capacity - 1)
    const at = word << 1
    this.int32[at] = id | (words << 8)
    this.int32[at + 1] = payloadLength
    this.float64[word + 1] = this.#time[0] as number
    return at
  }

  /** Shows the event just begun to the worker. */
  commit(words: number): void {
    this.#room -= words
    this.#position = (this.#position + words) | 0
    // Compared, as V8 does not know of a field that it is a boolean.
    if (this.#storesInOrder === true) this.#control[WRITE] = this.#position
    else Atomics.store(this.#control, WRITE, this.#position)
  }

  /** Counts events that could not be written. */
  drop(id: number, cause: number, count = 1): void {
    const slot = dropSlot(id, cause)
    // The sum last: the reader trusts counters that add up to it.
    Atomics.add(this.#control, ControlPlaces.dropCounts + slot, count)
    Atomics.add(this.#control, ControlPlaces.drops, count)
    if (this.#isUnmarked[slot] === 0) {
      this.#isUnmarked[slot] = 1
      this.#unmarked.push(slot)
    }
    this.#room = 0
  }

  /** Counts an event whose arguments made `error`. */
  fault(id: number, error: unknown): void {
    this.firstFault ??= error instanceof Error ? error : new Error(String(error))
    this.drop(id, DropCauseIndex.Fault)
  }

  /**
   * Finds room for a record that is no event, and returns the index in {@link int32} where it
   * begins; -1 if there is none. {@link publish} ends it.
   */
  reserve(words: number): number {
    if (this.#paddedWords(this.#position, words) > this.#free()) return -1
    this.#padFor(words)
    return (this.#position & (this.#capacity - 1)) << 1
  }

  publish(at: number, kind: number, words: number): void {
    this.int32[at] = kind | (words << 8)
    this.commit(words)
  }

  #readClock(): void {
    if (this.#coarse === true) {
      this.#timeUses = RingLimits.coarseClockEvents - 1
      this.#tick = this.#control[TICK] as number
    }
    this.#time[0] = this.#clock()
  }

  /** Sees to it that an event of `words` words can be written, or drops it. */
  makeRoom(id: number, words: number): boolean {
    if (words > this.#maxRecordWords) {
      this.drop(id, DropCauseIndex.TooLarge)
      return false
    }
    const markerWords = this.#unmarked.length === 0 ? 0 : 1 + this.#unmarked.length
    const withMarker = this.#paddedWords(this.#position, markerWords)
    const wanted = withMarker + this.#paddedWords((this.#position + withMarker) | 0, words)
    if (wanted > this.#free()) {
      this.drop(id, DropCauseIndex.RingFull)
      return false
    }
    if (markerWords > 0) this.#markDrops(markerWords)
    this.#padFor(words)
    const word = this.#position & (this.#capacity - 1)
    this.#room = Math.min(this.#free(), this.#capacity - word, this.#maxRecordWords)
    return true
  }

  /** Writes what has been dropped in front of the next event. */
  #markDrops(words: number): void {
    this.#padFor(words)
    const at = (this.#position & (this.#capacity - 1)) << 1
    this.int32[at + 1] = this.#unmarked.length
    this.#unmarked.forEach((slot, i) => {
      this.int32[at + 2 + 2 * i] = slot
      this.int32[at + 3 + 2 * i] = this.#control[ControlPlaces.dropCounts + slot] ?? 0
      this.#isUnmarked[slot] = 0
    })
    this.#unmarked.length = 0
    this.publish(at, RecordKind.Drops, words)
  }

  #free(): number {
    const read = Atomics.load(this.#control, ControlPlaces.read)
    return this.#capacity - ((this.#position - read) | 0)
  }

  /** Words that a record takes at `position`, with the padding in front of it. */
  #paddedWords(position: number, words: number): number {
    const untilEnd = this.#capacity - (position & (this.#capacity - 1))
    return words > untilEnd ? untilEnd + words : words
  }

  #padFor(words: number): void {
    const word = this.#position & (this.#capacity - 1)
    const untilEnd = this.#capacity - word
    if (words > untilEnd) this.publish(word << 1, RecordKind.Pad, untilEnd)
  }
}
