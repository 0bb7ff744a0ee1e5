import { ErrorCodes, NodetapError } from '../../errors/index.js'
import { checkFilter, type Filter, mayMeet, readFilter } from '../../expressions/index.js'
import type { traceServer } from '../../schema/index.js'
import { findTracepoint, matchTracepoints, type TracepointName } from '../../tracepoints/index.js'
import { PublisherLimits } from '../limits.js'
import { isSnapshotId, partsFor, type SnapshotPart } from '../snapshots/index.js'

/** A subscription as it will be: names instead of patterns, options within the limits. */
export interface SubscriptionTerms {
  /** Without those of which the filter wants no event, and without snapshots, sent only once. */
  readonly tracepoints: readonly TracepointName[]
  readonly filter: Filter
  /** The parts of the present state that are to be sent first. */
  readonly snapshotParts: readonly SnapshotPart[]
  readonly payloadBytes: number
  readonly maxBatchEvents: number
  readonly maxBatchBytes: number
  readonly maxBatchWaitUs: number
  readonly maxQueueBytes: number
}

/**
 * What a request asks for, cut to the limits and to what the source can tell of its state. Throws
 * UNKNOWN_TRACEPOINT, INVALID_ARGUMENT or UNIMPLEMENTED for one that makes no sense.
 */
export function readSubscribeRequest(
  request: traceServer.SubscribeRequestReader,
  snapshotParts: readonly SnapshotPart[],
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
  const names = matchTracepoints([...patterns])
  const tracepoints = names.filter(name => !isSnapshotId(findTracepoint(name).id))
  const filter = readFilter(request.filter)
  // It is about events; a snapshot comes whole.
  if (tracepoints.length > 0) checkFilter(filter, tracepoints)
  const parts = partsFor(names, request.snapshot).filter(part => snapshotParts.includes(part))
  if (tracepoints.length === 0 && parts.length === 0) {
    throw new NodetapError(
      ErrorCodes.Unimplemented,
      `The source of this node cannot tell its state: there is no ${names.join(', ')}`,
    )
  }
  return {
    tracepoints: tracepoints.filter(name => mayMeet(filter, name)),
    filter,
    snapshotParts: parts,
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
