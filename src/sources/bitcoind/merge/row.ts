/** Emptied places at the front of the array beyond which it is cut. */
const SLACK = 1024

/** A queue from which also others than the first can be taken, at best ones near the front. */
export class Row<T> {
  #items: T[] = []
  #head = 0

  get length(): number {
    return this.#items.length - this.#head
  }

  get first(): T | undefined {
    return this.#items[this.#head]
  }

  push(item: T): void {
    this.#items.push(item)
  }

  shift(): T | undefined {
    const item = this.#items[this.#head]
    if (this.length > 0) this.#dropFirst()
    return item
  }

  /**
   * Takes the first item that fits.
   *
   * @param fits undefined: neither this item nor one behind it fits
   */
  take(fits: (item: T) => boolean | undefined): T | undefined {
    const items = this.#items
    for (let at = this.#head; at < items.length; at++) {
      const item = items[at] as T
      const answer = fits(item)
      if (answer === undefined) return undefined
      if (!answer) continue
      if (at === this.#head) this.#dropFirst()
      else items.splice(at, 1)
      return item
    }
    return undefined
  }

  some(fits: (item: T) => boolean): boolean {
    for (let at = this.#head; at < this.#items.length; at++) {
      if (fits(this.#items[at] as T)) return true
    }
    return false
  }

  #dropFirst(): void {
    this.#head++
    if (this.#head < SLACK || this.#head * 2 < this.#items.length) return
    this.#items = this.#items.slice(this.#head)
    this.#head = 0
  }
}
