import { ErrorCodes, isNodetapError, NodetapError } from '../errors/index.js'
import {
  CallThreads,
  type Capability,
  connectSocket,
  Deadline,
  RpcConnection,
  threadMapServer,
} from '../rpc/index.js'
import { init, traceServer } from '../schema/index.js'
import type { TraceBackend } from './backend.js'
import { ClientLimits } from './limits.js'
import { NodetapBackend } from './nodetap-backend.js'
import { UpstreamBackend } from './upstream/upstream-backend.js'

/** A connection to a node, and the way to trace it. */
export interface NodeConnection {
  readonly rpc: RpcConnection
  readonly backend: TraceBackend
}

/**
 * Connects, exchanges thread maps, and finds out what the node offers: nodetap's interface
 * first, then upstream's.
 *
 * Rejects with NO_NODE, PERMISSION_DENIED, UNIMPLEMENTED (the node offers neither), TIMEOUT or
 * ABORTED.
 */
export async function openConnection(path: string, signal?: AbortSignal): Promise<NodeConnection> {
  const transport = await connectSocket(path, { signal })
  const rpc = new RpcConnection(transport)
  using deadline = new Deadline(signal, ClientLimits.connectTimeoutMs)
  try {
    return { rpc, backend: await negotiate(rpc, path, deadline.signal) }
  } catch (error) {
    rpc.close()
    if (deadline.expired) {
      throw new NodetapError(
        ErrorCodes.Timeout,
        `${path} accepts connections but does not answer within ${ClientLimits.connectTimeoutMs / 1000} s. Is it a node's socket?`,
        { cause: error },
      )
    }
    throw error
  }
}

async function negotiate(
  rpc: RpcConnection,
  path: string,
  signal: AbortSignal,
): Promise<TraceBackend> {
  using main = rpc.bootstrap()
  const { construct, makeTracing } = init.Init.methods
  using threadMap = await main.call(
    construct,
    (params, capabilities) => {
      params.threadMap = capabilities.addServer(threadMapServer())
    },
    (results, capabilities) => capabilities.take(results.threadMap),
    { signal },
  )
  const threads = await CallThreads.make(threadMap, 'nodetap')
  const tracing = await main
    .call(
      makeTracing,
      (params, capabilities) => threads.write(params.initContext(), capabilities),
      (results, capabilities) => capabilities.take(results.result),
      { signal },
    )
    .catch((error: unknown) => {
      throw isNodetapError(error, ErrorCodes.Unimplemented) ? noTracing(path, error) : error
    })
  if (tracing === null) throw noTracing(path, null)
  const names = await tracepointNames(tracing, threads, signal)
  return names === null
    ? new UpstreamBackend(tracing, threads)
    : new NodetapBackend(tracing, threads, names)
}

/** The tracepoints that a TraceServer offers; null where the node is none. */
async function tracepointNames(
  tracing: Capability,
  threads: CallThreads,
  signal: AbortSignal,
): Promise<readonly string[] | null> {
  try {
    return await tracing.call(
      traceServer.TraceServer.methods.describe,
      (params, capabilities) => threads.write(params.initContext(), capabilities),
      results => [...results.description.tracepoints].map(tracepoint => tracepoint.name),
      { signal },
    )
  } catch (error) {
    if (isNodetapError(error, ErrorCodes.Unimplemented)) return null
    throw error
  }
}

function noTracing(path: string, cause: unknown): NodetapError {
  return new NodetapError(
    ErrorCodes.Unimplemented,
    `The node at ${path} offers no tracing: neither nodetap's interface nor Bitcoin Core's tracing prototype. Released Bitcoin Core has none yet; a bitcoin-node built with the prototype, or a node with a nodetap publisher, would do.`,
    { cause },
  )
}
