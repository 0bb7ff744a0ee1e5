import type { Output } from './context.js'

const INTERVAL_MS = 500

/** Shows on a terminal, on one line, how far something is. Nothing where there is no cursor. */
export class Progress implements Disposable {
  readonly #output: Output
  readonly #timer: NodeJS.Timeout | undefined

  /** `text` is asked anew twice a second; it holds no control characters. */
  constructor(output: Output, text: () => string) {
    this.#output = output
    if (!output.hasCursor) return
    this.#timer = setInterval(() => {
      void output.write(`\r\u001b[K${text().slice(0, output.columns - 1)}`)
    }, INTERVAL_MS)
    this.#timer.unref()
  }

  /** Takes the line away. */
  [Symbol.dispose](): void {
    if (this.#timer === undefined) return
    clearInterval(this.#timer)
    void this.#output.write('\r\u001b[K')
  }
}
