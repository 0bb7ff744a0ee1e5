import type { FieldReader } from '../event-fields.js'
import { type Adder, grown, type MeasureStore, numberOf } from './measure-store.js'

/** The smallest or largest values. */
export class Extremes implements MeasureStore {
  readonly #sign: 1 | -1
  /** Largest values so far, or the negative of the smallest; -Infinity: none. */
  #largest = new Float64Array(16).fill(Number.NEGATIVE_INFINITY)

  constructor(which: 'min' | 'max') {
    this.#sign = which === 'max' ? 1 : -1
  }

  reserve(groups: number): void {
    const { length } = this.#largest
    if (groups <= length) return
    this.#largest = grown(this.#largest, groups)
    this.#largest.fill(Number.NEGATIVE_INFINITY, length)
  }

  adder(reader: FieldReader): Adder {
    const number = numberOf(reader)
    const sign = this.#sign
    return (group, at) => {
      const value = sign * number(at)
      if (value > (this.#largest[group] as number)) this.#largest[group] = value
    }
  }

  result(group: number): number | null {
    const largest = this.#largest[group] as number
    // Adding 0 makes 0 of -0.
    return largest === Number.NEGATIVE_INFINITY ? null : this.#sign * largest + 0
  }

  clear(groups: number): void {
    this.#largest.fill(Number.NEGATIVE_INFINITY, 0, groups)
  }
}
