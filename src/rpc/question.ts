import { ErrorCodes, NodetapError } from '../errors/index.js'
import type { Call, PipelineSource } from './call.js'
import { BrokenHook } from './hooks/broken-hook.js'
import type { Hook } from './hooks/hook.js'
import { PipelineHook } from './hooks/pipeline-hook.js'
import type { Payload } from './payload.js'
import type { Wire } from './wire.js'

/** A call that was sent and waits for its Return. */
export class Question implements PipelineSource {
  readonly id: number
  /** Exports that the params carried; given back when the Return says so. */
  paramExports: readonly number[] = []
  /** Finish has been sent before the Return came; the Return will be dropped. */
  finished = false
  readonly #call: Call
  readonly #wire: Wire
  readonly #sendFinish: (question: Question) => void
  #pipelines: PipelineHook[] = []

  constructor(id: number, call: Call, wire: Wire, sendFinish: (question: Question) => void) {
    this.id = id
    this.#call = call
    this.#wire = wire
    this.#sendFinish = sendFinish
  }

  pipeline(path: readonly number[]): Hook {
    const known = this.#pipelines.find(hook => samePath(hook.path, path))
    if (known !== undefined) return known.retain()
    const hook = new PipelineHook(this.#wire, this.id, path)
    this.#pipelines.push(hook)
    return hook.retain()
  }

  cancel(): void {
    if (this.finished) return
    this.finished = true
    this.#sendFinish(this)
    this.fail(new NodetapError(ErrorCodes.Aborted, 'The call was aborted'))
  }

  /** The answer: takes over `results`. */
  settle(results: Payload): void {
    this.#resolvePipelines(path => results.pipelined(path).retain())
    this.#call.settle(results)
  }

  fail(error: NodetapError): void {
    this.#resolvePipelines(() => new BrokenHook(error))
    this.#call.fail(error)
  }

  #resolvePipelines(target: (path: readonly number[]) => Hook): void {
    const pipelines = this.#pipelines
    this.#pipelines = []
    for (const hook of pipelines) {
      hook.resolve(target(hook.path))
      hook.release()
    }
  }
}

function samePath(a: readonly number[], b: readonly number[]): boolean {
  return a.length === b.length && a.every((step, i) => step === b[i])
}
