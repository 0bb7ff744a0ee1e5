import { type CapabilityServer, InterfaceServer } from '../../rpc/index.js'
import { traceServer, tracing } from '../../schema/index.js'
import { describeServer } from './describe-server.js'
import { writeAccounts } from './describe-subscribers.js'
import type { ServerContext } from './server-context.js'
import { startAggregation } from './start-aggregation.js'
import { startSubscription } from './start-subscription.js'
import { type ThreadSource, traceNetMessages } from './upstream-tracing.js'

/** The one capability that answers both TraceServer and upstream's Tracing. */
export function traceServerOf(
  context: ServerContext,
  threads: ThreadSource,
  connectionId: number,
): CapabilityServer {
  const { describe, subscribe, aggregate, subscribers } = traceServer.TraceServer.methods
  return new InterfaceServer('TraceServer')
    .on(tracing.Tracing.methods.destroy, () => {})
    .on(tracing.Tracing.methods.traceNetMessages, (params, call) =>
      traceNetMessages(context, threads, params, call, connectionId),
    )
    .on(describe, (_params, call) => {
      call.results(results => describeServer(context, results.initDescription()))
    })
    .on(subscribe, (params, call) => startSubscription(context, params, call, connectionId))
    .on(aggregate, (params, call) => startAggregation(context, params, call, connectionId))
    .on(subscribers, (_params, call) => {
      const accounts = context.registry.accounts()
      call.results(results => writeAccounts(accounts, results.initSubscribers(accounts.length)))
    })
}
