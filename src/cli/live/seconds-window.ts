/**
 * Adds up what happened in the last so many seconds, to the second: the current one, as far as
 * it has gone, and those before it. Times never go back by more than the window.
 */
export class SecondsWindow {
  readonly #seconds: number
  readonly #sums: Float64Array
  /** The newest second that was added to. */
  #newest = Number.NEGATIVE_INFINITY

  constructor(seconds: number) {
    this.#seconds = seconds
    this.#sums = new Float64Array(seconds)
  }

  add(timestampUs: number, amount = 1): void {
    const second = Math.floor(timestampUs / 1e6)
    if (second > this.#newest) this.#goOn(second)
    else if (second <= this.#newest - this.#seconds) return
    const at = this.#placeOf(second)
    this.#sums[at] = (this.#sums[at] ?? 0) + amount
  }

  /** The sum of the last `seconds`, at most as many as the window has. */
  sum(nowUs: number, seconds = this.#seconds): number {
    const now = Math.floor(nowUs / 1e6)
    const oldest = Math.max(now - seconds, this.#newest - this.#seconds) + 1
    let sum = 0
    for (let second = oldest; second <= Math.min(now, this.#newest); second++) {
      sum += this.#sums[this.#placeOf(second)] ?? 0
    }
    return sum
  }

  #placeOf(second: number): number {
    return ((second % this.#seconds) + this.#seconds) % this.#seconds
  }

  /** Forgets the seconds that fall out of the window. */
  #goOn(second: number): void {
    if (second - this.#newest >= this.#seconds) this.#sums.fill(0)
    else {
      for (let passed = this.#newest + 1; passed <= second; passed++) {
        this.#sums[this.#placeOf(passed)] = 0
      }
    }
    this.#newest = second
  }
}
