import { FramePool } from '../../capnp/index.js'
import { ErrorCodes, NodetapError } from '../../errors/index.js'
import {
  type Capability,
  connectSocket,
  Deadline,
  RpcConnection,
  threadMapServer,
} from '../../rpc/index.js'
import { init } from '../../schema/index.js'
import { ClientLimits } from '../limits.js'

/** A node that has been greeted as libmultiprocess wants it. */
export interface GreetedNode {
  readonly rpc: RpcConnection
  /** Its `Init`. The caller's to release. */
  readonly main: Capability
  /** Makes threads of the node's to run calls on; null where it has none. The caller's, too. */
  readonly threadMap: Capability | null
}

/**
 * Connects to the socket at `path` and lets `negotiate` find out what is there. The connection
 * is closed if that fails, and if it takes too long. Messages come in memory of `frames`.
 *
 * Rejects with NO_NODE, PERMISSION_DENIED, TIMEOUT, ABORTED or what `negotiate` rejects with.
 */
export async function connectTo<T>(
  path: string,
  signal: AbortSignal | undefined,
  negotiate: (rpc: RpcConnection, signal: AbortSignal) => Promise<T>,
  frames = new FramePool(),
): Promise<T> {
  const transport = await connectSocket(path, { signal, frames })
  const rpc = new RpcConnection(transport)
  using deadline = new Deadline(signal, ClientLimits.connectTimeoutMs)
  try {
    return await negotiate(rpc, deadline.signal)
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

/** The first call of any client: both sides exchange their thread maps. */
export async function greet(rpc: RpcConnection, signal: AbortSignal): Promise<GreetedNode> {
  const main = rpc.bootstrap()
  const threadMap = await main.call(
    init.Init.methods.construct,
    (params, capabilities) => {
      params.threadMap = capabilities.addServer(threadMapServer())
    },
    (results, capabilities) => capabilities.take(results.threadMap),
    { signal },
  )
  return { rpc, main, threadMap }
}
