import { ErrorCodes, NodetapError } from '../errors/index.js'
import { Call, type ContentTarget, newTarget, type PipelineSource, toPayload } from './call.js'
import { asNodetapError } from './exceptions.js'
import { BrokenHook } from './hooks/broken-hook.js'
import type { Hook } from './hooks/hook.js'
import { PromiseHook } from './hooks/promise-hook.js'
import type { Payload } from './payload.js'
import { runUserCode } from './user-code.js'

/** How a call of ours ended. */
export type Outcome =
  | { readonly results: Payload; readonly error?: undefined }
  | { readonly results?: undefined; readonly error: NodetapError }

/** A call that this process makes. */
export class OutboundCall extends Call {
  readonly #write: (target: ContentTarget) => void
  readonly #onSettled: (outcome: Outcome) => void
  readonly #toBePipelined: boolean
  #params: Payload | null = null
  #results: ContentTarget | null = null
  #outcome: Outcome | null = null
  #source: PipelineSource | null = null
  #pipelines: { path: readonly number[]; promise: PromiseHook }[] = []

  /**
   * `write` builds the params when they are needed; what it throws fails the call. `onSettled`
   * is called once; it reads the results during the call, after which they are released. With
   * `toBePipelined` they outlive the turn in which they came, for an object of this process
   * may have answered before anybody could pipeline.
   */
  constructor(
    interfaceId: bigint,
    methodId: number,
    write: (target: ContentTarget) => void,
    onSettled: (outcome: Outcome) => void,
    toBePipelined = false,
  ) {
    super(interfaceId, methodId)
    this.#write = write
    this.#onSettled = onSettled
    this.#toBePipelined = toBePipelined
  }

  override writeParams(target: ContentTarget): void {
    this.#write(target)
  }

  override params(): Payload {
    if (this.#params === null) {
      const target = newTarget()
      try {
        this.#write(target)
        this.#params = toPayload(target)
      } finally {
        target.capabilities.release()
      }
    }
    return this.#params
  }

  override beginResults(): ContentTarget {
    this.#results ??= newTarget()
    return this.#results
  }

  override returnResults(): void {
    const target = this.#results ?? newTarget()
    try {
      this.settle(toPayload(target))
    } catch (error) {
      this.fail(asNodetapError(error))
    }
  }

  override settle(results: Payload): void {
    this.#end({ results })
    if (this.#toBePipelined) queueMicrotask(() => this.#forget(results))
    else this.#forget(results)
  }

  override fail(error: NodetapError): void {
    this.#results?.capabilities.release()
    this.#end({ error })
  }

  override forwardedAs(source: PipelineSource): void {
    this.#source = source
    if (this.cancelled) source.cancel()
    const pipelines = this.#pipelines
    this.#pipelines = []
    for (const { path, promise } of pipelines) {
      promise.resolve(source.pipeline(path))
      promise.release()
    }
  }

  /** A capability of the results, usable before they are there; the caller's to release. */
  pipeline(path: readonly number[]): Hook {
    if (this.#outcome !== null) return pipelineOf(this.#outcome, path)
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
    const pipelines = this.#pipelines
    this.#pipelines = []
    for (const { path, promise } of pipelines) {
      promise.resolve(pipelineOf(outcome, path))
      promise.release()
    }
    this.#params?.release()
    runUserCode('the listener for an outcome', () => this.#onSettled(outcome))
  }

  #forget(results: Payload): void {
    results.release()
    if (this.#outcome?.results === results) this.#outcome = { error: RESULTS_GONE }
  }
}

const RESULTS_GONE = new NodetapError(
  ErrorCodes.InvalidArgument,
  'The call has been answered, and its results are gone. Pipeline when the call starts, or take the capability from its results.',
)

/** The capability at the end of a path into an outcome, with a reference for the caller. */
function pipelineOf(outcome: Outcome, path: readonly number[]): Hook {
  return outcome.error === undefined
    ? outcome.results.pipelined(path)
    : new BrokenHook(outcome.error)
}
