import { ErrorCodes, NodetapError } from '../../errors/index.js'
import type { Call } from '../call.js'
import { BrokenHook } from './broken-hook.js'
import { Hook } from './hook.js'

/** A hook that may turn out to be another: what all kinds of promises share. */
export abstract class ResolvableHook extends Hook {
  #resolution: Hook | null = null
  #listeners: (() => void)[] = []

  protected override get next(): Hook | null {
    return this.#resolution
  }

  protected override get isPending(): boolean {
    return this.#resolution === null
  }

  override whenResolved(listener: () => void): void {
    const end = this.resolved()
    if (!end.isPromise) listener()
    else if (end instanceof ResolvableHook) end.#listeners.push(listener)
  }

  deliver(call: Call): void {
    const end = this.resolved()
    if (end === this) this.deliverPending(call)
    else end.deliver(call)
  }

  /** A call made while it is not known what this is. */
  protected abstract deliverPending(call: Call): void

  /**
   * Says what this is; takes over the reference to `target`. Must be called at most once. A
   * promise that leads to itself, which would never end, is broken.
   */
  protected become(target: Hook): void {
    if (target.resolved() === this) {
      target.release()
      this.#resolution = new BrokenHook(
        new NodetapError(ErrorCodes.RemoteFailure, 'Called a promise that was resolved to itself'),
      )
    } else {
      this.#resolution = target
    }
    const listeners = this.#listeners
    this.#listeners = []
    for (const listener of listeners) this.whenResolved(listener)
  }

  protected dispose(): void {
    this.#resolution?.release()
  }
}
