import {
  type AggregatePlan,
  type AggregateRequest,
  boundedInterval,
  DISTINCT_STANDARD_ERROR,
  planAggregate,
  readRequest,
  refuseSnapshots,
  writeReport,
} from '../../aggregates/index.js'
import { ErrorCodes, NodetapError } from '../../errors/index.js'
import { checkExpression } from '../../expressions/index.js'
import { type CallContext, type CapabilityServer, InterfaceServer } from '../../rpc/index.js'
import { traceServer } from '../../schema/index.js'
import { matchTracepoints } from '../../tracepoints/index.js'
import { Aggregation } from '../aggregates/index.js'
import { UNKNOWN_SUBSCRIBER } from '../subscriptions/index.js'
import { AggregateOutlet } from './aggregate-outlet.js'
import { whereText } from './describe-subscribers.js'
import type { ServerContext } from './server-context.js'

/** Answers TraceServer.aggregate. */
export function startAggregation(
  context: ServerContext,
  params: traceServer.TraceServerAggregateParamsReader,
  call: CallContext<traceServer.TraceServerAggregateResultsBuilder>,
  connectionId: number,
): void {
  const { request, plan } = checkedRequest(params.request)
  const intervalUs = boundedInterval(request.intervalUs)
  const subscriber = call.capabilities.take(params.subscriber)
  if (subscriber === null) {
    throw new NodetapError(ErrorCodes.InvalidArgument, 'aggregate needs a subscriber to report to')
  }
  const outlet = new AggregateOutlet(subscriber)
  const { registry, nowUs } = context
  let handle: ReturnType<typeof registry.addConsumer>
  let aggregation: Aggregation
  try {
    aggregation = new Aggregation({
      plan,
      where: request.where,
      intervalUs,
      mode: request.mode,
      source: registry.records,
      outlet,
      nowUs,
    })
    handle = registry.addConsumer(aggregation, {
      ...UNKNOWN_SUBSCRIBER,
      kind: 'aggregate',
      connectionId,
      processId: params.processId,
      where: whereText(request.where),
      aggregate: { ...request, intervalUs, maxGroups: plan.maxGroups },
    })
  } catch (error) {
    outlet.release()
    throw error
  }
  aggregation.onFailed = () => handle.remove()
  call.results((results, capabilities) => {
    results.aggregation = capabilities.addServer(
      aggregationServer(context, aggregation, () => handle.remove()),
    )
    const terms = results.initTerms()
    terms.tracepoints = request.tracepoints
    terms.firstSequence = handle.firstSequence
    // Reports tell the worker's time, also where events are dated by another clock.
    terms.monotonicZeroUnixUs = Math.floor(Date.now() * 1000 - nowUs())
    terms.intervalUs = intervalUs
    terms.maxGroups = plan.maxGroups
    terms.distinctStandardError = DISTINCT_STANDARD_ERROR
  })
}

/** What a client asks for, with names instead of patterns. Trusts nothing of it. */
function checkedRequest(reader: traceServer.TraceServerAggregateParamsReader['request']): {
  readonly request: AggregateRequest
  readonly plan: AggregatePlan
} {
  const asked = readRequest(reader)
  const request = { ...asked, tracepoints: matchTracepoints([...asked.tracepoints]) }
  refuseSnapshots(request.tracepoints)
  const plan = planAggregate(request)
  checkExpression(request.where, request.tracepoints)
  return { request, plan }
}

function aggregationServer(
  context: ServerContext,
  aggregation: Aggregation,
  stop: () => void,
): CapabilityServer {
  const { destroy, read } = traceServer.Aggregation.methods
  return new InterfaceServer('Aggregation', stop).on(destroy, stop).on(read, (_params, call) => {
    // A report of this moment: what waits in the ring is counted first.
    context.registry.turn(Number.POSITIVE_INFINITY)
    const report = aggregation.read()
    call.results(results => writeReport(report, results.initReport()))
  })
}
