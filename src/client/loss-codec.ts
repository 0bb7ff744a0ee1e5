import { traceServer } from '../schema/index.js'
import type { Loss } from './batch/index.js'

/** The wire's number for a cause that has none. */
const UNKNOWN = 0xffff

/** Copies a loss out of its message. */
export function readLoss(loss: traceServer.LossReader): Loss {
  return {
    tracepoint: loss.tracepoint,
    count: loss.count,
    cause: traceServer.LossCauseNames[loss.cause] ?? 'unknown',
    firstSequence: loss.firstSequence,
    lastSequence: loss.lastSequence,
  }
}

export function writeLoss(builder: traceServer.LossBuilder, loss: Loss): void {
  const { tracepoint, count, cause, firstSequence, lastSequence } = loss
  builder.tracepoint = tracepoint
  builder.count = count
  builder.cause = cause === 'unknown' ? UNKNOWN : traceServer.LossCause[cause]
  builder.firstSequence = firstSequence
  builder.lastSequence = lastSequence
}
