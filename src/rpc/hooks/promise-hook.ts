import { ErrorCodes, NodetapError } from '../../errors/index.js'
import type { Call } from '../call.js'
import { aborted } from '../exceptions.js'
import { RpcLimits } from '../limits.js'
import type { Hook } from './hook.js'
import { ResolvableHook } from './resolvable-hook.js'

/**
 * A capability that is not known yet. Calls wait, in order, until it is. A call that waits
 * holds a reference, until it is cancelled.
 */
export class PromiseHook extends ResolvableHook {
  readonly #calls = new Set<Call>()
  readonly #onUnwanted: (() => void) | undefined
  #settling = false

  /** `onUnwanted` is told when the last reference goes before the promise is settled. */
  constructor(onUnwanted?: () => void) {
    super()
    this.#onUnwanted = onUnwanted
  }

  /** Settles the promise; takes over the reference to `target`. */
  resolve(target: Hook): void {
    if (this.#settling) {
      target.release()
      return
    }
    this.#settling = true
    this.retain()
    // Calls made by what these reach queue up behind them. A promise of itself takes none.
    for (const call of this.#calls) {
      if (target.resolved() === this) break
      this.#calls.delete(call)
      target.deliver(call)
      this.release()
    }
    const rest = [...this.#calls]
    this.#calls.clear()
    this.become(target)
    for (const call of rest) {
      this.deliver(call)
      this.release()
    }
    this.release()
  }

  protected override deliverPending(call: Call): void {
    if (this.#calls.size >= RpcLimits.maxQueuedCalls) {
      call.fail(
        new NodetapError(
          ErrorCodes.Overloaded,
          `More than ${RpcLimits.maxQueuedCalls} calls wait for one promise`,
        ),
      )
      return
    }
    this.#calls.add(call)
    this.retain()
    call.whenCancelled(() => this.#forget(call))
  }

  #forget(call: Call): void {
    if (!this.#calls.delete(call)) return
    call.fail(aborted())
    this.release()
  }

  protected override dispose(): void {
    super.dispose()
    if (!this.#settling) this.#onUnwanted?.()
  }
}
