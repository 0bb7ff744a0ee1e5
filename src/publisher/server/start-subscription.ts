import { ErrorCodes, NodetapError } from '../../errors/index.js'
import { isNoFilter } from '../../expressions/index.js'
import { type CallContext, type CapabilityServer, InterfaceServer } from '../../rpc/index.js'
import { traceServer } from '../../schema/index.js'
import { findTracepoint, TRACEPOINTS } from '../../tracepoints/index.js'
import { ColumnBatch } from '../batches/index.js'
import type { RingReader } from '../ring/index.js'
import { snapshotTracepoints } from '../snapshots/index.js'
import {
  Sieve,
  type SnapshotPlan,
  SubscriptionGroup,
  type SubscriptionHandle,
} from '../subscriptions/index.js'
import { ColumnOutlet } from './column-outlet.js'
import { whereText } from './describe-subscribers.js'
import type { ServerContext } from './server-context.js'
import { readSubscribeRequest, type SubscriptionTerms } from './subscribe-request.js'

/** Answers TraceServer.subscribe. */
export function startSubscription(
  context: ServerContext,
  params: traceServer.TraceServerSubscribeParamsReader,
  call: CallContext<traceServer.TraceServerSubscribeResultsBuilder>,
  connectionId: number,
): void {
  const terms = readSubscribeRequest(params.request, context.snapshots.available)
  const subscriber = call.capabilities.take(params.subscriber)
  if (subscriber === null) {
    throw new NodetapError(ErrorCodes.InvalidArgument, 'subscribe needs a subscriber to send to')
  }
  const outlet = new ColumnOutlet(subscriber)
  let handle: SubscriptionHandle
  try {
    handle = context.registry.add({
      key: `columns ${JSON.stringify({ ...terms, maxQueueBytes: 0, snapshotParts: 0 })}`,
      makeGroup: reader => columnGroup(context, terms, reader),
      maxQueueBytes: terms.maxQueueBytes,
      outlet,
      facts: {
        kind: 'columns',
        connectionId,
        processId: params.processId,
        where: whereText(terms.filter.where),
        options: terms,
        thinning: terms.filter,
        snapshot: terms.snapshotParts.length > 0,
        aggregate: null,
      },
      snapshot: snapshotPlan(terms),
    })
  } catch (error) {
    outlet.release()
    throw error
  }
  call.results((results, capabilities) => {
    results.subscription = capabilities.addServer(subscriptionServer(handle))
    writeTerms(results.initTerms(), terms, handle.firstSequence, context.monotonicZeroUnixUs)
  })
}

function snapshotPlan(terms: SubscriptionTerms): SnapshotPlan | null {
  const parts = terms.snapshotParts
  if (parts.length === 0) return null
  const tracepointIds = snapshotTracepoints(parts).map(name => findTracepoint(name).id)
  return { parts, tracepointIds, options: terms }
}

function columnGroup(
  context: ServerContext,
  terms: SubscriptionTerms,
  reader: RingReader,
): SubscriptionGroup {
  const ids = terms.tracepoints.map(name => findTracepoint(name).id)
  const sieve = isNoFilter(terms.filter) ? null : new Sieve(terms.filter, ids, reader)
  return new SubscriptionGroup(
    ids,
    terms.payloadBytes,
    terms.maxBatchWaitUs,
    new ColumnBatch(context.pool, terms),
    sieve,
  )
}

function subscriptionServer(handle: SubscriptionHandle): CapabilityServer {
  const { destroy, counts } = traceServer.Subscription.methods
  return new InterfaceServer('Subscription', () => handle.stop())
    .on(destroy, () => handle.stop())
    .on(counts, (_params, call) => {
      const all = handle.counts()
      call.results(results => {
        const list = results.initCounts().initPerTracepoint(all.length)
        all.forEach((counts, i) => {
          const entry = list.get(i)
          entry.tracepoint = TRACEPOINTS[counts.tracepointId]?.name ?? ''
          entry.fired = counts.fired
          entry.delivered = counts.delivered
          entry.queued = counts.queued
          entry.lost = counts.lost
          entry.filtered = counts.filtered
        })
      })
    })
}

function writeTerms(
  builder: traceServer.SubscriptionTermsBuilder,
  terms: SubscriptionTerms,
  firstSequence: number,
  monotonicZeroUnixUs: number,
): void {
  builder.tracepoints = terms.tracepoints
  builder.firstSequence = firstSequence
  builder.monotonicZeroUnixUs = monotonicZeroUnixUs
  builder.payloadBytes = terms.payloadBytes
  builder.maxBatchEvents = terms.maxBatchEvents
  builder.maxBatchBytes = terms.maxBatchBytes
  builder.maxBatchWaitUs = terms.maxBatchWaitUs
  builder.maxQueueBytes = terms.maxQueueBytes
  builder.snapshot = snapshotTracepoints(terms.snapshotParts)
}
