import type { FieldReader } from '../event-fields.js'
import type { HistogramCounts } from '../results.js'
import { type Adder, grown, type MeasureStore, numberOf } from './measure-store.js'

/** Buckets that cover every whole number below 2^53: one for 0, one for each power of two. */
export const LOG2_BUCKETS = 54

/** How values are sorted into buckets. */
export interface Buckets {
  readonly count: number
  /** -1 for a value below them, `count` for one beyond. */
  bucketOf(value: number): number
}

/** Bucket 0 holds the value 0, bucket i values from 2^(i-1) to 2^i - 1. */
export const log2Buckets: Buckets = {
  count: LOG2_BUCKETS,
  bucketOf(value) {
    if (value < 0) return -1
    // A value below 2^32 has all of its bits in the one word, and another in the other.
    if (value < 0x100000000) return 32 - Math.clz32(value)
    return 64 - Math.clz32(value / 0x100000000)
  },
}

/** Buckets of equal width. */
export function linearBuckets(from: number, width: number, count: number): Buckets {
  return {
    count,
    bucketOf(value) {
      if (value < from) return -1
      return Math.min(Math.floor((value - from) / width), count)
    },
  }
}

/** Histograms: counts of values by bucket. */
export class Histograms implements MeasureStore {
  readonly #buckets: Buckets
  /** Elements a group: below, the buckets, above. */
  readonly #stride: number
  #counts: Float64Array

  constructor(buckets: Buckets) {
    this.#buckets = buckets
    this.#stride = buckets.count + 2
    this.#counts = new Float64Array(this.#stride)
  }

  reserve(groups: number): void {
    const length = groups * this.#stride
    if (length > this.#counts.length) this.#counts = grown(this.#counts, length)
  }

  adder(reader: FieldReader): Adder {
    const number = numberOf(reader)
    const buckets = this.#buckets
    const stride = this.#stride
    return (group, at) => {
      const place = group * stride + 1 + buckets.bucketOf(number(at))
      this.#counts[place] = (this.#counts[place] as number) + 1
    }
  }

  result(group: number): HistogramCounts | null {
    const start = group * this.#stride
    const all = this.#counts.subarray(start, start + this.#stride)
    const below = all[0] as number
    const above = all[this.#stride - 1] as number
    let end = this.#stride - 1
    while (end > 1 && all[end - 1] === 0) end--
    if (end === 1 && below === 0 && above === 0) return null
    return { below, counts: [...all.subarray(1, end)], above }
  }

  clear(groups: number): void {
    this.#counts.fill(0, 0, groups * this.#stride)
  }
}
