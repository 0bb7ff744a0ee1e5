import type { Call } from '../call.js'

/**
 * What a capability leads to: an object of this process, one of the peer's, or a promise of
 * either. Reference counted; made with one reference, which is its maker's.
 */
export abstract class Hook {
  #references = 1

  /** Makes a call. Calls through one hook are delivered in the order in which they are made. */
  abstract deliver(call: Call): void

  /** What this has turned out to be, if it was a promise; itself otherwise. Borrowed. */
  resolved(): Hook {
    return this
  }

  /** For a promise that is not settled: calls `listener` when it is. */
  whenResolved(_listener: () => void): void {}

  /** Whether `resolved` may still become something else. */
  get isPromise(): boolean {
    return false
  }

  retain(): this {
    this.#references++
    return this
  }

  release(): void {
    if (--this.#references === 0) this.dispose()
  }

  /** The last reference is gone. */
  protected abstract dispose(): void
}
