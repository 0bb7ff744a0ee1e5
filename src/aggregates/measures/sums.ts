import type { FieldReader } from '../event-fields.js'
import { type Adder, grown, type MeasureStore, numberOf } from './measure-store.js'

/** Sums. Exact for whole numbers as long as they stay within 2^53. */
export class Sums implements MeasureStore {
  #sums = new Float64Array(16)
  /** Values that each is of. */
  #values = new Float64Array(16)

  reserve(groups: number): void {
    if (groups <= this.#sums.length) return
    this.#sums = grown(this.#sums, groups)
    this.#values = grown(this.#values, groups)
  }

  adder(reader: FieldReader): Adder {
    const number = numberOf(reader)
    return (group, at) => {
      this.#sums[group] = (this.#sums[group] as number) + number(at)
      this.#values[group] = (this.#values[group] as number) + 1
    }
  }

  result(group: number): number | null {
    return this.#values[group] === 0 ? null : (this.#sums[group] as number)
  }

  clear(groups: number): void {
    this.#sums.fill(0, 0, groups)
    this.#values.fill(0, 0, groups)
  }
}
