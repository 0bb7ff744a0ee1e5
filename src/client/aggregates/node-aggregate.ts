import {
  type AggregateRequest,
  type Report,
  readReport,
  writeRequest,
} from '../../aggregates/index.js'
import { ErrorCodes, isNodetapError, NodetapError } from '../../errors/index.js'
import { type CallThreads, type Capability, InterfaceServer } from '../../rpc/index.js'
import { type aggregates, traceServer } from '../../schema/index.js'
import type { AggregateTerms } from './aggregate-options.js'
import type { OpenAggregate, ReportSink } from './aggregate-stream.js'

/** Asks a node with TraceServer to compute. */
export async function openNodeAggregate(
  server: Capability,
  threads: CallThreads,
  request: AggregateRequest,
  sink: ReportSink,
  signal: AbortSignal | undefined,
): Promise<OpenAggregate> {
  const { aggregation, terms } = await server.call(
    traceServer.TraceServer.methods.aggregate,
    (params, capabilities) => {
      threads.write(params.initContext(), capabilities)
      writeRequest(request, params.initRequest())
      params.processId = process.pid
      params.subscriber = capabilities.addServer(subscriberServer(sink))
    },
    (results, capabilities) => ({
      aggregation: capabilities.take(results.aggregation),
      terms: readTerms(results.terms),
    }),
    { signal },
  )
  if (aggregation === null) {
    throw new NodetapError(ErrorCodes.ProtocolViolation, 'The node gave no aggregation')
  }
  const { read, destroy } = traceServer.Aggregation.methods
  return {
    terms,
    read: (): Promise<Report> =>
      aggregation.call(
        read,
        (params, capabilities) => threads.write(params.initContext(), capabilities),
        results => readReport(results.report),
      ),
    async stop() {
      try {
        await aggregation.call(destroy, (params, capabilities) =>
          threads.write(params.initContext(), capabilities),
        )
      } catch (error) {
        // A connection that has ended took the aggregation with it.
        if (!isNodetapError(error, ErrorCodes.Disconnected)) throw error
      } finally {
        aggregation.release()
      }
    },
  }
}

function subscriberServer(sink: ReportSink): InterfaceServer {
  const methods = traceServer.AggregateSubscriber.methods
  return new InterfaceServer('AggregateSubscriber')
    .on(methods.destroy, () => {})
    .on(methods.report, params => sink.report(readReport(params)))
    .on(methods.ended, params => sink.ended(params.reason))
}

function readTerms(terms: aggregates.AggregateTermsReader): AggregateTerms {
  return {
    tracepoints: [...terms.tracepoints],
    firstSequence: terms.firstSequence,
    monotonicZeroUnixUs: terms.monotonicZeroUnixUs,
    intervalMs: terms.intervalUs / 1000,
    maxGroups: terms.maxGroups,
    distinctStandardError: terms.distinctStandardError,
    isComputedByNode: true,
  }
}
