import type { FieldReader } from '../event-fields.js'
import type { TopValue } from '../results.js'
import type { FieldCodes } from '../values/field-codes.js'
import type { Adder, MeasureStore } from './measure-store.js'
import { TopCounter } from './top-counter.js'

/** Most frequent values. */
export class Tops implements MeasureStore {
  readonly #told: number
  readonly #size: number
  readonly #codes: FieldCodes
  /** By group; kept when they are emptied, as they will be used again. */
  readonly #counters: (TopCounter | undefined)[] = []

  /** Tells `told` values of each group by `size` counters. */
  constructor(told: number, size: number, codes: FieldCodes) {
    this.#told = told
    this.#size = size
    this.#codes = codes
  }

  reserve(groups: number): void {
    while (this.#counters.length < groups) this.#counters.push(undefined)
  }

  adder(reader: FieldReader): Adder {
    const code = this.#codes.coder(reader)
    return (group, at) => this.#of(group).add(code(at))
  }

  result(group: number): readonly TopValue[] | null {
    const counter = this.#counters[group]
    if (counter === undefined || counter.isEmpty) return null
    return counter
      .top(this.#told)
      .map(({ code, count, maxError }) => ({ value: this.#codes.value(code), count, maxError }))
  }

  clear(groups: number): void {
    for (let group = 0; group < groups; group++) this.#counters[group]?.clear()
  }

  #of(group: number): TopCounter {
    const known = this.#counters[group]
    if (known !== undefined) return known
    const made = new TopCounter(this.#size, this.#codes)
    this.#counters[group] = made
    return made
  }
}
