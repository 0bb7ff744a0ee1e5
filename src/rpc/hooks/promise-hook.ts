import { ErrorCodes, NodetapError } from '../../errors/index.js'
import type { Call } from '../call.js'
import { RpcLimits } from '../limits.js'
import type { Hook } from './hook.js'
import { ResolvableHook } from './resolvable-hook.js'

/** A capability that is not known yet. Calls wait, in order, until it is. */
export class PromiseHook extends ResolvableHook {
  #calls: Call[] = []
  #settling = false

  /**
   * Settles the promise; takes over the reference to `target`. Calls made before reach it even
   * if the promise itself has been released meanwhile.
   */
  resolve(target: Hook): void {
    if (this.#settling) {
      target.release()
      return
    }
    this.#settling = true
    this.retain()
    // Calls made by what these reach queue up behind them. A promise of itself takes none.
    let delivered = 0
    for (; delivered < this.#calls.length && target.resolved() !== this; delivered++) {
      target.deliver(this.#calls[delivered] as Call)
    }
    const rest = this.#calls.slice(delivered)
    this.#calls = []
    this.become(target)
    for (const call of rest) this.deliver(call)
    this.release()
  }

  protected override deliverPending(call: Call): void {
    if (this.#calls.length < RpcLimits.maxQueuedCalls) this.#calls.push(call)
    else {
      call.fail(
        new NodetapError(
          ErrorCodes.Overloaded,
          `More than ${RpcLimits.maxQueuedCalls} calls wait for one promise`,
        ),
      )
    }
  }
}
