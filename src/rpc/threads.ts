import { ErrorCodes, NodetapError } from '../errors/index.js'
import { proxy } from '../schema/index.js'
import type { CapabilityWriter } from './cap-table.js'
import { Capability } from './capability.js'
import { RpcLimits } from './limits.js'
import { type CapabilityServer, InterfaceServer } from './server.js'

/**
 * The thread map of a process whose calls all run on its event loop. libmultiprocess asks for
 * threads and puts them into every Context; here they are only names.
 */
export function threadMapServer(): CapabilityServer {
  return new InterfaceServer('ThreadMap')
    .on(proxy.ThreadMap.methods.makeThread, (params, call) => {
      const name = params.name.slice(0, RpcLimits.maxThreadNameLength)
      call.results((results, capabilities) => {
        results.result = capabilities.addServer(threadServer(name))
      })
    })
    .on(proxy.ThreadMap.methods.makePool, () => {})
}

function threadServer(name: string): CapabilityServer {
  return new InterfaceServer('Thread').on(proxy.Thread.methods.getName, (_params, call) => {
    call.results(results => {
      results.result = name
    })
  })
}

/**
 * The threads that calls to a libmultiprocess peer run on: one of the peer's to run the call,
 * one of ours to be named for what it calls back.
 */
export class CallThreads {
  readonly #remote: Capability | null
  readonly #local: Capability

  private constructor(remote: Capability | null) {
    this.#remote = remote
    this.#local = Capability.of(threadServer('nodetap'))
  }

  /** Makes a thread on the peer's side. A peer without threads is called without. */
  static async make(threadMap: Capability | null, name: string): Promise<CallThreads> {
    if (threadMap === null) return new CallThreads(null)
    try {
      const thread = await threadMap.call(
        proxy.ThreadMap.methods.makeThread,
        params => {
          params.name = name
        },
        (results, capabilities) => capabilities.take(results.result),
      )
      return new CallThreads(thread)
    } catch (error) {
      if (error instanceof NodetapError && error.code === ErrorCodes.Unimplemented) {
        return new CallThreads(null)
      }
      throw error
    }
  }

  /** Fills a call's context. */
  write(context: proxy.ContextBuilder, capabilities: CapabilityWriter): void {
    context.thread = capabilities.add(this.#remote)
    context.callbackThread = capabilities.add(this.#local)
  }

  release(): void {
    this.#remote?.release()
    this.#local.release()
  }
}
