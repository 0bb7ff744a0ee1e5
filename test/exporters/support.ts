import type { Batch } from '../../src/client/index.js'
import type { TraceEvent } from '../../src/tracepoints/index.js'

/** The wall-clock time of monotonic zero of what is exported here, in Unix microseconds. */
export const ZERO_UNIX_US = 1_700_000_000_000_000

export async function* streamOf(batches: readonly Batch[]): AsyncGenerator<Batch> {
  yield* batches
}

/** All events of batches, in their order. */
export function eventsIn(batches: readonly Batch[]): TraceEvent[] {
  return batches.flatMap(batch => [...batch])
}
