import { ErrorCodes, isNodetapError, NodetapError } from '../../errors/index.js'
import { CallThreads, type Capability } from '../../rpc/index.js'
import { init, mining, nodeRpc } from '../../schema/index.js'
import { type RpcParams, readRpcAnswer, writeRpcRequest } from './json-rpc.js'
import { currentMakeMining, type MakeMining, olderMakeMining } from './mining-methods.js'
import { unlessUnimplemented } from './unless-unimplemented.js'

/** The last block of a node's chain. */
export interface Tip {
  /** 32 bytes, in internal order. */
  readonly hash: Uint8Array
  readonly height: number
}

/** How the node's JSON-RPC is called. */
export interface RpcCallOptions {
  /** The wallet that a wallet's method is for. */
  readonly wallet?: string
  /** Gives up waiting; the node may go on with the method. */
  readonly signal?: AbortSignal
}

/** What a node offers on its socket besides tracing. */
export class NodeServices {
  readonly #main: Capability
  readonly #threadMap: Capability | null
  #threads: Promise<CallThreads> | null = null
  #mining: Capability | null = null
  #rpc: Promise<Capability> | null = null
  #released = false

  /** Takes over both: the node's `Init` and its thread map. */
  constructor(main: Capability, threadMap: Capability | null) {
    this.#main = main
    this.#threadMap = threadMap
  }

  /** The last block of the node's chain; null where the node has none or does not tell. */
  async tip(signal?: AbortSignal): Promise<Tip | null> {
    if (this.#mining !== null) return this.#tipOf(this.#mining, signal)
    for (const method of [currentMakeMining, olderMakeMining]) {
      const offered = await unlessUnimplemented(this.#make(method, signal))
      if (offered === null) continue
      try {
        const tip = await this.#tipOf(offered, signal)
        this.#keepMining(offered)
        return tip
      } catch (error) {
        offered.release()
        // Another version's interface has that place.
        if (!isNodetapError(error, ErrorCodes.Unimplemented)) throw error
      }
    }
    return null
  }

  /** Calls a method of the node's JSON-RPC; gives its result. */
  async callRpc(
    method: string,
    params: RpcParams = [],
    { wallet, signal }: RpcCallOptions = {},
  ): Promise<unknown> {
    const uri = wallet === undefined ? '/' : `/wallet/${encodeURIComponent(wallet)}`
    return readRpcAnswer(
      method,
      await this.executeRpc(writeRpcRequest(method, params), uri, signal),
    )
  }

  /** Hands a JSON-RPC document to the node; gives the one it answers with. */
  async executeRpc(request: string, uri: string, signal?: AbortSignal): Promise<string> {
    const threads = await this.#callThreads()
    this.#rpc ??= this.#makeRpc()
    this.#rpc.catch(() => {
      this.#rpc = null
    })
    const rpc = await this.#rpc
    return rpc.call(
      nodeRpc.Rpc.methods.executeRpc,
      (params, capabilities) => {
        threads.write(params.initContext(), capabilities)
        params.request = request
        params.uri = uri
        params.user = ''
      },
      results => results.result,
      { signal },
    )
  }

  release(): void {
    this.#released = true
    this.#mining?.release()
    this.#rpc?.then(
      rpc => rpc.release(),
      () => {},
    )
    this.#threads?.then(
      threads => threads.release(),
      () => {},
    )
    this.#threadMap?.release()
    this.#main.release()
  }

  async #tipOf(offered: Capability, signal: AbortSignal | undefined): Promise<Tip | null> {
    const threads = await this.#callThreads()
    return offered.call(
      mining.Mining.methods.getTip,
      (params, capabilities) => threads.write(params.initContext(), capabilities),
      results => {
        const { hash, height } = results.result
        return results.hasTip ? { hash: hash.slice(), height } : null
      },
      { signal },
    )
  }

  /** Two calls at once may each have made one. */
  #keepMining(offered: Capability): void {
    if (this.#released || this.#mining !== null) offered.release()
    else this.#mining = offered
  }

  async #make(method: MakeMining, signal: AbortSignal | undefined): Promise<Capability | null> {
    const threads = await this.#callThreads()
    return this.#main.call(
      method,
      (params, capabilities) => threads.write(params.initContext(), capabilities),
      (results, capabilities) => capabilities.take(results.getCapability(results.resultPointer)),
      { signal },
    )
  }

  async #makeRpc(): Promise<Capability> {
    const threads = await this.#callThreads()
    const rpc = await unlessUnimplemented(
      this.#main.call(
        init.Init.methods.makeRpc,
        (params, capabilities) => threads.write(params.initContext(), capabilities),
        (results, capabilities) => capabilities.take(results.result),
      ),
    )
    if (rpc === null) {
      throw new NodetapError(
        ErrorCodes.Unimplemented,
        'The node offers no JSON-RPC on this socket: Bitcoin Core newer than v31 does. Use its HTTP port.',
      )
    }
    return rpc
  }

  /** Made when first needed: a node makes a thread of its own for it. Tried again where it failed. */
  #callThreads(): Promise<CallThreads> {
    this.#threads ??= CallThreads.make(this.#threadMap, 'nodetap').catch((error: unknown) => {
      this.#threads = null
      throw error
    })
    return this.#threads
  }
}
