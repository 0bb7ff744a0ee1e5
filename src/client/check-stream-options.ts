import { ErrorCodes, NodetapError } from '../errors/index.js'
import type { StreamOptions } from './stream.js'

const WHOLE_NUMBERS = [
  'maxBatchEvents',
  'maxBatchBytes',
  'maxBatchWaitUs',
  'maxQueueBytes',
] as const

/** Throws INVALID_ARGUMENT for a subscription that makes no sense, before the node is asked. */
export function checkStreamOptions(patterns: readonly string[], options: StreamOptions): void {
  if (patterns?.length === 0) {
    throw invalid("A subscription names at least one tracepoint, or a pattern such as 'net:*'")
  }
  const { payloadBytes = 0 } = options
  const isCount = Number.isSafeInteger(payloadBytes) || payloadBytes === Number.POSITIVE_INFINITY
  if (!isCount || payloadBytes < 0) {
    throw invalid(`payloadBytes is ${payloadBytes}: a number of bytes from 0 to Infinity is wanted`)
  }
  for (const name of WHOLE_NUMBERS) {
    const value = options[name] ?? 1
    const least = name === 'maxBatchWaitUs' ? 0 : 1
    if (!Number.isSafeInteger(value) || value < least) {
      throw invalid(`${name} is ${value}: a whole number from ${least} on is wanted`)
    }
  }
}

function invalid(message: string): NodetapError {
  return new NodetapError(ErrorCodes.InvalidArgument, message)
}
