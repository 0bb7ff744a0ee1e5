import { slotOfNumber, tableSize } from '../values/slots.js'

/** A value, by its code, and how often it came. */
export interface TopCount {
  readonly code: number
  readonly count: number
  /** The true count is at least `count` less this, and at most `count`. */
  readonly maxError: number
}

/** What keeps codes alive while a counter refers to them. */
export interface CodeHolder {
  retain(code: number): void
  release(code: number): void
}

/**
 * The most frequent values by Space-Saving (Metwally, Agrawal and El Abbadi, 2005): a value
 * without a counter takes over the lowest one. With `size` counters and n values, no count is
 * off by more than n / size, and every value that came more often than that has a counter.
 */
export class TopCounter {
  readonly #size: number
  readonly #holder: CodeHolder
  readonly #codes: Float64Array
  readonly #counts: Float64Array
  readonly #errors: Float64Array
  /** Counters as a heap, the lowest count first; and each counter's place in it. */
  readonly #heap: Int32Array
  readonly #places: Int32Array
  /** Counters by their code: open addressing; a counter's number and one, 0 where free. */
  readonly #table: Int32Array
  #used = 0

  constructor(size: number, holder: CodeHolder) {
    this.#size = size
    this.#holder = holder
    this.#codes = new Float64Array(size)
    this.#counts = new Float64Array(size)
    this.#errors = new Float64Array(size)
    this.#heap = new Int32Array(size)
    this.#places = new Int32Array(size)
    this.#table = new Int32Array(tableSize(size))
  }

  /** Bytes that a counter of `size` takes. */
  static bytes(size: number): number {
    return size * (3 * 8 + 2 * 4) + tableSize(size) * 4
  }

  get isEmpty(): boolean {
    return this.#used === 0
  }

  add(code: number): void {
    const known = this.#find(code)
    if (known >= 0) {
      this.#counts[known] = (this.#counts[known] as number) + 1
      this.#sink(this.#places[known] as number)
      return
    }
    this.#holder.retain(code)
    if (this.#used < this.#size) {
      const counter = this.#used++
      this.#codes[counter] = code
      this.#counts[counter] = 1
      this.#errors[counter] = 0
      this.#heap[counter] = counter
      this.#places[counter] = counter
      this.#insert(counter)
      this.#rise(counter)
      return
    }
    const lowest = this.#heap[0] as number
    this.#remove(lowest)
    this.#holder.release(this.#codes[lowest] as number)
    this.#codes[lowest] = code
    this.#errors[lowest] = this.#counts[lowest] as number
    this.#counts[lowest] = (this.#counts[lowest] as number) + 1
    this.#insert(lowest)
    this.#sink(0)
  }

  /** The `count` most frequent ones, the most frequent first. */
  top(count: number): TopCount[] {
    const counters = Array.from({ length: this.#used }, (_, i) => i)
    const of = (counter: number): number => this.#counts[counter] as number
    const sure = (counter: number): number => of(counter) - (this.#errors[counter] as number)
    return counters
      .sort((a, b) => of(b) - of(a) || sure(b) - sure(a) || a - b)
      .slice(0, count)
      .map(counter => ({
        code: this.#codes[counter] as number,
        count: of(counter),
        maxError: this.#errors[counter] as number,
      }))
  }

  /** Forgets everything; codes are not released, as their holder forgets them, too. */
  clear(): void {
    this.#used = 0
    this.#table.fill(0)
  }

  #find(code: number): number {
    const mask = this.#table.length - 1
    for (let slot = slotOfNumber(code) & mask; ; slot = (slot + 1) & mask) {
      const counter = (this.#table[slot] as number) - 1
      if (counter < 0 || this.#codes[counter] === code) return counter
    }
  }

  #insert(counter: number): void {
    const mask = this.#table.length - 1
    let slot = slotOfNumber(this.#codes[counter] as number) & mask
    while (this.#table[slot] !== 0) slot = (slot + 1) & mask
    this.#table[slot] = counter + 1
  }

  /** Moves back what stands behind, so that no hole breaks the way to it. */
  #remove(counter: number): void {
    const mask = this.#table.length - 1
    let hole = slotOfNumber(this.#codes[counter] as number) & mask
    while (this.#table[hole] !== counter + 1) hole = (hole + 1) & mask
    for (let slot = (hole + 1) & mask; this.#table[slot] !== 0; slot = (slot + 1) & mask) {
      const entry = this.#table[slot] as number
      const home = slotOfNumber(this.#codes[entry - 1] as number) & mask
      if (((slot - home) & mask) >= ((slot - hole) & mask)) {
        this.#table[hole] = entry
        hole = slot
      }
    }
    this.#table[hole] = 0
  }

  #sink(from: number): void {
    const heap = this.#heap
    const counter = heap[from] as number
    const count = this.#counts[counter] as number
    let place = from
    for (;;) {
      let child = 2 * place + 1
      if (child >= this.#used) break
      const right = child + 1
      if (right < this.#used && this.#countAt(right) < this.#countAt(child)) child = right
      if (this.#countAt(child) >= count) break
      this.#put(place, heap[child] as number)
      place = child
    }
    this.#put(place, counter)
  }

  #rise(from: number): void {
    const counter = this.#heap[from] as number
    const count = this.#counts[counter] as number
    let place = from
    while (place > 0) {
      const parent = (place - 1) >> 1
      if (this.#countAt(parent) <= count) break
      this.#put(place, this.#heap[parent] as number)
      place = parent
    }
    this.#put(place, counter)
  }

  #countAt(place: number): number {
    return this.#counts[this.#heap[place] as number] as number
  }

  #put(place: number, counter: number): void {
    this.#heap[place] = counter
    this.#places[counter] = place
  }
}
