import type { Spread } from './bench.js'

/** Median and quartiles. Throws a RangeError where there are no samples. */
export function spreadOf(samples: readonly number[]): Spread {
  if (samples.length === 0) throw new RangeError('a spread of no samples')
  const sorted = [...samples].sort((a, b) => a - b)
  return {
    median: quantile(sorted, 0.5),
    low: quantile(sorted, 0.25),
    high: quantile(sorted, 0.75),
    samples: sorted.length,
  }
}

/** The samples of `a` divided by those of `b` which were taken in the same rounds. */
export function pairwise(
  a: readonly number[],
  b: readonly number[],
  combine: (a: number, b: number) => number,
): number[] {
  if (a.length !== b.length) throw new RangeError(`${a.length} samples beside ${b.length}`)
  return a.map((value, i) => combine(value, b[i] as number))
}

/** Between two samples, the value lies on the line from one to the other. */
function quantile(sorted: readonly number[], fraction: number): number {
  const place = fraction * (sorted.length - 1)
  const below = Math.floor(place)
  const low = sorted[below] as number
  const high = sorted[Math.min(below + 1, sorted.length - 1)] as number
  return low + (high - low) * (place - below)
}
