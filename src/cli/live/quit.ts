/** Aborts when the command is to end, and when `signal` fires. To be disposed with the command. */
export class Quit extends AbortController implements Disposable {
  readonly #signal: AbortSignal
  readonly #onAbort = (): void => this.abort()

  constructor(signal: AbortSignal) {
    super()
    this.#signal = signal
    if (signal.aborted) this.abort()
    else signal.addEventListener('abort', this.#onAbort, { once: true })
  }

  [Symbol.dispose](): void {
    this.#signal.removeEventListener('abort', this.#onAbort)
  }
}
