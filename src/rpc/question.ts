import type { NodetapError } from '../errors/index.js'
import type { Call, PipelineSource } from './call.js'
import { aborted } from './exceptions.js'
import { BrokenHook } from './hooks/broken-hook.js'
import type { Hook } from './hooks/hook.js'
import { PipelineHook } from './hooks/pipeline-hook.js'
import { PathTable } from './path-table.js'
import type { Payload } from './payload.js'
import type { Wire } from './wire.js'

/** A call that was sent. Its number is free again when both Return and Finish have passed. */
export class Question implements PipelineSource {
  readonly id: number
  /** Exports that the params carried; given back when the Return says so. */
  paramExports: readonly number[] = []
  /** The Return has come. */
  returned = false
  /** Finish has been sent; if before the Return, that will be dropped. */
  finished = false
  readonly #call: Call
  readonly #wire: Wire
  readonly #sendFinish: (question: Question) => void
  readonly #pipelines = new PathTable<PipelineHook>()
  #unsent = false
  #outcome: (() => void) | null = null

  constructor(id: number, call: Call, wire: Wire, sendFinish: (question: Question) => void) {
    this.id = id
    this.#call = call
    this.#wire = wire
    this.#sendFinish = sendFinish
  }

  pipeline(path: readonly number[]): Hook {
    const hook =
      this.#pipelines.get(path) ??
      this.#pipelines.add(path, new PipelineHook(this.#wire, this.id, path))
    return hook.retain()
  }

  cancel(): void {
    if (this.finished) return
    this.#sendFinish(this)
    this.fail(aborted())
  }

  /** The answer: takes over `results`. */
  settle(results: Payload): void {
    this.#resolvePipelines(path => results.pipelined(path))
    this.#tell(() => this.#call.settle(results))
  }

  fail(error: NodetapError): void {
    this.#resolvePipelines(() => new BrokenHook(error))
    this.#tell(() => this.#call.fail(error))
  }

  /**
   * The message refers to memory of the caller's: the call is not told its outcome, whatever
   * that is, before {@link sent}, for then it may use that memory again.
   */
  sending(): void {
    this.#unsent = true
  }

  sent(): void {
    this.#unsent = false
    const outcome = this.#outcome
    this.#outcome = null
    outcome?.()
  }

  #tell(outcome: () => void): void {
    if (this.#unsent) this.#outcome ??= outcome
    else outcome()
  }

  #resolvePipelines(target: (path: readonly number[]) => Hook): void {
    for (const { path, entry: hook } of this.#pipelines.takeAll()) {
      hook.resolve(target(path))
      hook.release()
    }
  }
}
