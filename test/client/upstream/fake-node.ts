import { once } from 'node:events'
import { createServer } from 'node:net'
import { join } from 'node:path'
import type { TestContext } from 'node:test'
import {
  CallThreads,
  type Capability,
  type CapabilityServer,
  InterfaceServer,
  RpcConnection,
  SocketTransport,
  threadMapServer,
} from '../../../src/rpc/index.js'
import {
  handler,
  init,
  mining,
  nodeRpc,
  proxy,
  tracing,
  tracing2025,
} from '../../../src/schema/index.js'
import { temporaryDirectory } from '../../e2e/support.js'

/** What a node that a test plays offers; nothing else than greeting unless said. */
export interface Offers {
  /** `Init.makeMining`, at the ordinal of v30 or of v31. */
  readonly mining?: 2 | 3
  /** The tip; null for a node without any block. */
  readonly tip?: { readonly hash: Uint8Array; readonly height: number } | null
  /** How many times `ThreadMap.makeThread` fails before it does not. */
  readonly failingThreads?: number
  /** Answers `executeRpc`. */
  readonly executeRpc?: (request: string, uri: string) => string
  /** `Tracing` of September 2026. */
  readonly tracing?: boolean
  /** `Tracing` of 2025. */
  readonly coinTracing?: boolean
  /** `Tracing` of a version with other methods. */
  readonly otherTracing?: boolean
  /** Called before a tracing is begun; what it waits for is waited for. */
  readonly beforeTracing?: () => Promise<void>
  /** Called when a handler is destroyed; the call is answered when it has resolved. */
  readonly beforeDestroyed?: () => Promise<void>
}

/** One tracing that a client has asked for. */
export interface Traced {
  readonly callback: Capability
  readonly threads: CallThreads
  readonly options: {
    readonly shmBytes: number
    readonly stream: boolean
    readonly inbound: boolean
    readonly outbound: boolean
    readonly maxPayloadBytes: number
  } | null
}

/** A node played by a test, on a socket of its own. */
export class FakeNode {
  readonly path: string
  readonly traced: Traced[] = []
  /** How each handler ended, in order. */
  readonly handlers: ('destroyed' | 'dropped')[] = []
  /** Handlers that a client has asked to end. */
  destroyCalls = 0
  /** Connections that have ended. */
  disconnected = 0
  readonly #offers: Offers

  private constructor(path: string, offers: Offers) {
    this.path = path
    this.#offers = offers
  }

  static async start(t: TestContext, offers: Offers): Promise<FakeNode> {
    const node = new FakeNode(join(temporaryDirectory(t), 'node.sock'), offers)
    const connections = new Set<RpcConnection>()
    const listener = createServer({ allowHalfOpen: true }, socket => {
      const connection = new RpcConnection(new SocketTransport(socket), { bootstrap: node.#init() })
      connections.add(connection)
      connection.closed.then(() => {
        node.disconnected++
        connections.delete(connection)
      })
    })
    listener.listen(node.path)
    await once(listener, 'listening')
    t.after(() => {
      for (const connection of connections) connection.close()
      listener.close()
    })
    return node
  }

  #init(): InterfaceServer {
    const { construct, makeMining, makeRpc, makeTracing } = init.Init.methods
    const offers = this.#offers
    let theirThreads: Capability | null = null
    const server = new InterfaceServer('Init', () => theirThreads?.release()).on(
      construct,
      (params, call) => {
        theirThreads = call.capabilities.take(params.threadMap)
        call.results((results, capabilities) => {
          const { failingThreads = 0 } = offers
          const threads = failingThreads === 0 ? threadMapServer() : failingMap(failingThreads)
          results.threadMap = capabilities.addServer(threads)
        })
      },
    )
    const serve = (ordinal: number, make: () => InterfaceServer): void => {
      server.on({ ...makeMining, id: ordinal }, (_params, call) => {
        call.results((results, capabilities) => {
          results.setCapability(results.resultPointer, capabilities.addServer(make()))
        })
      })
    }
    const threads = () => CallThreads.make(theirThreads, 'a thread of the node')
    if (offers.mining !== undefined) serve(offers.mining, () => this.#mining())
    if (offers.coinTracing) serve(3, () => this.#coinTracing(threads))
    if (offers.tracing) serve(makeTracing.id, () => this.#tracing(threads))
    if (offers.otherTracing) serve(makeTracing.id, () => new InterfaceServer('Tracing'))
    const { executeRpc } = offers
    if (executeRpc !== undefined) serve(makeRpc.id, () => rpcServer(executeRpc))
    return server
  }

  #mining(): InterfaceServer {
    const { tip } = this.#offers
    return new InterfaceServer('Mining')
      .on(mining.Mining.methods.isTestChain, (_params, call) => {
        call.results(results => {
          results.result = true
        })
      })
      .on(mining.Mining.methods.getTip, (_params, call) => {
        call.results(results => {
          if (tip === null || tip === undefined) return
          results.hasTip = true
          const block = results.initResult()
          block.hash = tip.hash
          block.height = tip.height
        })
      })
  }

  #tracing(threads: () => Promise<CallThreads>): InterfaceServer {
    return new InterfaceServer('Tracing').on(
      tracing.Tracing.methods.traceNetMessages,
      async (params, call) => {
        const callback = call.capabilities.take(params.callback)
        const { shmBytes, stream, inbound, outbound, maxPayloadBytes } = params.options
        const options = { shmBytes, stream, inbound, outbound, maxPayloadBytes }
        await this.#offers.beforeTracing?.()
        if (callback === null) return
        this.traced.push({ callback, threads: await threads(), options })
        call.results((results, capabilities) => {
          results.result = capabilities.addServer(this.#handler(callback))
        })
      },
    )
  }

  #coinTracing(threads: () => Promise<CallThreads>): InterfaceServer {
    return new InterfaceServer('Tracing').on(
      tracing2025.Tracing.methods.traceUtxoCache,
      async (params, call) => {
        const callback = call.capabilities.take(params.callback)
        if (callback === null) return
        this.traced.push({ callback, threads: await threads(), options: null })
        call.results((results, capabilities) => {
          results.result = capabilities.addServer(this.#handler(callback))
        })
      },
    )
  }

  #handler(callback: Capability): InterfaceServer {
    let destroyed = false
    return new InterfaceServer('Handler', () => {
      if (!destroyed) this.handlers.push('dropped')
      callback.release()
    }).on(handler.Handler.methods.destroy, async () => {
      destroyed = true
      this.destroyCalls++
      await this.#offers.beforeDestroyed?.()
      this.handlers.push('destroyed')
    })
  }
}

function rpcServer(executeRpc: NonNullable<Offers['executeRpc']>): InterfaceServer {
  return new InterfaceServer('Rpc').on(nodeRpc.Rpc.methods.executeRpc, (params, call) => {
    const answer = executeRpc(params.request, params.uri)
    call.results(results => {
      results.result = answer
    })
  })
}

/** A thread map that fails so many times. */
function failingMap(times: number): CapabilityServer {
  let left = times
  const { makeThread } = proxy.ThreadMap.methods
  return new InterfaceServer('ThreadMap').on(makeThread, (_params, call) => {
    if (left-- > 0) throw new Error('no thread to be had')
    call.results((results, capabilities) => {
      results.result = capabilities.addServer(new InterfaceServer('Thread'))
    })
  })
}
