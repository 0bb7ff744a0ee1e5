import type { TextSource } from './event-fields.js'

/** What {@link TextGroups.find} gives where it does not know. */
export const NO_GROUP = -1

/**
 * The group of an event by the number of one of its texts, for events of which nothing else
 * decides: found by one look instead of a code and a key. What it remembers is of one meaning of
 * the number, and of one epoch of codes.
 */
export class TextGroups {
  readonly #texts: TextSource
  readonly #textId: (at: number) => number
  /** By the text's number; made when first needed. */
  #groups = new Int32Array(0)
  #serials = new Int32Array(0)
  #epochs = new Int32Array(0)

  constructor(texts: TextSource, textId: (at: number) => number) {
    this.#texts = texts
    this.#textId = textId
  }

  find(at: number, epoch: number): number {
    const id = this.#textId(at)
    return this.#epochs[id] === epoch && this.#serials[id] === this.#texts.serial(id)
      ? (this.#groups[id] as number)
      : NO_GROUP
  }

  remember(at: number, epoch: number, group: number): void {
    if (this.#groups.length === 0) {
      const { size } = this.#texts
      this.#groups = new Int32Array(size)
      this.#serials = new Int32Array(size)
      this.#epochs = new Int32Array(size)
    }
    const id = this.#textId(at)
    this.#groups[id] = group
    this.#serials[id] = this.#texts.serial(id)
    this.#epochs[id] = epoch
  }
}
