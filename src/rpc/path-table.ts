/** Entries by paths of pointer fields into a result. */
export class PathTable<T> {
  readonly #entries = new Map<string, { readonly path: readonly number[]; readonly entry: T }>()

  get size(): number {
    return this.#entries.size
  }

  get(path: readonly number[]): T | undefined {
    return this.#entries.get(path.join())?.entry
  }

  add(path: readonly number[], entry: T): T {
    this.#entries.set(path.join(), { path, entry })
    return entry
  }

  /** Removes `entry`, if it is still what `path` leads to. */
  delete(path: readonly number[], entry: T): void {
    const key = path.join()
    if (this.#entries.get(key)?.entry === entry) this.#entries.delete(key)
  }

  /** Hands over all entries. */
  takeAll(): { readonly path: readonly number[]; readonly entry: T }[] {
    const entries = [...this.#entries.values()]
    this.#entries.clear()
    return entries
  }
}
