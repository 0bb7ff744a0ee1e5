import type { Comparison } from './expression.js'

/** What a whole number lies within, both ends included. */
export type NumberRange = readonly [least: number, most: number]

const ANY_NUMBER: NumberRange = [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY]

/** The numbers that meet a comparison, where it asks for all those of a range; null otherwise. */
export function exactRange({ operator, values }: Comparison): NumberRange | null {
  const [first, second] = values
  if (typeof first !== 'number') return null
  switch (operator) {
    case 'equal':
      return [first, first]
    case 'less':
      return [Number.NEGATIVE_INFINITY, first - 1]
    case 'lessOrEqual':
      return [Number.NEGATIVE_INFINITY, first]
    case 'greater':
      return [first + 1, Number.POSITIVE_INFINITY]
    case 'greaterOrEqual':
      return [first, Number.POSITIVE_INFINITY]
    case 'between':
      return [first, Number(second)]
    default:
      return null
  }
}

/** What the numbers that meet a comparison lie within. */
export function rangeOf(comparison: Comparison): NumberRange {
  const exact = exactRange(comparison)
  if (exact !== null) return exact
  if (comparison.operator !== 'in' || typeof comparison.values[0] !== 'number') return ANY_NUMBER
  const numbers = comparison.values.map(Number)
  return [Math.min(...numbers), Math.max(...numbers)]
}
