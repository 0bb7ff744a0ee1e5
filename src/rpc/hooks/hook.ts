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
    let hook: Hook = this
    for (let next = hook.next; next !== null; next = hook.next) hook = next
    return hook
  }

  /** For a promise that is not settled: calls `listener` once, when it is. */
  whenResolved(_listener: () => void): void {}

  /** Whether `resolved` may still become something else. */
  get isPromise(): boolean {
    return this.resolved().isPending
  }

  /** What a promise has become, which may be a promise again. */
  protected get next(): Hook | null {
    return null
  }

  /** Whether this itself is a promise that has become nothing yet. */
  protected get isPending(): boolean {
    return false
  }

  retain(): this {
    this.#references++
    return this
  }

  release(): void {
    if (--this.#references === 0) disposeInTurn(() => this.dispose())
  }

  /** The last reference is gone. Must not throw. */
  protected abstract dispose(): void
}

/** What waits to be disposed; empty unless a `dispose` is running. */
const waiting: (() => void)[] = []
let disposing = false

/**
 * Runs `dispose`, or, within another one, has it run after that. A peer decides how long a
 * chain of promises is, each holding the next: recursion could exhaust the stack.
 */
function disposeInTurn(dispose: () => void): void {
  waiting.push(dispose)
  if (disposing) return
  disposing = true
  try {
    for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) next()
  } finally {
    disposing = false
  }
}
