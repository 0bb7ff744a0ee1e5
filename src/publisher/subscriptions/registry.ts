import { ErrorCodes, NodetapError } from '../../errors/index.js'
import { TRACEPOINTS } from '../../tracepoints/index.js'
import { PublisherLimits } from '../limits.js'
import type { RingControl, RingHandler, RingReader } from '../ring/index.js'
import type { SubscriptionGroup } from './group.js'
import type { Loss, LossCause } from './loss.js'
import type { Outlet } from './outlet.js'
import { Subscription, type TracepointCounts } from './subscription.js'

/** What a subscription is made of: everything equal in two of them is shared. */
export interface SubscriptionPlan {
  /** Equal for equal groups. */
  readonly key: string
  readonly makeGroup: () => SubscriptionGroup
  readonly maxQueueBytes: number
  readonly outlet: Outlet
}

/** A subscription as its server sees it. */
export interface SubscriptionHandle {
  readonly firstSequence: number
  counts(): (TracepointCounts & { readonly fired: number })[]
  stop(): void
}

interface Entry {
  readonly subscription: Subscription
  readonly group: SubscriptionGroup
  readonly key: string
  readonly firedBefore: readonly number[]
}

/**
 * All subscriptions of a publisher. Hands each event to the groups that want it, and tells the
 * traced thread, through shared memory, which tracepoints anybody wants.
 */
export class SubscriptionRegistry implements RingHandler {
  readonly #reader: RingReader
  readonly #control: RingControl
  readonly #groups = new Map<string, SubscriptionGroup>()
  readonly #entries = new Set<Entry>()
  readonly #byTracepoint: SubscriptionGroup[][] = TRACEPOINTS.map(() => [])
  /** Events since the start, by tracepoint id; those lost before the worker included. */
  readonly #fired: number[] = TRACEPOINTS.map(() => 0)
  readonly #lost: number[] = TRACEPOINTS.map(() => 0)
  readonly #onActive: (active: boolean) => void
  #nextId = 1

  /** `onActive` is told when the first subscription comes and when the last one goes. */
  constructor(reader: RingReader, control: RingControl, onActive: (active: boolean) => void) {
    this.#reader = reader
    this.#control = control
    this.#onActive = onActive
  }

  get size(): number {
    return this.#entries.size
  }

  /** The sequence number that the next event will have. */
  get nextSequence(): number {
    return this.#reader.nextSequence
  }

  fired(id: number): number {
    return this.#fired[id] ?? 0
  }

  lost(id: number): number {
    return this.#lost[id] ?? 0
  }

  isEnabled(id: number): boolean {
    return (this.#byTracepoint[id]?.length ?? 0) > 0
  }

  /** Throws OVERLOADED where the limit is reached. */
  add(plan: SubscriptionPlan): SubscriptionHandle {
    if (this.#entries.size >= PublisherLimits.maxSubscriptions) {
      throw new NodetapError(
        ErrorCodes.Overloaded,
        `This publisher has its limit of ${PublisherLimits.maxSubscriptions} subscriptions. End one and try again.`,
      )
    }
    // Whatever was fired before now is not the newcomer's.
    this.turn(Number.POSITIVE_INFINITY)
    const group = this.#groups.get(plan.key) ?? plan.makeGroup()
    this.#groups.set(plan.key, group)
    const subscription = new Subscription(
      this.#nextId++,
      group.tracepointIds,
      plan.maxQueueBytes,
      plan.outlet,
      () => this.#remove(entry),
    )
    const entry: Entry = { subscription, group, key: plan.key, firedBefore: [...this.#fired] }
    group.join(subscription)
    this.#entries.add(entry)
    const firstSequence = this.#reader.nextSequence
    this.#publishWants()
    if (this.#entries.size === 1) this.#onActive(true)
    return {
      firstSequence,
      counts: () => this.#counts(entry),
      stop: () => this.#remove(entry),
    }
  }

  /** Takes up to `maxEvents` from the ring. Returns how many it took. */
  turn(maxEvents: number): number {
    return this.#reader.drain(this, maxEvents)
  }

  /** One event of the ring; see RingHandler. */
  event(id: number, at: number, sequence: number, timeUs: number): void {
    this.#fired[id] = (this.#fired[id] ?? 0) + 1
    const groups = this.#byTracepoint[id]
    if (groups === undefined) return
    for (let i = 0; i < groups.length; i++) {
      groups[i]?.append(this.#reader, at, id, sequence, timeUs)
    }
  }

  /** Events that did not get into the ring; see RingHandler. */
  loss(
    tracepointId: number,
    cause: LossCause,
    count: number,
    firstSequence: number,
    lastSequence: number,
  ): void {
    this.#fired[tracepointId] = (this.#fired[tracepointId] ?? 0) + count
    this.#lost[tracepointId] = (this.#lost[tracepointId] ?? 0) + count
    const loss: Loss = { tracepointId, cause, count, firstSequence, lastSequence }
    for (const group of this.#byTracepoint[tracepointId] ?? []) group.lose(loss)
  }

  /** Closes the batches whose time has come. */
  closeDueBatches(nowUs: number): void {
    for (const group of this.#groups.values()) group.closeIfDue(nowUs)
  }

  /** Takes all that is in the ring, sends all that is queued, and ends every subscription. */
  async end(reason: string, timeoutMs: number): Promise<void> {
    this.turn(Number.POSITIVE_INFINITY)
    for (const group of this.#groups.values()) group.close()
    let timer: NodeJS.Timeout | undefined
    const timeout = new Promise<void>(resolve => {
      timer = setTimeout(resolve, timeoutMs)
    })
    const entries = [...this.#entries]
    await Promise.race([Promise.all(entries.map(it => it.subscription.drained())), timeout])
    clearTimeout(timer)
    for (const entry of entries) {
      entry.subscription.announceEnd(reason)
      this.#remove(entry)
    }
  }

  #counts(entry: Entry): (TracepointCounts & { readonly fired: number })[] {
    // The numbers must add up at one moment: nothing may be left half way.
    this.turn(Number.POSITIVE_INFINITY)
    entry.group.close()
    return entry.subscription.counts().map(counts => ({
      ...counts,
      fired: this.fired(counts.tracepointId) - (entry.firedBefore[counts.tracepointId] ?? 0),
    }))
  }

  #remove(entry: Entry): void {
    if (!this.#entries.delete(entry)) return
    entry.subscription.stop()
    if (!entry.group.leave(entry.subscription)) this.#groups.delete(entry.key)
    this.#publishWants()
    if (this.#entries.size === 0) this.#onActive(false)
  }

  /** Sets the flags and payload limits that the traced thread looks at. */
  #publishWants(): void {
    const groups = [...this.#groups.values()]
    TRACEPOINTS.forEach((_tracepoint, id) => {
      const wanting = groups.filter(group => group.tracepointIds.includes(id))
      this.#byTracepoint[id] = wanting
      this.#control.setPayloadLimit(id, Math.max(0, ...wanting.map(group => group.payloadBytes)))
      this.#control.setEnabled(id, wanting.length > 0)
    })
  }
}
