import type { RpcConnection } from '../../rpc/index.js'
import { findSocket } from '../discover.js'
import { connectTo, greet } from './greet.js'
import type { RpcParams } from './json-rpc.js'
import { NodeServices, type RpcCallOptions, type Tip } from './node-services.js'

/**
 * Connects to a Bitcoin Core node for what it offers besides tracing; tracing it need not have.
 *
 * Rejects with NO_NODE, PERMISSION_DENIED, TIMEOUT or ABORTED.
 */
export function connectNode(
  options: { readonly path?: string; readonly signal?: AbortSignal | undefined } = {},
): Promise<NodeClient> {
  const path = findSocket(options.path)
  return connectTo(path, options.signal, async (rpc, signal) => {
    const { main, threadMap } = await greet(rpc, signal)
    return new NodeClient(path, rpc, new NodeServices(main, threadMap))
  })
}

/** A connection to a node's own services. */
export class NodeClient implements Disposable {
  /** The socket's path. */
  readonly path: string
  readonly #rpc: RpcConnection
  readonly #services: NodeServices

  constructor(path: string, rpc: RpcConnection, services: NodeServices) {
    this.path = path
    this.#rpc = rpc
    this.#services = services
  }

  /** As {@link Session.tip}. */
  tip(options: { readonly signal?: AbortSignal } = {}): Promise<Tip | null> {
    return this.#services.tip(options.signal)
  }

  /** As {@link Session.callRpc}. */
  callRpc(method: string, params: RpcParams = [], options: RpcCallOptions = {}): Promise<unknown> {
    return this.#services.callRpc(method, params, options)
  }

  close(): void {
    this.#services.release()
    this.#rpc.close()
  }

  [Symbol.dispose](): void {
    this.close()
  }
}
