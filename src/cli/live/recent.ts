/** The last so many of something; older ones make way. */
export class Recent<T> {
  readonly #capacity: number
  readonly #items: T[] = []
  #next = 0

  constructor(capacity: number) {
    this.#capacity = capacity
  }

  add(item: T): void {
    this.#items[this.#next] = item
    this.#next = (this.#next + 1) % this.#capacity
  }

  /** The last one; null where there is none. */
  get last(): T | null {
    return this.#items.at(this.#next - 1) ?? null
  }

  /** The last `count`, the oldest first. */
  latest(count: number): T[] {
    const { length } = this.#items
    const all =
      length < this.#capacity
        ? this.#items
        : [...this.#items.slice(this.#next), ...this.#items.slice(0, this.#next)]
    return all.slice(Math.max(0, length - count))
  }
}
