import { MessageBuilder, MessageReader } from '../capnp/index.js'
import { ErrorCodes, NodetapError } from '../errors/index.js'
import { CapabilityWriter } from './cap-table.js'
import { BrokenHook } from './hooks/broken-hook.js'
import type { Hook } from './hooks/hook.js'
import { PromiseHook } from './hooks/promise-hook.js'
import { Payload } from './payload.js'

/** Where content is to be written: behind the pointer at word `at`. */
export interface ContentTarget {
  readonly message: MessageBuilder
  readonly at: number
  readonly capabilities: CapabilityWriter
}

/** A question that a call has become on some connection; what pipelining and cancelling need. */
export interface PipelineSource {
  pipeline(path: readonly number[]): Hook
  cancel(): void
}

/**
 * One call on its way to the hook that answers it, and the way back for its answer. It is
 * settled exactly once, by `settle`, `returnResults` or `fail`; what comes later is dropped.
 */
export abstract class Call {
  readonly interfaceId: bigint
  readonly methodId: number
  #cancelListeners: (() => void)[] | null = null
  #cancelled = false

  constructor(interfaceId: bigint, methodId: number) {
    this.interfaceId = interfaceId
    this.methodId = methodId
  }

  /** The params to be read; the call keeps ownership. */
  abstract params(): Payload
  /** Writes the params into a message of ours. */
  abstract writeParams(target: ContentTarget): void
  /** Begins results that {@link returnResults} will send. */
  abstract beginResults(): ContentTarget
  abstract returnResults(): void
  /** Answers with results made elsewhere; takes them over. */
  abstract settle(results: Payload): void
  abstract fail(error: NodetapError): void
  /** Told by a hook that passes the call on to a connection. */
  forwardedAs(_source: PipelineSource): void {}

  /** Whether the caller has lost interest. */
  get cancelled(): boolean {
    return this.#cancelled
  }

  whenCancelled(listener: () => void): void {
    if (this.#cancelled) listener()
    else {
      this.#cancelListeners ??= []
      this.#cancelListeners.push(listener)
    }
  }

  protected markCancelled(): void {
    if (this.#cancelled) return
    this.#cancelled = true
    const listeners = this.#cancelListeners
    this.#cancelListeners = null
    for (const listener of listeners ?? []) listener()
  }
}

/** How a call of ours ended. */
export type Outcome =
  | { readonly results: Payload; readonly error?: undefined }
  | { readonly results?: undefined; readonly error: NodetapError }

/** A call that this process makes. */
export class OutboundCall extends Call {
  readonly #write: (target: ContentTarget) => void
  readonly #onSettled: (outcome: Outcome) => void
  #params: Payload | null = null
  #results: ContentTarget | null = null
  #outcome: Outcome | null = null
  #source: PipelineSource | null = null
  #pipelines: { path: readonly number[]; promise: PromiseHook }[] = []

  /**
   * `write` builds the params when they are needed. `onSettled` is called once; it reads the
   * results during the call, after which they are released.
   */
  constructor(
    interfaceId: bigint,
    methodId: number,
    write: (target: ContentTarget) => void,
    onSettled: (outcome: Outcome) => void,
  ) {
    super(interfaceId, methodId)
    this.#write = write
    this.#onSettled = onSettled
  }

  override writeParams(target: ContentTarget): void {
    this.#write(target)
  }

  override params(): Payload {
    if (this.#params === null) {
      const target = newTarget()
      this.#write(target)
      this.#params = toPayload(target)
    }
    return this.#params
  }

  override beginResults(): ContentTarget {
    this.#results ??= newTarget()
    return this.#results
  }

  override returnResults(): void {
    this.settle(toPayload(this.#results ?? newTarget()))
  }

  override settle(results: Payload): void {
    this.#end({ results })
    results.release()
  }

  override fail(error: NodetapError): void {
    this.#results?.capabilities.release()
    this.#end({ error })
  }

  override forwardedAs(source: PipelineSource): void {
    this.#source = source
    if (this.cancelled) source.cancel()
    for (const { path, promise } of this.#pipelines) promise.resolve(source.pipeline(path))
    this.#pipelines = []
  }

  /**
   * A capability of the results, usable before they are there; the caller's to release. Once
   * they have been read they are gone, and so is what could be pipelined.
   */
  pipeline(path: readonly number[]): Hook {
    if (this.#outcome !== null) return new BrokenHook(this.#outcome.error ?? tooLate())
    if (this.#source !== null) return this.#source.pipeline(path)
    const promise = new PromiseHook()
    this.#pipelines.push({ path, promise: promise.retain() })
    return promise
  }

  /** Tells the callee that nobody waits any more. The call still settles. */
  cancel(): void {
    this.markCancelled()
    if (this.#outcome === null) this.#source?.cancel()
  }

  #end(outcome: Outcome): void {
    if (this.#outcome !== null) return
    this.#outcome = outcome
    for (const { path, promise } of this.#pipelines) {
      promise.resolve(pipelineOf(outcome, path))
      promise.release()
    }
    this.#pipelines = []
    this.#params?.release()
    this.#onSettled(outcome)
  }
}

function tooLate(): NodetapError {
  return new NodetapError(
    ErrorCodes.InvalidArgument,
    'Pipelined on an answer that has been read. Take the capability from the results instead.',
  )
}

/** The capability at the end of a path into an outcome, with a reference for the caller. */
export function pipelineOf(outcome: Outcome, path: readonly number[]): Hook {
  if (outcome.error !== undefined) return new BrokenHook(outcome.error)
  return outcome.results.pipelined(path).retain()
}

export function newTarget(): ContentTarget {
  return { message: new MessageBuilder(), at: 0, capabilities: new CapabilityWriter() }
}

/** What was written to a target of {@link newTarget}, to be read. Takes over its capabilities. */
export function toPayload(target: ContentTarget): Payload {
  const reader = new MessageReader(target.message.toFrame())
  return new Payload(reader, 0, reader.rootAt, reader.maxDepth, target.capabilities.hooks)
}
