import type { Batch, ServerDescription } from '../../client/index.js'

/** What is certain about a stream before its first batch. */
export interface EventStreamTerms {
  /** Those of the snapshot, where one comes first, included. */
  readonly tracepoints: readonly string[]
  /** The wall-clock time of monotonic zero, in Unix microseconds: add it to a timestamp. */
  readonly monotonicZeroUnixUs: number
  /** How much of each payload there is, up to Infinity. */
  readonly payloadBytes: number
}

/** Events of a node as they happen, or of a recording as they were. Closing it ends it. */
export interface EventStream extends AsyncDisposable {
  /** Whether times pass as they pass here (`node`), or are those of the past (`file`). */
  readonly kind: 'node' | 'file'
  /** The socket's path, or the file's. */
  readonly path: string
  readonly terms: EventStreamTerms
  /**
   * To be iterated once. Ends in order at `--duration`, at `--max-events` (the last batch is cut)
   * and at Ctrl-C; throws where the node goes or the file is damaged.
   */
  readonly batches: AsyncIterable<Batch>
  /** What the node offers, and its state: now, or when the recording began. */
  describe(): Promise<ServerDescription>
}

/** The batches up to `maxEvents` events, the last one cut. */
export async function* upTo(
  batches: AsyncIterable<Batch>,
  maxEvents: number | undefined,
): AsyncGenerator<Batch, void, undefined> {
  let left = maxEvents ?? Number.POSITIVE_INFINITY
  for await (const batch of batches) {
    const events = batch.eventCount - batch.unknownEvents
    if (events < left) {
      left -= events
      yield batch
    } else {
      yield batch.first(left)
      return
    }
  }
}

/** Whether a snapshot was asked for that will not come. */
export function lacksSnapshot({ terms }: EventStream, asked: boolean | undefined): boolean {
  return asked === true && !terms.tracepoints.some(name => name.startsWith('snapshot:'))
}

export const NO_SNAPSHOT = 'There is no snapshot that goes with these tracepoints.\n'
