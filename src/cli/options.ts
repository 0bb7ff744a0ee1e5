import { InvalidArgumentError } from 'commander'

/** Parsers of option values; what they throw is shown with the option's name. */

export function positiveNumber(value: string): number {
  const number = Number(value)
  if (!(number > 0) || !Number.isFinite(number)) {
    throw new InvalidArgumentError('A number above 0 is wanted.')
  }
  return number
}

export function positiveInteger(value: string): number {
  const number = positiveNumber(value)
  if (!Number.isSafeInteger(number)) throw new InvalidArgumentError('A whole number is wanted.')
  return number
}

/** Bytes of a payload: a number, or `all`. */
export function payloadBytes(value: string): number {
  if (value === 'all') return Number.POSITIVE_INFINITY
  const number = Number(value)
  if (value.trim() === '' || !Number.isInteger(number) || number < 0) {
    throw new InvalidArgumentError("A number of bytes, or 'all', is wanted.")
  }
  return number
}
