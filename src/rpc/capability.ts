import type { MethodType, StructBuilder, StructReader } from '../capnp/index.js'
import { ErrorCodes, NodetapError } from '../errors/index.js'
import type { ContentTarget } from './call.js'
import { CapabilityReader, type CapabilityWriter } from './cap-table.js'
import { aborted, asNodetapError } from './exceptions.js'
import type { Hook } from './hooks/hook.js'
import { LocalHook } from './hooks/local-hook.js'
import { OutboundCall, type Outcome } from './outbound-call.js'
import type { CapabilityServer } from './server.js'

/** A call whose answer is not there yet. */
export interface StartedCall<T> {
  readonly promise: Promise<T>
  /**
   * A capability of the results, by the indexes of the pointer fields that lead to it; calls
   * on it are sent without waiting. The caller's to release. To be asked for when the call
   * starts: once the answer has come, the results are gone, and calls fail.
   */
  pipeline(...path: number[]): Capability
}

/**
 * A reference to an object, here or at the peer. Whoever holds one releases it; the object
 * learns when the last is gone.
 */
export class Capability implements Disposable {
  readonly #hook: Hook
  #released = false

  /** Takes over a reference to `hook`. */
  constructor(hook: Hook) {
    this.#hook = hook
  }

  /** What this leads to; borrowed. Throws INVALID_ARGUMENT once it has been released. */
  get hook(): Hook {
    if (this.#released) {
      throw new NodetapError(
        ErrorCodes.InvalidArgument,
        'The capability has been released. Retain it for as long as it is used.',
      )
    }
    return this.#hook
  }

  /** A capability that `server` answers. */
  static of(server: CapabilityServer): Capability {
    return new Capability(new LocalHook(server))
  }

  /** A second reference, to be released on its own. */
  retain(): Capability {
    return new Capability(this.hook.retain())
  }

  release(): void {
    if (this.#released) return
    this.#released = true
    this.#hook.release()
  }

  [Symbol.dispose](): void {
    this.release()
  }

  /**
   * Calls a method. `build` writes the params; `read` takes what it needs from the results,
   * which are gone when it returns (capabilities taken are the caller's).
   *
   * Rejects with UNIMPLEMENTED, OVERLOADED or REMOTE_FAILURE for the peer's exceptions,
   * DISCONNECTED when the connection ends, ABORTED when `signal` fires.
   */
  call<
    PR extends StructReader,
    PB extends StructBuilder,
    RR extends StructReader,
    RB extends StructBuilder,
    T = void,
  >(
    method: MethodType<PR, PB, RR, RB>,
    build?: ((params: PB, capabilities: CapabilityWriter) => void) | null,
    read?: ((results: RR, capabilities: CapabilityReader) => T) | null,
    options?: { readonly signal?: AbortSignal | undefined },
  ): Promise<T> {
    return this.#start(method, build, read, options?.signal, false).promise
  }

  /** The same, for pipelining on the answer. An unread rejection of `promise` is no error. */
  startCall<
    PR extends StructReader,
    PB extends StructBuilder,
    RR extends StructReader,
    RB extends StructBuilder,
    T = void,
  >(
    method: MethodType<PR, PB, RR, RB>,
    build?: ((params: PB, capabilities: CapabilityWriter) => void) | null,
    read?: ((results: RR, capabilities: CapabilityReader) => T) | null,
    options?: { readonly signal?: AbortSignal | undefined },
  ): StartedCall<T> {
    const { call, promise } = this.#start(method, build, read, options?.signal, true)
    promise.catch(() => {})
    return { promise, pipeline: (...path) => new Capability(call.pipeline(path)) }
  }

  /**
   * The call underneath: params written as they are, the outcome handed to `onSettled`, which
   * must not throw. Segments attached to the params are free again when it is called.
   */
  send(
    method: { readonly interfaceId: bigint; readonly id: number },
    write: (target: ContentTarget) => void,
    onSettled: (outcome: Outcome) => void,
  ): OutboundCall {
    const call = new OutboundCall(method.interfaceId, method.id, write, onSettled)
    this.#deliver(call)
    return call
  }

  #deliver(call: OutboundCall): void {
    try {
      this.hook.deliver(call)
    } catch (error) {
      call.fail(asNodetapError(error))
    }
  }

  #start<
    PR extends StructReader,
    PB extends StructBuilder,
    RR extends StructReader,
    RB extends StructBuilder,
    T,
  >(
    method: MethodType<PR, PB, RR, RB>,
    build: ((params: PB, capabilities: CapabilityWriter) => void) | null | undefined,
    read: ((results: RR, capabilities: CapabilityReader) => T) | null | undefined,
    signal: AbortSignal | undefined,
    toBePipelined: boolean,
  ): { call: OutboundCall; promise: Promise<T> } {
    const { promise, resolve, reject } = deferred<T>()
    const abort = (): void => {
      reject(
        new NodetapError(ErrorCodes.Aborted, `${method.name} was aborted`, {
          cause: signal?.reason,
        }),
      )
      call.cancel()
    }
    const call = new OutboundCall(
      method.interfaceId,
      method.id,
      target => {
        build?.(target.message.initStructAt(target.at, method.Params), target.capabilities)
      },
      outcome => {
        signal?.removeEventListener('abort', abort)
        // Nobody would release what `read` took for a promise that is rejected already.
        if (call.cancelled) return
        if (outcome.error !== undefined) reject(inContext(outcome.error, method.name))
        else settleWith(resolve, reject, () => readResults(outcome, method, read) as T)
      },
      toBePipelined,
    )
    if (signal?.aborted) {
      abort()
      call.fail(aborted())
    } else {
      signal?.addEventListener('abort', abort, { once: true })
      this.#deliver(call)
    }
    return { call, promise }
  }
}

function readResults<RR extends StructReader, T>(
  outcome: Extract<Outcome, { error?: undefined }>,
  method: { readonly Results: MethodType<StructReader, StructBuilder, RR>['Results'] },
  read: ((results: RR, capabilities: CapabilityReader) => T) | null | undefined,
): T | undefined {
  const wrap = (hook: Hook): Capability => new Capability(hook)
  return read?.(outcome.results.read(method.Results), new CapabilityReader(outcome.results, wrap))
}

function settleWith<T>(
  resolve: (value: T) => void,
  reject: (error: unknown) => void,
  value: () => T,
): void {
  try {
    resolve(value())
  } catch (error) {
    reject(error)
  }
}

/** Names the method in an error that came from the peer, and keeps its code. */
function inContext(error: NodetapError, method: string): NodetapError {
  return new NodetapError(error.code, `${method}: ${error.message}`, { cause: error })
}

function deferred<T>(): {
  promise: Promise<T>
  resolve: (value: T) => void
  reject: (error: unknown) => void
} {
  let resolve: (value: T) => void = () => {}
  let reject: (error: unknown) => void = () => {}
  const promise = new Promise<T>((yes, no) => {
    resolve = yes
    reject = no
  })
  return { promise, resolve, reject }
}
