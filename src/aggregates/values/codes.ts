/** What no value has as its code. */
export const NO_CODE = -1

/**
 * Small numbers for values that are none, so that groups and counters can be found by numbers.
 * Whoever keeps a code retains it. Codes that nobody retains are kept for a while, as the same
 * value may come again, and forgotten together by {@link sweep}, between two events.
 */
export abstract class Codes {
  #references = new Int32Array(64)
  #free: number[] = []
  #next = 0
  #live = 0
  /** Changes whenever a code may have got another meaning, or has been forgotten. */
  epoch = 1

  retain(code: number): void {
    const references = this.#references
    if (references[code] === 0) this.#live++
    references[code] = (references[code] as number) + 1
  }

  release(code: number): void {
    const references = this.#references
    references[code] = (references[code] as number) - 1
    if (references[code] === 0) this.#live--
  }

  /** Whether so many codes are kept in vain that it is time to {@link sweep}. */
  get isUntidy(): boolean {
    return this.#next - this.#free.length > 2 * this.#live + MIN_IDLE_CODES
  }

  /** Forgets what nobody retains. Not to be called while a code is held without. */
  sweep(): void {
    const free: number[] = []
    for (let code = 0; code < this.#next; code++) {
      if (this.#references[code] === 0) free.push(code)
    }
    this.forget(free)
    this.#free = free
    this.epoch++
  }

  /** Forgets everything. */
  clear(): void {
    this.#references.fill(0)
    this.#free = []
    this.#next = 0
    this.#live = 0
    this.epoch++
    this.forgetAll()
  }

  /** A code for a value that has none. */
  protected take(): number {
    const code = this.#free.pop() ?? this.#next++
    if (code >= this.#references.length) this.#references = doubled(this.#references)
    return code
  }

  /** Takes back the meaning of these codes. All of those free are among them. */
  protected abstract forget(codes: readonly number[]): void
  protected abstract forgetAll(): void
}

/** Codes without use up to which no sweep is worth its time. */
const MIN_IDLE_CODES = 256

export function doubled(array: Int32Array): Int32Array<ArrayBuffer> {
  const larger = new Int32Array(array.length * 2)
  larger.set(array)
  return larger
}
