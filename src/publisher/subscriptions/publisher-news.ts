import { isOwnTracepoint, NODE_TRACEPOINTS, TRACEPOINTS } from '../../tracepoints/index.js'
import type { OwnEvents } from '../own-events/index.js'
import type { RingControl, RingReader } from '../ring/index.js'
import type { Account, SubscriberFacts } from './account.js'
import { type Loss, LossReport } from './loss.js'

/** Microseconds between two tellings of the ring's state and of what was lost. */
const INTERVAL_US = 1_000_000

/** What the publisher counts. */
export interface PublisherFigures {
  /** Events since the start, by tracepoint. */
  fired(id: number): number
  /** Of these, events that reached no subscription. */
  lost(id: number): number
  /** Subscriptions and aggregations. */
  readonly size: number
}

/** A subscription, as far as it tells what it alone has lost. */
export interface TellsLosses {
  readonly id: number
  takeLosses(): readonly Loss[]
}

/**
 * What is to be told of the publisher itself: the `nodetap` tracepoints. Nothing of it is about
 * events of these tracepoints, so that telling never causes more to be told.
 */
export class PublisherNews {
  readonly #own: OwnEvents
  readonly #reader: RingReader
  readonly #control: RingControl
  readonly #figures: PublisherFigures
  readonly #connectionCount: () => number
  /** What was lost before it reached any subscription. */
  #lost = new LossReport()
  #nextUs = 0

  constructor(
    own: OwnEvents,
    reader: RingReader,
    control: RingControl,
    figures: PublisherFigures,
    connectionCount: () => number = () => 0,
  ) {
    this.#own = own
    this.#reader = reader
    this.#control = control
    this.#figures = figures
    this.#connectionCount = connectionCount
  }

  /** Before the subscription begins: it does not hear of itself. */
  subscribed(id: number, facts: SubscriberFacts, tracepointIds: readonly number[]): void {
    this.#own.fire('nodetap:subscribed', () => ({
      subscriptionId: id,
      connectionId: facts.connectionId,
      processId: facts.processId,
      kind: facts.kind,
      tracepoints: tracepointIds.map(nameOf).join(' '),
      where: facts.where,
      subscriptions: this.#figures.size + 1,
    }))
  }

  unsubscribed(account: Account): void {
    this.#own.fire('nodetap:unsubscribed', () => ({
      subscriptionId: account.id,
      connectionId: account.connectionId,
      processId: account.processId,
      sentEvents: account.sentEvents,
      sentBytes: account.sentBytes,
      lostEvents: account.lostEvents,
      durationUs: Math.max(0, Date.now() * 1000 - account.sinceUnixUs),
      workerTimeUs: Math.round(account.workMs * 1000),
      subscriptions: this.#figures.size,
    }))
  }

  /** Events were lost before they reached any subscription. */
  lost(loss: Loss): void {
    this.#lost.add(loss)
  }

  /** Tells, once a second by the worker's clock, what is told so. */
  tell(nowUs: number, subscribers: Iterable<TellsLosses>): void {
    if (nowUs < this.#nextUs) return
    this.#nextUs = nowUs + INTERVAL_US
    const lost = this.#lost.losses
    this.#lost = new LossReport()
    for (const loss of lost) this.#tellLoss(0, loss)
    for (const subscriber of subscribers) {
      for (const loss of subscriber.takeLosses()) this.#tellLoss(subscriber.id, loss)
    }
    this.#tellRing()
  }

  #tellLoss(subscriptionId: number, loss: Loss): void {
    const lostTracepoint = nameOf(loss.tracepointId)
    if (isOwnTracepoint(lostTracepoint)) return
    this.#own.fire('nodetap:lost', () => ({
      subscriptionId,
      lostTracepoint,
      cause: loss.cause,
      lostEvents: loss.count,
      firstSequence: loss.firstSequence,
      lastSequence: loss.lastSequence,
    }))
  }

  #tellRing(): void {
    const figures = this.#figures
    this.#own.fire('nodetap:ring', () => ({
      usedBytes: this.#control.pendingBytes,
      highWaterBytes: this.#reader.takeRecentHighWater(),
      capacityBytes: this.#reader.ringBytes,
      firedEvents: NODE_TRACEPOINTS.reduce((sum, { id }) => sum + figures.fired(id), 0),
      lostEvents: NODE_TRACEPOINTS.reduce((sum, { id }) => sum + figures.lost(id), 0),
      subscriptions: figures.size,
      connections: this.#connectionCount(),
    }))
  }
}

function nameOf(id: number): string {
  return TRACEPOINTS[id]?.name ?? ''
}
