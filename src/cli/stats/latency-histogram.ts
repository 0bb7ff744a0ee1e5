const STEP_BITS = 7

/** Steps between two powers of two: percentiles are exact to within 1/128. */
const STEPS = 2 ** STEP_BITS

/** Powers of two covered, in microseconds: up to over an hour. */
const POWERS = 32

/** Microseconds, counted in steps whose width grows with them. Memory does not grow. */
export class LatencyHistogram {
  readonly #counts = new Float64Array(STEPS * POWERS)
  #count = 0
  #sum = 0
  #max = 0

  get count(): number {
    return this.#count
  }

  get maxUs(): number {
    return this.#max
  }

  /** 0 where nothing was added. */
  get meanUs(): number {
    return this.#count === 0 ? 0 : this.#sum / this.#count
  }

  add(us: number): void {
    const value = Math.max(us, 0)
    this.#count++
    this.#sum += value
    if (value > this.#max) this.#max = value
    const step = stepOf(value)
    this.#counts[step] = (this.#counts[step] ?? 0) + 1
  }

  /** The latency that `fraction` of all are at most, to within a step; 0 where there are none. */
  percentileUs(fraction: number): number {
    const wanted = fraction * this.#count
    let seen = 0
    for (let step = 0; step < this.#counts.length; step++) {
      seen += this.#counts[step] ?? 0
      if (seen >= wanted && seen > 0) return Math.min(endOf(step), this.#max)
    }
    return this.#max
  }

  clear(): void {
    this.#counts.fill(0)
    this.#count = 0
    this.#sum = 0
    this.#max = 0
  }
}

/** Values below STEPS have a step each; above, each power of two has STEPS of them. */
function stepOf(us: number): number {
  const whole = Math.min(Math.floor(us), 2 ** 31)
  if (whole < STEPS) return whole
  const power = 31 - Math.clz32(whole)
  const within = (whole >>> (power - STEP_BITS)) - STEPS
  return (power - STEP_BITS + 1) * STEPS + within
}

/** The largest value of a step. */
function endOf(step: number): number {
  if (step < STEPS) return step
  const power = Math.floor(step / STEPS) + STEP_BITS - 1
  const within = step % STEPS
  return 2 ** (power - STEP_BITS) * (STEPS + within + 1) - 1
}
