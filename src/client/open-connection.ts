import { FramePool } from '../capnp/index.js'
import { ErrorCodes, NodetapError } from '../errors/index.js'
import { CallThreads, type Capability, type RpcConnection } from '../rpc/index.js'
import { init, traceServer } from '../schema/index.js'
import type { TraceBackend } from './backend.js'
import { connectTo, greet, NodeServices, unlessUnimplemented } from './node-services/index.js'
import { NodetapBackend } from './nodetap-backend.js'
import { CoinsBackend, findCoinTracing, UpstreamBackend } from './upstream/index.js'

/** A connection to a node, the way to trace it, and what else it offers. */
export interface NodeConnection {
  readonly rpc: RpcConnection
  readonly backend: TraceBackend
  readonly services: NodeServices
}

/**
 * Connects, exchanges thread maps, and finds out what the node offers: nodetap's interface
 * first, then upstream's of 2026, then that of 2025.
 *
 * Rejects with NO_NODE, PERMISSION_DENIED, UNIMPLEMENTED (the node offers none of them), TIMEOUT
 * or ABORTED.
 */
export function openConnection(path: string, signal?: AbortSignal): Promise<NodeConnection> {
  const frames = new FramePool()
  return connectTo(path, signal, (rpc, limited) => negotiate(rpc, path, limited, frames), frames)
}

/**
 * The same on a connection that has been made; `path` is for errors, and `frames` is where its
 * messages' memory comes from.
 */
export async function negotiate(
  rpc: RpcConnection,
  path: string,
  signal: AbortSignal,
  frames?: FramePool,
): Promise<NodeConnection> {
  const { main, threadMap } = await greet(rpc, signal)
  const threads = await CallThreads.make(threadMap, 'nodetap')
  const backend = await chooseBackend(main, threads, frames, path, signal)
  return { rpc, backend, services: new NodeServices(main, threadMap) }
}

async function chooseBackend(
  main: Capability,
  threads: CallThreads,
  frames: FramePool | undefined,
  path: string,
  signal: AbortSignal,
): Promise<TraceBackend> {
  const tracing = await unlessUnimplemented(
    main.call(
      init.Init.methods.makeTracing,
      (params, capabilities) => threads.write(params.initContext(), capabilities),
      (results, capabilities) => capabilities.take(results.result),
      { signal },
    ),
  )
  if (tracing === null) {
    const coins = await findCoinTracing(main, threads, signal)
    if (coins === null) throw noTracing(path)
    return new CoinsBackend(coins, threads)
  }
  const names = await unlessUnimplemented(tracepointNames(tracing, threads, signal))
  return names === null
    ? new UpstreamBackend(tracing, threads)
    : new NodetapBackend(tracing, threads, names, frames)
}

/** The tracepoints that a TraceServer offers. */
function tracepointNames(
  tracing: Capability,
  threads: CallThreads,
  signal: AbortSignal,
): Promise<readonly string[]> {
  return tracing.call(
    traceServer.TraceServer.methods.describe,
    (params, capabilities) => threads.write(params.initContext(), capabilities),
    results => [...results.description.tracepoints].map(tracepoint => tracepoint.name),
    { signal },
  )
}

function noTracing(path: string): NodetapError {
  return new NodetapError(
    ErrorCodes.Unimplemented,
    `The node at ${path} offers no tracing: neither nodetap's interface nor Bitcoin Core's tracing prototype. Released Bitcoin Core has none yet; a bitcoin-node built with the prototype, or a node with a nodetap publisher, would do.`,
  )
}
