import { ErrorCodes, NodetapError } from '../../errors/index.js'
import type { Call } from '../call.js'
import { RpcLimits } from '../limits.js'
import { Hook } from './hook.js'

/** A capability that is not known yet. Calls wait, in order, until it is. */
export class PromiseHook extends Hook {
  #target: Hook | null = null
  #calls: Call[] = []
  #listeners: (() => void)[] = []
  #disposed = false

  override get isPromise(): boolean {
    return this.#target === null || this.#target.isPromise
  }

  override resolved(): Hook {
    return this.#target === null ? this : this.#target.resolved()
  }

  override whenResolved(listener: () => void): void {
    if (this.#target === null) this.#listeners.push(listener)
    else if (this.#target.isPromise) this.#target.whenResolved(listener)
    else listener()
  }

  /**
   * Settles the promise; takes over the reference to `target`. Calls made before reach it even
   * if the promise itself has been released meanwhile.
   */
  resolve(target: Hook): void {
    if (this.#target !== null) {
      target.release()
      return
    }
    const calls = this.#calls
    this.#calls = []
    this.#target = target
    for (const call of calls) target.deliver(call)
    const listeners = this.#listeners
    this.#listeners = []
    for (const listener of listeners) this.whenResolved(listener)
    if (this.#disposed) target.release()
  }

  deliver(call: Call): void {
    if (this.#target !== null) this.#target.deliver(call)
    else if (this.#calls.length < RpcLimits.maxQueuedCalls) this.#calls.push(call)
    else {
      call.fail(
        new NodetapError(
          ErrorCodes.Overloaded,
          `More than ${RpcLimits.maxQueuedCalls} calls wait for one promise`,
        ),
      )
    }
  }

  protected dispose(): void {
    this.#disposed = true
    this.#target?.release()
  }
}
