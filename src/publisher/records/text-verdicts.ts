import { RingLimits, type TextTable } from '../ring/index.js'

/**
 * What a question about a text was answered, by the text's number in the ring: it is asked once
 * for each definition of a number, however many events carry it.
 */
export class TextVerdicts {
  readonly #table: TextTable
  readonly #ask: (text: string) => boolean
  /**
   * By number: which definition the answer is about, and in the lowest bit the answer. 0: none,
   * as definitions count from 1.
   */
  readonly #known = new Int32Array(RingLimits.textIds)

  constructor(table: TextTable, ask: (text: string) => boolean) {
    this.#table = table
    this.#ask = ask
  }

  /** The answer for the text that number `id` means now. */
  of(id: number): boolean {
    const definition = (this.#table.serials[id] as number) << 1
    const known = this.#known[id] as number
    const isKnown = definition !== 0 && (known & ~1) === definition
    return isKnown ? (known & 1) === 1 : this.#decide(id, definition)
  }

  #decide(id: number, definition: number): boolean {
    const answer = this.#ask(this.#table.text(id))
    this.#known[id] = definition | (answer ? 1 : 0)
    return answer
  }
}
