import { findTracepoint } from '../tracepoints/index.js'
import { ALWAYS, type Comparison, type Expression } from './expression.js'
import { fixedText, PSEUDO_FIELDS } from './fields.js'
import { textTest } from './value-tests.js'

/**
 * What is left of an expression for the events of one tracepoint: what that decides alone (its
 * name, its direction, fields that it lacks) is decided. Null: none of its events meets it.
 */
export function specialise(expression: Expression, tracepoint: string): Expression | null {
  switch (expression.kind) {
    case 'always':
      return expression
    case 'compare':
      return specialiseComparison(expression, tracepoint)
    case 'not': {
      const part = specialise(expression.of, tracepoint)
      if (part === null) return ALWAYS
      return part.kind === 'always' ? null : { kind: 'not', of: part }
    }
    case 'all': {
      const of: Expression[] = []
      for (const each of expression.of) {
        const part = specialise(each, tracepoint)
        if (part === null) return null
        if (part.kind !== 'always') of.push(part)
      }
      const [first = ALWAYS] = of
      return of.length <= 1 ? first : { kind: 'all', of }
    }
    case 'any': {
      const of: Expression[] = []
      for (const each of expression.of) {
        const part = specialise(each, tracepoint)
        if (part?.kind === 'always') return ALWAYS
        if (part !== null) of.push(part)
      }
      const [first = null] = of
      return of.length <= 1 ? first : { kind: 'any', of }
    }
  }
}

function specialiseComparison(comparison: Comparison, tracepoint: string): Expression | null {
  const { field } = comparison
  if (field === 'tracepoint' || field === 'direction') {
    const text = fixedText(field, tracepoint)
    return text !== null && textTest(comparison)(text) ? ALWAYS : null
  }
  const isPseudo = PSEUDO_FIELDS.some(it => it === field)
  const has = isPseudo || findTracepoint(tracepoint)?.fields.some(it => it.name === field) === true
  return has ? comparison : null
}
