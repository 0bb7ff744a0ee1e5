import { CallThreads, type Capability, InterfaceServer, threadMapServer } from '../../rpc/index.js'
import { echo, init } from '../../schema/index.js'
import type { ServerContext } from './server-context.js'
import { traceServerOf } from './trace-server.js'

/**
 * The first object of a connection, by Bitcoin Core's conventions. What a publisher has no use
 * for (mining, JSON-RPC) answers `unimplemented`.
 */
export function initServer(context: ServerContext, connectionId: number): InterfaceServer {
  const { construct, makeEcho, makeTracing } = init.Init.methods
  let theirThreads: Capability | null = null
  return new InterfaceServer('Init', () => theirThreads?.release())
    .on(construct, (params, call) => {
      theirThreads?.release()
      theirThreads = call.capabilities.take(params.threadMap)
      call.results((results, capabilities) => {
        results.threadMap = capabilities.addServer(threadMapServer())
      })
    })
    .on(makeEcho, (_params, call) => {
      call.results((results, capabilities) => {
        results.result = capabilities.addServer(echoServer())
      })
    })
    .on(makeTracing, (_params, call) => {
      call.results((results, capabilities) => {
        const threads = { make: () => CallThreads.make(theirThreads, 'nodetap callbacks') }
        results.result = capabilities.addServer(traceServerOf(context, threads, connectionId))
      })
    })
}

function echoServer(): InterfaceServer {
  return new InterfaceServer('Echo')
    .on(echo.Echo.methods.destroy, () => {})
    .on(echo.Echo.methods.echo, (params, call) => {
      call.results(results => {
        results.result = params.echo
      })
    })
}
