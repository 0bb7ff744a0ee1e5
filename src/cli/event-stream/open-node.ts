import { connect } from '../../client/index.js'
import type { EventStream } from './event-stream.js'
import { type EventStreamOptions, filterOptions } from './stream-options.js'

/** The events of a node, from now on. */
export async function openNode(
  patterns: readonly string[],
  options: EventStreamOptions,
  signal: AbortSignal,
): Promise<EventStream> {
  const session = await connect({
    ...(options.socket === undefined ? {} : { path: options.socket }),
    reconnect: options.reconnect ?? false,
    signal,
  })
  try {
    const subscription = session.subscribe(patterns, {
      ...options.batching,
      ...filterOptions(options),
      payloadBytes: options.payload ?? 0,
      snapshot: options.snapshot ?? false,
      ...(options.shm === undefined ? {} : { shmBytes: options.shm }),
      signal,
    })
    const terms = await subscription.ready
    return {
      kind: 'node',
      path: session.path,
      terms: { ...terms, tracepoints: [...terms.tracepoints, ...terms.snapshot] },
      batches: subscription,
      describe: () => session.describe({ signal }),
      [Symbol.asyncDispose]: () => session.close(),
    }
  } catch (error) {
    await session.close()
    throw error
  }
}
