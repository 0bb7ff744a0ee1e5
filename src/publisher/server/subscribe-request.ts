import { ErrorCodes, NodetapError } from '../../errors/index.js'
import { checkFilter, type Filter, mayMeet, readFilter } from '../../expressions/index.js'
import type { traceServer } from '../../schema/index.js'
import { matchTracepoints, type TracepointName } from '../../tracepoints/index.js'
import { PublisherLimits } from '../limits.js'

/** A subscription as it will be: names instead of patterns, options within the limits. */
export interface SubscriptionTerms {
  /** Without those of which the filter wants no event. */
  readonly tracepoints: readonly TracepointName[]
  readonly filter: Filter
  readonly payloadBytes: number
  readonly maxBatchEvents: number
  readonly maxBatchBytes: number
  readonly maxBatchWaitUs: number
  readonly maxQueueBytes: number
}

/**
 * What a request asks for, cut to the limits. Throws UNKNOWN_TRACEPOINT or INVALID_ARGUMENT
 * for one that makes no sense.
 */
export function readSubscribeRequest(
  request: traceServer.SubscribeRequestReader,
): SubscriptionTerms {
  const patterns = request.tracepoints
  if (patterns.length === 0) {
    throw new NodetapError(
      ErrorCodes.InvalidArgument,
      "A subscription names at least one tracepoint, or a pattern such as 'net:*'",
    )
  }
  if (patterns.length > PublisherLimits.maxPatterns) {
    throw new NodetapError(
      ErrorCodes.InvalidArgument,
      `${patterns.length} tracepoint patterns; at most ${PublisherLimits.maxPatterns} are taken`,
    )
  }
  const tracepoints = matchTracepoints([...patterns])
  const filter = readFilter(request.filter)
  checkFilter(filter, tracepoints)
  return {
    tracepoints: tracepoints.filter(name => mayMeet(filter, name)),
    filter,
    payloadBytes: request.payloadBytes,
    maxBatchEvents: clamp(request.maxBatchEvents, 1, PublisherLimits.maxBatchEvents),
    maxBatchBytes: clamp(request.maxBatchBytes, 1, PublisherLimits.maxBatchBytes),
    maxBatchWaitUs: clamp(request.maxBatchWaitUs, 0, PublisherLimits.maxBatchWaitUs),
    maxQueueBytes: clamp(request.maxQueueBytes, 1, PublisherLimits.maxQueueBytes),
  }
}

export function clamp(value: number, least: number, most: number): number {
  return Math.min(Math.max(value, least), most)
}
