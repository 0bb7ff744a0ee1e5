import type { AggregateRequest } from '../../aggregates/index.js'
import { type Filter, NO_FILTER } from '../../expressions/index.js'

/** Who is served, and what was asked for: for those who want to know who costs what. */
export interface SubscriberFacts {
  readonly kind: 'columns' | 'rows' | 'aggregate'
  /** Equal for those on one connection. */
  readonly connectionId: number
  /** As the subscriber says; 0: it does not. */
  readonly processId: number
  /** Its condition in nodetap's notation; empty: none. */
  readonly where: string
  readonly options: SubscriberOptions
  /** Which of the events that meet the condition it asked for. */
  readonly thinning: Pick<Filter, 'sampleOneIn' | 'sampleBy' | 'maxEventsPerSecond'>
  /** Whether it gets the present state first. */
  readonly snapshot: boolean
  /** Of an aggregation: what it computes. */
  readonly aggregate: AggregateRequest | null
}

/** Options in force; 0 where they have no meaning. */
export interface SubscriberOptions {
  readonly payloadBytes: number
  readonly maxBatchEvents: number
  readonly maxBatchBytes: number
  readonly maxBatchWaitUs: number
  readonly maxQueueBytes: number
}

/** What became of a subscriber's events, and what that has cost. */
export interface SubscriberFigures {
  /** Events sent; of an aggregation, events that are in its figures. */
  readonly sentEvents: number
  readonly sentBytes: number
  readonly queuedEvents: number
  readonly queuedBytes: number
  readonly lostEvents: number
  /** Not wanted, by the subscriber's own filter. */
  readonly filteredEvents: number
  /** Milliseconds that the worker has spent on it. */
  readonly workMs: number
}

/** A subscriber's account at one moment. */
export interface Account extends SubscriberFacts, SubscriberFigures {
  /** Unique while the publisher runs. */
  readonly id: number
  readonly sinceUnixUs: number
  readonly tracepointIds: readonly number[]
}

/** Of those who were not asked. */
export const UNKNOWN_SUBSCRIBER: Omit<SubscriberFacts, 'kind'> = {
  connectionId: 0,
  processId: 0,
  where: '',
  options: {
    payloadBytes: 0,
    maxBatchEvents: 0,
    maxBatchBytes: 0,
    maxBatchWaitUs: 0,
    maxQueueBytes: 0,
  },
  thinning: NO_FILTER,
  snapshot: false,
  aggregate: null,
}
