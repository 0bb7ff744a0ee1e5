import { bucketOf, oneTwoFive } from '../live/index.js'
import { Counter, type Counts } from './counter.js'

/** Bounds of the buckets in sat per 10 vB, so that they are whole numbers: 0.1 to 1000 sat/vB. */
const BOUNDS = oneTwoFive(0, 4)

/** Transactions of a range of fee rates: `from` included, `to` excluded, in sat/vB. */
export interface FeeRateBucket {
  /** Null: no lower bound. */
  readonly from: number | null
  /** Null: no upper bound. */
  readonly to: number | null
  readonly counts: Counts
}

/**
 * A histogram of fee rates in steps of 1, 2 and 5. A rate is compared exactly, as a fraction of
 * whole numbers; none is rounded into a neighbour's bucket.
 */
export class FeeRates {
  readonly #counters = Array.from({ length: BOUNDS.length + 1 }, () => new Counter())

  add(timestampUs: number, feeSat: number, vsize: number): void {
    // The quotient is rounded to the nearest double, and whole numbers are doubles: it is never
    // rounded across a bound.
    this.#counters[bucketOf(BOUNDS, (feeSat * 10) / vsize)]?.add(timestampUs)
  }

  buckets(nowUs: number): FeeRateBucket[] {
    return this.#counters.map((counter, i) => ({
      from: boundAt(i - 1),
      to: boundAt(i),
      counts: counter.counts(nowUs),
    }))
  }
}

function boundAt(i: number): number | null {
  const bound = BOUNDS[i]
  return bound === undefined ? null : bound / 10
}
