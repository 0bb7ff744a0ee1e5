import { EVERY_TEXT, type TextSet } from '../../expressions/index.js'
import type { EncodedBatch } from '../batches/index.js'
import { EventRun, RingLimits, type RingReader } from '../ring/index.js'
import type { EventConsumer } from './event-consumer.js'
import type { Loss } from './loss.js'
import { lookIntervalMs } from './patience.js'
import type { Sieve } from './sieve.js'
import type { Subscription } from './subscription.js'
import { WorkLedger } from './work.js'

/** What collects records into a batch; columns for our clients, rows for upstream's. */
export interface BatchBuilder {
  readonly eventCount: number
  /** Whether it takes no further event. */
  readonly isFull: boolean
  /** Appends events of a run from number `from` on, as far as they fit; returns how many. */
  append(reader: RingReader, run: EventRun, from: number): number
  /** The batch; the builder begins the next. */
  finish(): EncodedBatch
  /** Gives its memory back. */
  close(): void
}

/** Equal subscriptions: every batch is built once and sent to each of them. */
export class SubscriptionGroup implements EventConsumer {
  readonly tracepointIds: readonly number[]
  readonly payloadBytes: number
  readonly maxWaitUs: number
  readonly members = new Set<Subscription>()
  /** Where its work is put down; the registry's, once it is one of its groups. */
  ledger = new WorkLedger()
  readonly #builder: BatchBuilder
  /** A batch that would be due before the next look at the ring is sent with this one. */
  readonly #lookAheadUs: number
  /** A run of one event. */
  readonly #one = new EventRun()
  /** What the sieve has left of a run. */
  readonly #wanted = new EventRun(new Int32Array(RingLimits.maxRunEvents))
  /** Null: all events are wanted. */
  readonly #sieve: Sieve | null
  /** When the worker saw that something was beyond the rate limit; 0: nothing is. */
  #surplusUs = 0
  /** When the worker saw the batch's first event; 0: not asked yet. */
  #openedUs = 0

  constructor(
    tracepointIds: readonly number[],
    payloadBytes: number,
    maxBatchWaitUs: number,
    builder: BatchBuilder,
    sieve: Sieve | null = null,
  ) {
    this.tracepointIds = tracepointIds
    this.payloadBytes = Math.max(payloadBytes, sieve?.filter.payloadBytes ?? 0)
    this.#sieve = sieve
    this.maxWaitUs = maxBatchWaitUs
    this.#lookAheadUs = lookIntervalMs(maxBatchWaitUs) * 1000
    this.#builder = builder
    this.#one.count = 1
  }

  join(subscription: Subscription): void {
    // The newcomer begins with a batch of its own: it gets nothing from before.
    this.close()
    this.members.add(subscription)
  }

  /** Returns whether anybody is left. */
  leave(subscription: Subscription): boolean {
    this.members.delete(subscription)
    if (this.members.size > 0) return true
    this.#builder.close()
    return false
  }

  append(reader: RingReader, at: number, id: number, sequence: number): void {
    const run = this.#one
    run.id = id
    run.firstSequence = sequence
    run.at[0] = at
    this.appendRun(reader, run)
  }

  appendRun(reader: RingReader, run: EventRun): void {
    const sieve = this.#sieve
    if (sieve === null) {
      this.#collect(reader, run)
      return
    }
    sieve.select(run, this.#wanted)
    if (sieve.isLimited) this.#collectLimited(reader, this.#wanted, sieve)
    else this.#collect(reader, this.#wanted)
  }

  /** Takes out of a run what is beyond the rate limit, and tells it where it was. */
  #collectLimited(reader: RingReader, run: EventRun, sieve: Sieve): void {
    const { id, count, firstSequence } = run
    run.count = 0
    for (let i = 0; i < count; i++) {
      const at = run.at[i] as number
      const offset = run.offset[i] as number
      const timeUs = reader.float64[(at >> 1) + 1] as number
      if (!sieve.admits(id, firstSequence + offset, timeUs)) continue
      if (sieve.hasSurplus) {
        this.#collect(reader, run)
        run.count = 0
        this.close()
      }
      run.at[run.count] = at
      run.offset[run.count++] = offset
    }
    this.#collect(reader, run)
  }

  /** Events in the batch that is being collected. */
  get collected(): number {
    return this.#builder.eventCount
  }

  /** Events lost to all members that they have not been told of yet. */
  get untold(): number {
    return this.#sieve?.surplusEvents ?? 0
  }

  /** The worker has worked for all members alike. */
  charge(ms: number): void {
    for (const member of this.members) member.charge(ms / this.members.size)
  }

  /** Events of a tracepoint, since the group began, that its filter did not let through. */
  filtered(id: number): number {
    return this.#sieve?.filtered(id) ?? 0
  }

  wantedTexts(id: number, field: string): TextSet {
    return this.#sieve?.filter.texts(id, field) ?? EVERY_TEXT
  }

  #collect(reader: RingReader, run: EventRun): void {
    const builder = this.#builder
    for (let next = 0; next < run.count; ) {
      if (builder.eventCount === 0) this.#openedUs = 0
      next += builder.append(reader, run, next)
      if (next < run.count || builder.isFull) this.#closeBatch()
    }
  }

  /** A loss comes after what was collected before it. */
  lose(loss: Loss): void {
    this.close()
    for (const member of this.members) member.lose(loss)
  }

  /**
   * Closes the batch if its first event has waited long enough, by the worker's clock: events
   * may carry times of another one.
   */
  closeIfDue(nowUs: number): void {
    if (this.#sieve?.hasSurplus === true) {
      if (this.#surplusUs === 0) this.#surplusUs = nowUs
      if (nowUs - this.#surplusUs >= SURPLUS_WAIT_US) this.close()
    }
    if (this.#builder.eventCount === 0) return
    if (this.#openedUs === 0) this.#openedUs = nowUs
    if (nowUs - this.#openedUs + this.#lookAheadUs >= this.maxWaitUs) this.close()
  }

  /** Sends what there is, and tells what was beyond the rate limit behind it. */
  close(): void {
    this.#closeBatch()
    this.#surplusUs = 0
    if (this.#sieve?.hasSurplus !== true) return
    for (const loss of this.#sieve.takeSurplus()) {
      for (const member of this.members) member.lose(loss)
    }
  }

  #closeBatch(): void {
    if (this.#builder.eventCount === 0) return
    const batch = this.ledger.measure(this, () => this.#builder.finish())
    for (const member of this.members) {
      batch.retain()
      member.push(batch)
    }
    batch.release()
  }
}

/** How long a loss by the rate limit waits for others, or for the next event, to be told. */
const SURPLUS_WAIT_US = 100_000
