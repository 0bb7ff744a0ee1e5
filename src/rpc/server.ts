import type { Codec, MethodType, StructBuilder, StructReader } from '../capnp/index.js'
import { ErrorCodes, NodetapError } from '../errors/index.js'
import type { Call } from './call.js'
import { CapabilityReader, type CapabilityWriter } from './cap-table.js'
import { Capability } from './capability.js'

/** An object of this process that can be called over a connection. */
export interface CapabilityServer {
  /**
   * Answers one call, in the order in which they come, now or later. Whatever it throws or
   * rejects with becomes the caller's exception.
   */
  dispatch(call: Call): void | Promise<void>
  /** Nobody refers to the object any more. Must not throw. */
  dispose?(): void
}

/** What a method's handler is given besides its params. */
export class CallContext<RB extends StructBuilder = StructBuilder> {
  readonly #call: Call
  readonly #results: Codec<StructReader, RB>
  /** The capabilities of the params; those not taken are released when the call ends. */
  readonly capabilities: CapabilityReader

  constructor(call: Call, results: Codec<StructReader, RB>) {
    this.#call = call
    this.#results = results
    this.capabilities = new CapabilityReader(call.params(), hook => new Capability(hook))
  }

  /** Builds the results. Called at most once, before the handler ends. */
  results(build: (results: RB, capabilities: CapabilityWriter) => void): void {
    const target = this.#call.beginResults()
    build(target.message.initStructAt(target.at, this.#results), target.capabilities)
  }

  /** Fires when the caller loses interest or the connection ends. */
  whenCancelled(listener: () => void): void {
    this.#call.whenCancelled(listener)
  }
}

/** How a method is answered. */
export interface MethodOptions {
  /**
   * Nobody waits for each single answer, as with calls that are sent several at a time: where
   * it has no results, it may be sent together with the next ones, milliseconds later.
   */
  readonly unhurried?: boolean
}

type Handler = (call: Call) => void | Promise<void>

/** A server assembled from one handler a method; anything else is `unimplemented`. */
export class InterfaceServer implements CapabilityServer {
  readonly #handlers = new Map<bigint, (Handler | undefined)[]>()
  readonly #name: string
  readonly #onDispose: (() => void) | undefined

  /** `name` appears in the errors of calls that are not implemented. */
  constructor(name: string, onDispose?: () => void) {
    this.#name = name
    this.#onDispose = onDispose
  }

  on<
    PR extends StructReader,
    PB extends StructBuilder,
    RR extends StructReader,
    RB extends StructBuilder,
  >(
    method: MethodType<PR, PB, RR, RB>,
    handler: (params: PR, context: CallContext<RB>) => void | Promise<void>,
    { unhurried = false }: MethodOptions = {},
  ): this {
    let methods = this.#handlers.get(method.interfaceId)
    if (methods === undefined) {
      methods = []
      this.#handlers.set(method.interfaceId, methods)
    }
    methods[method.id] = call => {
      call.unhurried = unhurried
      return handler(call.params().read(method.Params), new CallContext(call, method.Results))
    }
    return this
  }

  dispatch(call: Call): void | Promise<void> {
    const methods = this.#handlers.get(call.interfaceId)
    const handler = methods?.[call.methodId]
    if (handler !== undefined) return handler(call)
    const missing =
      methods === undefined
        ? `interface 0x${call.interfaceId.toString(16)}`
        : `method @${call.methodId} of interface 0x${call.interfaceId.toString(16)}`
    throw new NodetapError(ErrorCodes.Unimplemented, `${this.#name} has no ${missing}`)
  }

  dispose(): void {
    this.#onDispose?.()
  }
}
