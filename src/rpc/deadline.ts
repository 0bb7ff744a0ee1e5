/**
 * A signal that fires after a time, or with another signal. To be disposed when what it bounds
 * is over.
 *
 * AbortSignal.any and AbortSignal.timeout would do the same, but Node 20 may collect what they
 * make while somebody still waits for it.
 */
export class Deadline implements Disposable {
  readonly signal: AbortSignal
  readonly #parent: AbortSignal | undefined
  readonly #timer: NodeJS.Timeout | undefined
  readonly #onAbort: () => void
  #expired = false

  /** Without `ms` there is only the other signal. */
  constructor(parent: AbortSignal | undefined, ms: number | undefined) {
    const controller = new AbortController()
    this.signal = controller.signal
    this.#parent = parent
    this.#onAbort = () => controller.abort(parent?.reason)
    if (parent?.aborted === true) this.#onAbort()
    else parent?.addEventListener('abort', this.#onAbort, { once: true })
    if (ms !== undefined) {
      this.#timer = setTimeout(() => {
        this.#expired = true
        controller.abort()
      }, ms)
    }
  }

  /** Whether it was the time that ran out. */
  get expired(): boolean {
    return this.#expired
  }

  [Symbol.dispose](): void {
    clearTimeout(this.#timer)
    this.#parent?.removeEventListener('abort', this.#onAbort)
  }
}
