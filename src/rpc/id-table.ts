/** Entries by small numbers; the lowest number that is free is given out next. */
export class IdTable<T> {
  readonly #entries = new Map<number, T>()
  readonly #free: number[] = []
  #next = 0

  get size(): number {
    return this.#entries.size
  }

  get(id: number): T | undefined {
    return this.#entries.get(id)
  }

  add(create: (id: number) => T): T {
    const id = this.#free.pop() ?? this.#next++
    const entry = create(id)
    this.#entries.set(id, entry)
    return entry
  }

  /** Frees the number for another entry. */
  delete(id: number): void {
    if (this.#entries.delete(id)) this.#free.push(id)
  }

  values(): T[] {
    return [...this.#entries.values()]
  }

  clear(): void {
    this.#entries.clear()
    this.#free.length = 0
    this.#next = 0
  }
}
