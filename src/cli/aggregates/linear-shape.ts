import { InvalidArgumentError } from 'commander'

/** Buckets of equal width. */
export interface LinearShape {
  readonly from: number
  readonly width: number
  readonly buckets: number
}

/** Reads FROM:WIDTH:COUNT. */
export function linearShape(value: string): LinearShape {
  const [from, width, buckets, ...rest] = value.split(':').map(it => (it === '' ? NaN : Number(it)))
  const all = [from, width, buckets]
  if (
    from === undefined ||
    width === undefined ||
    buckets === undefined ||
    rest.length > 0 ||
    !all.every(Number.isSafeInteger)
  ) {
    throw new InvalidArgumentError('FROM:WIDTH:COUNT is wanted, such as 0:100:20.')
  }
  return { from, width, buckets }
}
