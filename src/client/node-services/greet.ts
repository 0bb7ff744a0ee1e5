import { FramePool } from '../../capnp/index.js'
import { type ErrorCode, ErrorCodes, isNodetapError, NodetapError } from '../../errors/index.js'
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
 * Rejects with NO_NODE, PERMISSION_DENIED, TIMEOUT, ABORTED, or what `negotiate` rejects with, and
 * names the socket where that answers as no node does, or goes.
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
    throw atSocket(path, error)
  }
}

/** Codes of answers that no node gives to its first calls, wherever in the chain of causes. */
const FOREIGN: ReadonlySet<ErrorCode> = new Set([
  ErrorCodes.MalformedMessage,
  ErrorCodes.ProtocolViolation,
  ErrorCodes.RemoteFailure,
])

/** What was answered to a greeting, with the socket that it came from. */
function atSocket(path: string, error: unknown): unknown {
  for (let cause = error; isNodetapError(cause); cause = cause.cause) {
    if (!FOREIGN.has(cause.code)) continue
    return new NodetapError(
      cause.code,
      `What listens on ${path} does not answer as a node does: ${cause.message}. Is it a node's socket?`,
      { cause: error },
    )
  }
  if (!isNodetapError(error, ErrorCodes.Disconnected)) return error
  return new NodetapError(error.code, `${path}: ${error.message}`, { cause: error })
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
