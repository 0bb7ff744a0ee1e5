import { ErrorCodes, NodetapError } from '../../errors/index.js'
import type { RecordSource } from '../batches/index.js'
import { PublisherLimits } from '../limits.js'
import { OwnEvents } from '../own-events/index.js'
import { monotonicClock, type RingControl, type RingReader } from '../ring/index.js'
import type { SnapshotDesk } from '../snapshots/index.js'
import { type Account, type SubscriberFacts, UNKNOWN_SUBSCRIBER } from './account.js'
import { AggregationQuota } from './aggregation-quota.js'
import type { EventConsumer, Member } from './event-consumer.js'
import { EventDispatch } from './event-dispatch.js'
import type { SubscriptionGroup } from './group.js'
import { PublisherNews, type TellsLosses } from './publisher-news.js'
import { Served } from './served.js'
import { Subscription } from './subscription.js'
import { SubscriptionEntry } from './subscription-entry.js'
import type { SoleConsumer, SubscriptionHandle, SubscriptionPlan } from './subscription-plan.js'
import { SubscriptionSnapshot } from './subscription-snapshot.js'
import { Wants } from './wants.js'
import { type Charged, ConnectionShares, WorkLedger } from './work.js'

export interface RegistryOptions {
  /** Without it there are no snapshots. */
  readonly snapshots?: SnapshotDesk
  /** The clock of the node's events, for those of the worker; the machine's if not given. */
  readonly nowUs?: () => number
  readonly connectionCount?: () => number
}

/** One who is served. */
interface Entry {
  readonly member: Member & Charged
  readonly connectionId: number
  readonly account: () => Account
  /** It has left: whatever was kept for it alone goes. */
  readonly leave: () => void
}

/**
 * All subscriptions and aggregations of a publisher: who comes, who goes, and what each costs.
 * Tells the traced thread, through shared memory, which tracepoints anybody wants.
 */
export class SubscriptionRegistry {
  readonly #reader: RingReader
  /** Groups by what their subscriptions have in common. */
  readonly #groups = new Map<string, SubscriptionGroup>()
  readonly #consumers = new Map<EventConsumer, Served>()
  readonly #entries = new Set<Entry>()
  readonly #wants: Wants
  readonly #dispatch: EventDispatch
  readonly #snapshots: SnapshotDesk | null
  readonly #onActive: (active: boolean) => void
  readonly #ledger = new WorkLedger()
  readonly #shares = new ConnectionShares()
  readonly #aggregations = new AggregationQuota()
  readonly #own: OwnEvents
  readonly #news: PublisherNews
  #nextId = 1
  #patienceUs = Number.POSITIVE_INFINITY

  /** `onActive` is told when the first subscription comes and when the last one goes. */
  constructor(
    reader: RingReader,
    control: RingControl,
    onActive: (active: boolean) => void,
    options: RegistryOptions = {},
  ) {
    this.#reader = reader
    this.#wants = new Wants(control)
    this.#snapshots = options.snapshots ?? null
    this.#onActive = onActive
    this.#dispatch = new EventDispatch(reader, this.#wants, this.#snapshots, loss =>
      this.#news.lost(loss),
    )
    this.#own = new OwnEvents(
      reader,
      options.nowUs ?? monotonicClock(),
      id => this.isEnabled(id),
      run => this.#dispatch.take(run),
    )
    this.#news = new PublisherNews(this.#own, reader, control, this, options.connectionCount)
  }

  get size(): number {
    return this.#entries.size
  }

  /** Microseconds that every event may wait before anybody looks at it. */
  get patienceUs(): number {
    return this.#patienceUs
  }

  /** The sequence number that the next event will have. */
  get nextSequence(): number {
    return this.#reader.nextSequence
  }

  /** Where the records of events are that consumers are handed. */
  get records(): RecordSource {
    return this.#reader
  }

  /** The most bytes of the ring that ever waited for the worker, as it has found them. */
  get ringHighWaterBytes(): number {
    return this.#reader.highWaterBytes
  }

  /** Events of a tracepoint since the start, those lost before the worker included. */
  fired(id: number): number {
    return this.#dispatch.fired(id)
  }

  /** Of these, events that were lost before the worker. */
  lost(id: number): number {
    return this.#dispatch.lost(id)
  }

  isEnabled(id: number): boolean {
    return this.#wants.of(id).length > 0
  }

  /** Throws OVERLOADED where the limit is reached. */
  add(plan: SubscriptionPlan): SubscriptionHandle {
    this.#refuseBeyondLimit()
    const group = this.#groups.get(plan.key) ?? plan.makeGroup(this.#reader)
    this.#makeWay(group)
    this.#groups.set(plan.key, group)
    group.ledger = this.#ledger
    if (!this.#consumers.has(group)) this.#consumers.set(group, new Served(group, false))
    const subscription = new Subscription(
      this.#nextId++,
      [...group.tracepointIds, ...(plan.snapshot?.tracepointIds ?? [])],
      plan.maxQueueBytes,
      plan.outlet,
      () => this.#remove(entry),
      this.#ledger,
    )
    const snapshot = plan.snapshot && new SubscriptionSnapshot(plan.snapshot, group, subscription)
    this.#news.subscribed(subscription.id, plan.facts, subscription.tracepointIds)
    const entry = new SubscriptionEntry(
      subscription,
      group,
      snapshot,
      plan.facts,
      id => this.fired(id),
      () => {
        if (snapshot !== null) this.#snapshots?.cancel(snapshot)
        if (group.leave(subscription)) return
        this.#groups.delete(plan.key)
        this.#consumers.delete(group)
      },
    )
    group.join(subscription)
    const firstSequence = this.#enter(entry)
    // Events are wanted by now: whatever the state will not contain will be seen.
    if (snapshot !== null) this.#snapshots?.order(snapshot)
    return {
      firstSequence,
      counts: () => {
        this.turn(Number.POSITIVE_INFINITY)
        return entry.counts()
      },
      stop: () => this.#remove(entry),
    }
  }

  /**
   * Hands events to a consumer of its own from now on. Throws OVERLOADED where the limit is
   * reached. `remove` stops it.
   */
  addConsumer(
    consumer: SoleConsumer,
    facts: SubscriberFacts = { ...UNKNOWN_SUBSCRIBER, kind: 'aggregate' },
  ): { readonly firstSequence: number; remove(): void } {
    this.#refuseBeyondLimit()
    const giveBack = this.#aggregations.take(facts.connectionId)
    this.#makeWay(consumer)
    this.#consumers.set(consumer, new Served(consumer, true))
    const id = this.#nextId++
    const sinceUnixUs = Date.now() * 1000
    const { tracepointIds } = consumer
    this.#news.subscribed(id, facts, tracepointIds)
    const entry: Entry = {
      member: consumer,
      connectionId: facts.connectionId,
      account: () => ({ ...facts, ...consumer.figures(), id, sinceUnixUs, tracepointIds }),
      leave: () => {
        this.#consumers.delete(consumer)
        giveBack()
      },
    }
    return { firstSequence: this.#enter(entry), remove: () => this.#remove(entry) }
  }

  /** Does the `work` of a connection's socket, for those who are served on it. */
  measure(connectionId: number, work: () => void): void {
    this.#ledger.measure(this.#shares.of(connectionId), work)
  }

  /** Takes up to `maxEvents` from the ring. Returns how many it took. */
  turn(maxEvents: number): number {
    return this.#own.hold(() =>
      this.#ledger.divide(this.#consumers.values(), () => {
        const taken = this.#reader.drain(this.#dispatch, maxEvents)
        this.#snapshots?.flush()
        return taken
      }),
    )
  }

  /** Sends what is due by now: batches, reports of aggregations, news of the publisher. */
  closeDueBatches(nowUs: number): void {
    this.#news.tell(nowUs, this.#subscriptions())
    for (const served of this.#consumers.values()) {
      const { consumer } = served
      // A group measures itself, and only when there is something to be done.
      if (!served.isSole) consumer.closeIfDue(nowUs)
      else this.#ledger.measure(served, () => consumer.closeIfDue(nowUs))
    }
  }

  /** The accounts of all that are served, of this moment. */
  accounts(): Account[] {
    this.turn(Number.POSITIVE_INFINITY)
    return [...this.#entries].map(entry => entry.account())
  }

  /** Takes all that is in the ring, sends all that is queued, and ends every subscription. */
  async end(reason: string, timeoutMs: number): Promise<void> {
    this.turn(Number.POSITIVE_INFINITY)
    for (const consumer of this.#consumers.keys()) consumer.close()
    let timer: NodeJS.Timeout | undefined
    const timeout = new Promise<void>(resolve => {
      timer = setTimeout(resolve, timeoutMs)
    })
    const drained = [...this.#entries].map(it => it.member.drained())
    await Promise.race([Promise.all(drained), timeout])
    clearTimeout(timer)
    // Also those who came meanwhile.
    for (const entry of [...this.#entries]) {
      entry.member.announceEnd(reason)
      this.#remove(entry)
    }
  }

  #refuseBeyondLimit(): void {
    if (this.#entries.size >= PublisherLimits.maxSubscriptions) {
      throw new NodetapError(
        ErrorCodes.Overloaded,
        `This publisher has its limit of ${PublisherLimits.maxSubscriptions} subscriptions. End one and try again.`,
      )
    }
  }

  /**
   * Whatever was fired before now is not a newcomer's own, and what is fired from now on has as
   * much of its payload as the newcomer looks at.
   */
  #makeWay(consumer: EventConsumer): void {
    this.#wants.prepare(consumer)
    this.turn(Number.POSITIVE_INFINITY)
  }

  /** Returns the number of the first event that it gets. */
  #enter(entry: Entry): number {
    this.#entries.add(entry)
    this.#shares.join(entry.connectionId, entry.member)
    const firstSequence = this.#reader.nextSequence
    this.#noteWants()
    if (this.#entries.size === 1) this.#onActive(true)
    return firstSequence
  }

  #remove(entry: Entry): void {
    if (!this.#entries.delete(entry)) return
    const account = entry.account()
    this.#shares.leave(entry.connectionId, entry.member)
    entry.member.stop()
    entry.leave()
    this.#noteWants()
    this.#news.unsubscribed(account)
    if (this.#entries.size === 0) this.#onActive(false)
  }

  #noteWants(): void {
    const served = [...this.#consumers.values()]
    this.#wants.publish(served)
    this.#patienceUs = Math.min(...served.map(({ consumer }) => consumer.maxWaitUs))
  }

  *#subscriptions(): Generator<TellsLosses> {
    for (const entry of this.#entries) {
      if (entry instanceof SubscriptionEntry) yield entry
    }
  }
}
