import type { Call } from '../call.js'
import type { Wire } from '../wire.js'
import type { Hook } from './hook.js'
import { ResolvableHook } from './resolvable-hook.js'

/** A capability in the results of a question that the peer has not answered yet. */
export class PipelineHook extends ResolvableHook {
  readonly wire: Wire
  readonly questionId: number
  readonly path: readonly number[]
  #called = false

  constructor(wire: Wire, questionId: number, path: readonly number[]) {
    super()
    this.wire = wire
    this.questionId = questionId
    this.path = path
  }

  /** The answer is there, before Finish is sent; takes over the reference to `target`. */
  resolve(target: Hook): void {
    const promise = { questionId: this.questionId, path: this.path }
    this.become(this.#called ? this.wire.embargo(target, promise) : target)
  }

  protected override deliverPending(call: Call): void {
    this.#called = true
    this.wire.sendCall({ questionId: this.questionId, path: this.path }, call)
  }
}
