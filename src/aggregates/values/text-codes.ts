import type { TextSource } from '../event-fields.js'
import { Codes, NO_CODE } from './codes.js'

/**
 * Codes of texts. Events name texts by numbers whose meaning changes: what a number meant is
 * remembered with its serial, so that a text itself is looked at once a definition.
 */
export class TextCodes extends Codes {
  readonly #source: TextSource
  readonly #codes = new Map<string, number>()
  readonly #texts: string[] = []
  /** By the text's number: the code found last, and of what serial and epoch that was. */
  readonly #found: Int32Array
  readonly #serials: Int32Array
  readonly #epochs: Int32Array

  constructor(source: TextSource) {
    super()
    this.#source = source
    this.#found = new Int32Array(source.size)
    this.#serials = new Int32Array(source.size)
    this.#epochs = new Int32Array(source.size)
  }

  /** The code of the text that number `id` means now; {@link NO_CODE} if it has none. */
  find(id: number): number {
    const serial = this.#source.serial(id)
    if (this.#serials[id] === serial && this.#epochs[id] === this.epoch) {
      return this.#found[id] as number
    }
    const code = this.#codes.get(this.#source.text(id)) ?? NO_CODE
    this.#remember(id, serial, code)
    return code
  }

  /** The same; gives it a code if it has none. */
  code(id: number): number {
    const found = this.find(id)
    if (found !== NO_CODE) return found
    const code = this.codeOf(this.#source.text(id))
    this.#remember(id, this.#source.serial(id), code)
    return code
  }

  findOf(text: string): number {
    return this.#codes.get(text) ?? NO_CODE
  }

  codeOf(text: string): number {
    const known = this.#codes.get(text)
    if (known !== undefined) return known
    const code = this.take()
    this.#codes.set(text, code)
    this.#texts[code] = text
    return code
  }

  text(code: number): string {
    return this.#texts[code] ?? ''
  }

  protected override forget(codes: readonly number[]): void {
    for (const code of codes) {
      const text = this.#texts[code]
      // A code that was free already has its text no more.
      if (text !== undefined && this.#codes.get(text) === code) this.#codes.delete(text)
      this.#texts[code] = ''
    }
  }

  protected override forgetAll(): void {
    this.#codes.clear()
    this.#texts.length = 0
  }

  #remember(id: number, serial: number, code: number): void {
    this.#found[id] = code
    this.#serials[id] = serial
    this.#epochs[id] = this.epoch
  }
}
