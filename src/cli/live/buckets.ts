/**
 * Counts values between bounds: `counts[i]` those from `bounds[i - 1]`, included, up to
 * `bounds[i]`, excluded; the first and the last have one bound only.
 */
export class Buckets {
  readonly bounds: readonly number[]
  readonly counts: number[]

  constructor(bounds: readonly number[]) {
    this.bounds = bounds
    this.counts = new Array<number>(bounds.length + 1).fill(0)
  }

  add(value: number): void {
    const at = bucketOf(this.bounds, value)
    this.counts[at] = (this.counts[at] ?? 0) + 1
  }
}

/** The place of the bucket that a value belongs to. */
export function bucketOf(bounds: readonly number[], value: number): number {
  let low = 0
  let high = bounds.length
  while (low < high) {
    const middle = (low + high) >>> 1
    if (value >= (bounds[middle] as number)) low = middle + 1
    else high = middle
  }
  return low
}

/** 1, 2, 5, 10, 20, 50 … from `10 ** from` to `10 ** to`, both included. */
export function oneTwoFive(from: number, to: number): number[] {
  const bounds: number[] = []
  for (let power = from; power < to; power++) {
    for (const step of [1, 2, 5]) bounds.push(step * 10 ** power)
  }
  bounds.push(10 ** to)
  return bounds
}

const EIGHTHS = ['', '▏', '▎', '▍', '▌', '▋', '▊', '▉']

/** A bar for `value` of at most `max`, to an eighth of a column. */
export function bar(value: number, max: number, columns: number): string {
  if (max <= 0 || value <= 0) return ''
  // What is there is seen, however little.
  const eighths = Math.max(1, Math.round((value / max) * columns * 8))
  return '█'.repeat(eighths >> 3) + (EIGHTHS[eighths & 7] ?? '')
}
