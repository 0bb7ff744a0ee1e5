import { connectNode, type NodeClient } from '../../../../client/index.js'
import { ErrorCodes, isNodetapError, NodetapError } from '../../../../errors/index.js'
import { Deadline } from '../../../../rpc/index.js'
import { readError } from './http-rpc.js'
import { RpcPollLimits } from './limits.js'
import type { RpcCallOptions, RpcClient, RpcOutcome } from './rpc-client.js'

/**
 * JSON-RPC over the node's own socket (`-ipcbind`), where its version has that: needs no cookie.
 */
export class IpcRpc implements RpcClient {
  readonly where: string
  readonly #path: string
  #node: Promise<NodeClient> | null = null

  constructor(path: string) {
    this.where = path
    this.#path = path
  }

  async call(
    method: string,
    params: readonly unknown[],
    { signal, timeoutMs }: RpcCallOptions = {},
  ): Promise<RpcOutcome> {
    using deadline = new Deadline(signal, timeoutMs ?? RpcPollLimits.callTimeoutMs)
    this.#node ??= connectNode({ path: this.#path })
    const connecting = this.#node
    try {
      const node = await connecting
      return { result: await node.callRpc(method, params, { signal: deadline.signal }) }
    } catch (error) {
      if (isNodetapError(error, ErrorCodes.RemoteFailure) && typeof error.cause === 'object') {
        return { error: readError(error.cause) }
      }
      if (deadline.expired) {
        throw new NodetapError(
          ErrorCodes.Timeout,
          `${this.#path} does not answer ${method} in time`,
          { cause: error },
        )
      }
      // Whatever else happened: the next call connects anew.
      if (this.#node === connecting) this.close()
      throw error
    }
  }

  close(): void {
    this.#node?.then(
      node => node.close(),
      () => {},
    )
    this.#node = null
  }
}
