import { RingLimits, type TextTable } from '../ring/index.js'

/**
 * What a question about a text was answered, by the text's number in the ring: it is asked once
 * for each definition of a number, however many events carry it.
 */
export class TextVerdicts {
  readonly #table: TextTable
  readonly #ask: (text: string) => boolean
  /** By number: the definition that the answer is about; 0: none, as definitions count from 1. */
  readonly #serials = new Int32Array(RingLimits.textIds)
  readonly #answers = new Uint8Array(RingLimits.textIds)

  constructor(table: TextTable, ask: (text: string) => boolean) {
    this.#table = table
    this.#ask = ask
  }

  /** The answer for the text that number `id` means now. */
  of(id: number): boolean {
    const serial = this.#table.serials[id] as number
    if (this.#serials[id] !== serial || serial === 0) this.#decide(id, serial)
    return this.#answers[id] === 1
  }

  #decide(id: number, serial: number): void {
    this.#answers[id] = this.#ask(this.#table.text(id)) ? 1 : 0
    this.#serials[id] = serial
  }
}
