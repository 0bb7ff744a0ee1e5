import { LiveLimits } from './limits.js'

/** What stands for all kinds beyond the limit. */
export const OTHER = '(other)'

/** One value for each kind of something, made when it first comes; a bounded number of them. */
export class Kinds<T> {
  readonly #values = new Map<string, T>()
  readonly #make: () => T
  readonly #max: number

  constructor(make: () => T, max: number = LiveLimits.maxKinds) {
    this.#make = make
    this.#max = max
  }

  of(kind: string): T {
    const known = this.#values.get(kind)
    if (known !== undefined) return known
    if (this.#values.size >= this.#max && kind !== OTHER) return this.of(OTHER)
    const made = this.#make()
    this.#values.set(kind, made)
    return made
  }

  get size(): number {
    return this.#values.size
  }

  entries(): IterableIterator<[string, T]> {
    return this.#values.entries()
  }
}
