import { type Batch, BatchFilter, filterOf } from '../../client/index.js'
import { batchesOfParts, Recording, recordingPaths } from '../../recording/index.js'
import { matchTracepoints } from '../../tracepoints/index.js'
import type { EventStream } from './event-stream.js'
import { type EventStreamOptions, filterOptions } from './stream-options.js'

/** The events of a recording, from its beginning. */
export async function openFile(
  path: string,
  patterns: readonly string[],
  options: EventStreamOptions,
  signal: AbortSignal,
): Promise<EventStream> {
  const [first = path, ...rest] = await recordingPaths(path)
  const recording = await Recording.open(first)
  const { header } = recording
  try {
    const asked = matchTracepoints(patterns, header.tracepoints)
    const wanted = options.snapshot === true ? recordedSnapshot(header.tracepoints) : []
    const tracepoints = matchTracepoints([...patterns, ...wanted], header.tracepoints)
    const filter = new BatchFilter(filterOf(filterOptions(options), asked), asked)
    const isAll = tracepoints.length === header.tracepoints.length
    return {
      kind: 'file',
      path,
      terms: {
        tracepoints,
        monotonicZeroUnixUs: header.monotonicZeroUnixUs,
        payloadBytes: header.payloadBytes,
      },
      batches: filtered(
        batchesOfParts(recording, rest, isAll ? { signal } : { tracepoints, signal }),
        filter,
      ),
      describe: () => Promise.resolve(header.node),
      [Symbol.asyncDispose]: () => recording.close(),
    }
  } catch (error) {
    await recording.close()
    throw error
  }
}

function recordedSnapshot(tracepoints: readonly string[]): string[] {
  return tracepoints.filter(name => name.startsWith('snapshot:'))
}

/** What is left of the batches. */
async function* filtered(
  batches: AsyncIterable<Batch>,
  filter: BatchFilter,
): AsyncGenerator<Batch, void, undefined> {
  for await (const batch of batches) yield* filter.apply(batch)
}
