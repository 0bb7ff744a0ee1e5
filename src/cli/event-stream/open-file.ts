import { Recording } from '../../recording/index.js'
import { matchTracepoints } from '../../tracepoints/index.js'
import type { EventStream } from './event-stream.js'
import type { EventStreamOptions } from './stream-options.js'

/** The events of a recording, from its beginning. */
export async function openFile(
  path: string,
  patterns: readonly string[],
  options: EventStreamOptions,
  signal: AbortSignal,
): Promise<EventStream> {
  const recording = await Recording.open(path)
  const { header } = recording
  try {
    const wanted = options.snapshot === true ? recordedSnapshot(header.tracepoints) : []
    const tracepoints = matchTracepoints([...patterns, ...wanted], header.tracepoints)
    const isAll = tracepoints.length === header.tracepoints.length
    return {
      kind: 'file',
      path,
      terms: {
        tracepoints,
        monotonicZeroUnixUs: header.monotonicZeroUnixUs,
        payloadBytes: header.payloadBytes,
      },
      batches: recording.batches(isAll ? { signal } : { tracepoints, signal }),
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
