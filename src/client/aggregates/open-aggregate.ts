import { planAggregate, refuseSnapshots } from '../../aggregates/index.js'
import { ErrorCodes, isNodetapError } from '../../errors/index.js'
import { checkExpression } from '../../expressions/index.js'
import { matchTracepoints } from '../../tracepoints/index.js'
import type { TraceBackend } from '../backend.js'
import { type AggregateOptions, requestOf } from './aggregate-options.js'
import type { OpenAggregate, ReportSink } from './aggregate-stream.js'
import { openLocalAggregate } from './local-aggregate.js'

/** Has figures computed: by the node where it can, otherwise here. */
export async function openAggregate(
  backend: TraceBackend,
  options: AggregateOptions,
  sink: ReportSink,
  signal: AbortSignal | undefined,
): Promise<OpenAggregate> {
  const names = matchTracepoints(options.tracepoints, backend.tracepoints)
  const request = requestOf(options, names)
  // Checked here so that what is wrong costs no round trip and gets the better message.
  refuseSnapshots(names)
  planAggregate(request)
  checkExpression(request.where, names)
  if (backend.aggregate !== undefined) {
    try {
      return await backend.aggregate(request, sink, signal)
    } catch (error) {
      // A publisher from before there were aggregates.
      if (!isNodetapError(error, ErrorCodes.Unimplemented)) throw error
    }
  }
  return openLocalAggregate(
    request,
    (streamOptions, streamSink) => backend.open(names, streamOptions, streamSink, signal),
    sink,
  )
}
