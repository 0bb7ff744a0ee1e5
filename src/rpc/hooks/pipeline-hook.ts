import type { Call } from '../call.js'
import type { Wire } from '../wire.js'
import { Hook } from './hook.js'

/** A capability in the results of a question that the peer has not answered yet. */
export class PipelineHook extends Hook {
  readonly wire: Wire
  readonly questionId: number
  readonly path: readonly number[]
  #resolution: Hook | null = null
  #called = false
  #disposed = false
  #listeners: (() => void)[] = []

  constructor(wire: Wire, questionId: number, path: readonly number[]) {
    super()
    this.wire = wire
    this.questionId = questionId
    this.path = path
  }

  override get isPromise(): boolean {
    return this.#resolution?.isPromise ?? true
  }

  /** Whether calls still go to the peer by way of the question. */
  get isUnresolved(): boolean {
    return this.#resolution === null
  }

  override resolved(): Hook {
    return this.#resolution === null ? this : this.#resolution.resolved()
  }

  override whenResolved(listener: () => void): void {
    if (this.#resolution === null) this.#listeners.push(listener)
    else if (this.#resolution.isPromise) this.#resolution.whenResolved(listener)
    else listener()
  }

  /** The answer is there; takes over the reference to `target`. */
  resolve(target: Hook): void {
    if (this.#resolution !== null || this.#disposed) {
      target.release()
      return
    }
    this.#resolution = this.#called
      ? this.wire.embargo(target, { questionId: this.questionId, path: this.path })
      : target
    const listeners = this.#listeners
    this.#listeners = []
    for (const listener of listeners) this.whenResolved(listener)
  }

  deliver(call: Call): void {
    if (this.#resolution !== null) {
      this.#resolution.deliver(call)
      return
    }
    this.#called = true
    this.wire.sendCall({ questionId: this.questionId, path: this.path }, call)
  }

  protected dispose(): void {
    this.#disposed = true
    this.#resolution?.release()
  }
}
