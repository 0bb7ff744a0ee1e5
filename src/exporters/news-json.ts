import type { Loss } from '../client/index.js'

/** A loss as a JSON object. */
export function lossToJson(loss: Loss): Record<string, string | number> {
  const { tracepoint, count, cause, firstSequence, lastSequence } = loss
  return { tracepoint, lost: count, cause, firstSequence, lastSequence }
}
