import { ErrorCodes, NodetapError } from '../../errors/index.js'
import { type CallContext, type CallThreads, InterfaceServer } from '../../rpc/index.js'
import { handler, type tracing } from '../../schema/index.js'
import { findTracepoint } from '../../tracepoints/index.js'
import { RowBatch } from '../batches/index.js'
import { PublisherLimits } from '../limits.js'
import {
  SubscriptionGroup,
  type SubscriptionHandle,
  UNKNOWN_SUBSCRIBER,
} from '../subscriptions/index.js'
import { RowOutlet } from './row-outlet.js'
import type { ServerContext } from './server-context.js'
import { clamp } from './subscribe-request.js'

/** Makes the threads that callbacks to a peer run on. */
export interface ThreadSource {
  make(): Promise<CallThreads>
}

/** Upstream's bounds, to which it cuts the options of a request. Ours are below some of them. */
const UpstreamLimits = {
  maxPayloadBytes: 4 * 1024 * 1024,
  maxQueueEvents: 1024 * 1024,
  maxBatchWaitUs: 1_000_000,
} as const

/** Bytes of a row without its payload, about; turns upstream's queue bound into bytes. */
const ROW_BYTES = 160

/**
 * Serves upstream's traceNetMessages: the same events in rows. Payloads always travel inline;
 * a shared-memory arena that a client asks for is an offer it must do without.
 */
export async function traceNetMessages(
  context: ServerContext,
  threadSource: ThreadSource,
  params: tracing.TracingTraceNetMessagesParamsReader,
  call: CallContext<tracing.TracingTraceNetMessagesResultsBuilder>,
  connectionId: number,
): Promise<void> {
  const options = readOptions(params.options)
  const callback = call.capabilities.take(params.callback)
  if (callback === null) {
    throw new NodetapError(ErrorCodes.InvalidArgument, 'traceNetMessages needs a callback')
  }
  let outlet: RowOutlet
  try {
    outlet = new RowOutlet(callback, options.stream ? null : await threadSource.make())
  } catch (error) {
    callback.release()
    throw error
  }
  if (options.tracepointIds.length === 0) {
    // Upstream takes it, too, and never sends anything.
    returnHandler(call, () => outlet.release())
    return
  }
  let handle: SubscriptionHandle
  try {
    handle = context.registry.add({
      key: `rows ${JSON.stringify({ ...options, stream: 0, maxQueueBytes: 0 })}`,
      makeGroup: () =>
        new SubscriptionGroup(
          options.tracepointIds,
          options.payloadBytes,
          options.maxBatchWaitUs,
          new RowBatch(context.pool, options),
        ),
      maxQueueBytes: options.maxQueueBytes,
      outlet,
      // Upstream's clients cannot say who they are, nor filter.
      facts: { ...UNKNOWN_SUBSCRIBER, kind: 'rows', connectionId, options },
      snapshot: null,
    })
  } catch (error) {
    outlet.release()
    throw error
  }
  returnHandler(call, () => handle.stop())
}

/** Answers with a handler that stops once: when told to, let go of, or when the connection ends. */
function returnHandler(
  call: CallContext<tracing.TracingTraceNetMessagesResultsBuilder>,
  stop: () => void,
): void {
  let stopped = false
  const stopOnce = (): void => {
    if (stopped) return
    stopped = true
    stop()
  }
  const { destroy, disconnect } = handler.Handler.methods
  call.results((results, capabilities) => {
    results.result = capabilities.addServer(
      new InterfaceServer('Handler', stopOnce).on(destroy, stopOnce).on(disconnect, stopOnce),
    )
  })
}

function readOptions(options: tracing.NetMessageTraceOptionsReader) {
  const tracepointIds: number[] = []
  if (options.inbound) tracepointIds.push(findTracepoint('net:inbound_message').id)
  if (options.outbound) tracepointIds.push(findTracepoint('net:outbound_message').id)
  const payloadBytes = Math.min(options.maxPayloadBytes, UpstreamLimits.maxPayloadBytes)
  const queueEvents = clamp(options.maxQueueEvents, 1, UpstreamLimits.maxQueueEvents)
  const batchEvents = clamp(
    options.maxBatchEvents,
    1,
    Math.min(queueEvents, PublisherLimits.maxBatchEvents),
  )
  const batchBytes = clamp(options.maxBatchBytes, 1, PublisherLimits.maxBatchBytes)
  const queueBytes = clamp(options.maxQueueBytes, payloadBytes, PublisherLimits.maxQueueBytes)
  return {
    tracepointIds,
    payloadBytes,
    maxBatchEvents: batchEvents,
    // Upstream counts payloads only, and bounds rows by their number.
    maxBatchBytes: batchBytes + batchEvents * ROW_BYTES,
    maxBatchWaitUs: Math.min(options.maxBatchWaitUs, UpstreamLimits.maxBatchWaitUs),
    maxQueueBytes: queueBytes + queueEvents * ROW_BYTES,
    stream: options.stream,
  }
}
