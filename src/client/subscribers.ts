import type { CallThreads, Capability } from '../rpc/index.js'
import { aggregates, traceServer } from '../schema/index.js'

/** One subscription or aggregation of a node, whoever's it is. */
export interface SubscriberDescription {
  /** Unique while the publisher runs. */
  readonly id: number
  /**
   * The subscriber's process, as it says itself: nobody has verified it, and in a container it
   * may be another than seen from outside. 0: it does not say.
   */
  readonly processId: number
  /** Equal for those on one connection. */
  readonly connectionId: number
  /** Unix microseconds. */
  readonly sinceUnixUs: number
  /** `columns`: `subscribe`. `rows`: a client of Bitcoin Core's prototype. `aggregate`: figures. */
  readonly kind: 'columns' | 'rows' | 'aggregate'
  /** Names. */
  readonly tracepoints: readonly string[]
  /** Its condition in nodetap's notation; empty: none. */
  readonly where: string
  /** Bytes of each payload, up to Infinity. */
  readonly payloadBytes: number
  /** The next four as in {@link StreamOptions}, after the node's limits; 0 for an aggregation. */
  readonly maxBatchEvents: number
  readonly maxBatchBytes: number
  readonly maxBatchWaitUs: number
  readonly maxQueueBytes: number
  /** Of the events that meet the condition, one in so many; 1: all of them. */
  readonly sampleOneIn: number
  /** The field by whose value is sampled; null: every so-many-th event. */
  readonly sampleBy: string | null
  /** 0: no limit. */
  readonly maxEventsPerSecond: number
  /** Whether it got the node's state first. */
  readonly snapshot: boolean
  /** Of an aggregation: what it computes. */
  readonly aggregate: AggregateDescription | null
  /** Of an aggregation: events in its figures. */
  readonly sentEvents: number
  readonly sentBytes: number
  /** Waiting at the node. */
  readonly queuedEvents: number
  readonly queuedBytes: number
  readonly lostEvents: number
  /** Not wanted, by its own filter. */
  readonly filteredEvents: number
  /**
   * Microseconds that the publisher's worker has spent on it, about: measured where it encodes,
   * sends and reads answers, and divided by events where it collects them. Includes waiting for a
   * processor.
   */
  readonly workerTimeUs: number
}

/** What an aggregation computes. */
export interface AggregateDescription {
  /** Fields; none: one group. */
  readonly groupBy: readonly string[]
  /** As `count` and `sum(size)`. */
  readonly measures: readonly string[]
  /** Milliseconds between two reports; 0: only when asked. */
  readonly intervalMs: number
  /** Whether a report is about the time since the one before, or since the beginning. */
  readonly mode: 'deltas' | 'totals'
  /** Events of further groups are counted as one. */
  readonly maxGroups: number
}

/** Asks a node with TraceServer who is subscribed. */
export function askSubscribers(
  server: Capability,
  threads: CallThreads,
  signal: AbortSignal | undefined,
): Promise<readonly SubscriberDescription[]> {
  return server.call(
    traceServer.TraceServer.methods.subscribers,
    (params, capabilities) => threads.write(params.initContext(), capabilities),
    results => [...results.subscribers].map(readSubscriber),
    { signal },
  )
}

function readSubscriber(reader: traceServer.SubscriberDescriptionReader): SubscriberDescription {
  const { options } = reader
  return {
    id: reader.id,
    processId: reader.processId,
    connectionId: reader.connectionId,
    sinceUnixUs: reader.sinceUnixUs,
    kind: traceServer.SubscriberKindNames[reader.kind] ?? 'columns',
    tracepoints: [...reader.tracepoints],
    where: reader.where,
    payloadBytes:
      options.payloadBytes === 0xffff_ffff ? Number.POSITIVE_INFINITY : options.payloadBytes,
    maxBatchEvents: options.maxBatchEvents,
    maxBatchBytes: options.maxBatchBytes,
    maxBatchWaitUs: options.maxBatchWaitUs,
    maxQueueBytes: options.maxQueueBytes,
    sampleOneIn: Math.max(1, options.filter.sampleOneIn),
    sampleBy: options.filter.sampleBy === '' ? null : options.filter.sampleBy,
    maxEventsPerSecond: options.filter.maxEventsPerSecond,
    snapshot: options.snapshot,
    aggregate: reader.hasAggregate() ? readAggregate(reader.aggregate) : null,
    sentEvents: reader.sentEvents,
    sentBytes: reader.sentBytes,
    queuedEvents: reader.queuedEvents,
    queuedBytes: reader.queuedBytes,
    lostEvents: reader.lostEvents,
    filteredEvents: reader.filteredEvents,
    workerTimeUs: reader.workerTimeUs,
  }
}

/** Of a newer node, what this version has no name for is `unknown`. */
function readAggregate(reader: aggregates.AggregateRequestReader): AggregateDescription {
  return {
    groupBy: [...reader.groupBy],
    measures: Array.from({ length: reader.measures.length }, (_, i) => {
      const { function: number, field } = reader.measures.get(i)
      const name = aggregates.AggregateFunctionNames[number] ?? 'unknown'
      return field === '' ? name : `${name}(${field})`
    }),
    intervalMs: reader.intervalUs / 1000,
    mode: aggregates.AggregateModeNames[reader.mode] ?? 'deltas',
    maxGroups: reader.maxGroups,
  }
}
