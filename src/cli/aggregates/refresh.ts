import type { Output } from '../context.js'

/**
 * Prints a block of lines in the place of the one before, where the output is a terminal that
 * has room for it.
 */
export class Refresh {
  readonly #output: Output
  #lines = 0

  constructor(output: Output) {
    this.#output = output
  }

  /** Lines that a block may have. */
  get room(): number {
    return Math.max(1, this.#output.rows - 1)
  }

  async show(lines: readonly string[]): Promise<void> {
    const shown = lines.slice(0, this.room)
    // Up to where the last block began, and everything from there on away.
    const back =
      this.#lines === 0 || !this.#output.hasCursor ? '' : `\u001b[${this.#lines}A\r\u001b[J`
    this.#lines = shown.length
    await this.#output.write(`${back}${shown.map(it => `${it}\n`).join('')}`)
  }
}
