import type { EncodedBatch } from '../batches/index.js'
import { PublisherLimits } from '../limits.js'
import type { SubscriberFigures } from './account.js'
import { Fifo } from './fifo.js'
import { type Loss, LossReport } from './loss.js'
import type { Outlet } from './outlet.js'
import { WorkLedger } from './work.js'

/** What became of the events of one tracepoint. `delivered + queued + lost` is all of them. */
export interface TracepointCounts {
  readonly tracepointId: number
  readonly delivered: number
  readonly queued: number
  readonly lost: number
}

/**
 * One subscriber's stream: a bounded queue of batches and of reports about what was lost, in
 * order, of which a few are on their way. When the queue is full, batches are dropped whole
 * and counted; the subscriber learns of it at their place in the stream.
 */
export class Subscription {
  readonly id: number
  readonly tracepointIds: readonly number[]
  readonly #outlet: Outlet
  readonly #maxQueueBytes: number
  readonly #onFailed: (subscription: Subscription) => void
  readonly #delivered: Map<number, number>
  readonly #queued: Map<number, number>
  readonly #lost: Map<number, number>
  readonly #queue = new Fifo<EncodedBatch | LossReport>()
  #inFlight = 0
  #bytesInFlight = 0
  #queueBytes = 0
  readonly #ledger: WorkLedger
  #sentBytes = 0
  #workMs = 0
  /** Losses that its group or others have no part in; null: none. */
  #ownLosses: LossReport | null = null
  #stopped = false
  #onDrained: (() => void) | null = null

  constructor(
    id: number,
    tracepointIds: readonly number[],
    maxQueueBytes: number,
    outlet: Outlet,
    onFailed: (subscription: Subscription) => void,
    ledger = new WorkLedger(),
  ) {
    this.id = id
    this.tracepointIds = tracepointIds
    this.#maxQueueBytes = maxQueueBytes
    this.#outlet = outlet
    this.#onFailed = onFailed
    this.#ledger = ledger
    const zeros = (): Map<number, number> => new Map(tracepointIds.map(it => [it, 0]))
    this.#delivered = zeros()
    this.#queued = zeros()
    this.#lost = zeros()
  }

  /** Bytes that wait or are on their way. */
  get pendingBytes(): number {
    return this.#queueBytes + this.#bytesInFlight
  }

  /** What it alone has lost since this was last asked. */
  takeLosses(): readonly Loss[] {
    const losses = this.#ownLosses?.losses ?? []
    this.#ownLosses = null
    return losses
  }

  /** What it has come to; what its group has collected and filtered is not in it. */
  figures(): SubscriberFigures {
    const total = (counts: Map<number, number>): number =>
      [...counts.values()].reduce((sum, count) => sum + count, 0)
    return {
      sentEvents: total(this.#delivered),
      sentBytes: this.#sentBytes,
      queuedEvents: total(this.#queued),
      queuedBytes: this.#queueBytes,
      lostEvents: total(this.#lost),
      filteredEvents: 0,
      workMs: this.#workMs,
    }
  }

  charge(ms: number): void {
    this.#workMs += ms
  }

  counts(): TracepointCounts[] {
    return this.tracepointIds.map(tracepointId => ({
      tracepointId,
      delivered: this.#delivered.get(tracepointId) ?? 0,
      queued: this.#queued.get(tracepointId) ?? 0,
      lost: this.#lost.get(tracepointId) ?? 0,
    }))
  }

  /** Takes over one reference to `batch`. */
  push(batch: EncodedBatch): void {
    if (this.#stopped) {
      batch.release()
      return
    }
    // A batch larger than the whole queue still goes if nothing else waits.
    const pending = this.pendingBytes
    if (pending > 0 && pending + batch.memoryBytes > this.#maxQueueBytes) {
      this.#drop(batch)
      return
    }
    addAll(this.#queued, batch)
    this.#queueBytes += batch.memoryBytes
    this.#queue.push(batch)
    this.#pump()
  }

  /** Events were lost before they could be put into a batch. */
  lose(loss: Loss): void {
    if (this.#stopped) return
    // Beyond its own limit; any other was lost to all who wanted it.
    if (loss.cause === 'rateLimit') this.#noteOwn(loss)
    this.#report(loss)
    this.#pump()
  }

  /** Resolves when everything is sent and answered, or the subscription is over. */
  drained(): Promise<void> {
    if (this.#stopped || (this.#queue.length === 0 && this.#inFlight === 0))
      return Promise.resolve()
    return new Promise(resolve => {
      this.#onDrained = resolve
    })
  }

  /** Tells the subscriber that nothing more will come. */
  announceEnd(reason: string): void {
    if (!this.#stopped) this.#outlet.ended(reason)
  }

  /** Ends the stream; what waits is discarded. */
  stop(): void {
    if (this.#stopped) return
    this.#stopped = true
    for (let item = this.#queue.shift(); item !== undefined; item = this.#queue.shift()) {
      if (!(item instanceof LossReport)) item.release()
    }
    this.#queueBytes = 0
    this.#outlet.release()
    this.#onDrained?.()
  }

  #drop(batch: EncodedBatch): void {
    const { firstSequence, lastSequence } = batch
    for (const [tracepointId, count] of batch.countsByTracepoint) {
      const loss: Loss = { tracepointId, cause: 'queueFull', count, firstSequence, lastSequence }
      this.#noteOwn(loss)
      this.#report(loss)
    }
    batch.release()
  }

  #noteOwn(loss: Loss): void {
    this.#ownLosses ??= new LossReport()
    this.#ownLosses.add(loss)
  }

  /** Notes a loss behind all that waits. */
  #report(loss: Loss): void {
    add(this.#lost, loss.tracepointId, loss.count)
    const { last } = this.#queue
    if (last instanceof LossReport) last.add(loss)
    else {
      const report = new LossReport()
      report.add(loss)
      this.#queue.push(report)
    }
  }

  #pump(): void {
    while (!this.#stopped && this.#inFlight < this.#outlet.maxInFlight) {
      const next = this.#queue.first
      if (next === undefined) break
      if (next instanceof LossReport) {
        this.#queue.shift()
        this.#inFlight++
        this.#outlet.lost(next.losses, error => this.#answered(0, error))
        continue
      }
      const bytes = next.memoryBytes
      const fits = this.#bytesInFlight + bytes <= PublisherLimits.maxBytesInFlight
      if (this.#bytesInFlight > 0 && !fits) break
      this.#queue.shift()
      this.#send(next, bytes)
    }
  }

  #send(batch: EncodedBatch, bytes: number): void {
    this.#inFlight++
    this.#bytesInFlight += bytes
    this.#queueBytes -= bytes
    for (const [tracepointId, count] of batch.countsByTracepoint) {
      add(this.#queued, tracepointId, -count)
      add(this.#delivered, tracepointId, count)
    }
    this.#sentBytes += batch.byteLength
    this.#ledger.measure(this, () =>
      this.#outlet.deliver(batch, error => {
        batch.release()
        this.#answered(bytes, error)
      }),
    )
  }

  #answered(bytes: number, error: Error | null): void {
    this.#inFlight--
    this.#bytesInFlight -= bytes
    if (this.#stopped) return
    if (error !== null) {
      this.stop()
      this.#onFailed(this)
      return
    }
    this.#pump()
    if (this.#queue.length === 0 && this.#inFlight === 0) this.#onDrained?.()
  }
}

function addAll(counts: Map<number, number>, batch: EncodedBatch): void {
  for (const [tracepointId, count] of batch.countsByTracepoint) add(counts, tracepointId, count)
}

function add(counts: Map<number, number>, tracepointId: number, count: number): void {
  counts.set(tracepointId, (counts.get(tracepointId) ?? 0) + count)
}
