import { ErrorCodes, NodetapError } from '../errors/index.js'
import type { Comparison, Expression } from './expression.js'
import { rangeOf } from './number-range.js'
import { errorAt, sourceOf } from './source-text.js'
import { EVERY_TEXT, intersection, type TextSet, textsOf } from './text-set.js'

/**
 * Throws INVALID_ARGUMENT for conditions that must all be met and cannot, as far as that is plain
 * to see: a number above 10 and below 5, a message of two types.
 */
export function checkContradictions(expression: Expression): void {
  switch (expression.kind) {
    case 'not':
      checkContradictions(expression.of)
      return
    case 'all':
      checkAll(expression.of.filter(part => part.kind === 'compare'))
      for (const part of expression.of) checkContradictions(part)
      return
    case 'any':
      for (const part of expression.of) checkContradictions(part)
      return
    default:
  }
}

interface Known {
  least: number
  most: number
  texts: TextSet
}

function checkAll(comparisons: readonly Comparison[]): void {
  const fields = new Map<string, Known>()
  for (const comparison of comparisons) {
    const { field } = comparison
    const known = fields.get(field) ?? {
      least: Number.NEGATIVE_INFINITY,
      most: Number.POSITIVE_INFINITY,
      texts: EVERY_TEXT,
    }
    fields.set(field, known)
    const [least, most] = rangeOf(comparison)
    known.least = Math.max(known.least, least)
    known.most = Math.min(known.most, most)
    known.texts = intersection(known.texts, textsOf(comparison, field))
    const isEmpty = known.texts.texts.size === 0 && !known.texts.complement
    if (known.least > known.most || isEmpty) throw contradiction(comparison)
  }
}

function contradiction(comparison: Comparison): NodetapError {
  const message = `Nothing meets this and what else is said of ${comparison.field}`
  const source = sourceOf(comparison)
  if (source === undefined) return new NodetapError(ErrorCodes.InvalidArgument, message)
  return errorAt(message, source.text, source.field)
}
