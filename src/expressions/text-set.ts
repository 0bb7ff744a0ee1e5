import type { Expression } from './expression.js'

/** A set of texts: those named, or all but those named. */
export interface TextSet {
  readonly texts: ReadonlySet<string>
  /** True: every text that is not in `texts`. */
  readonly complement: boolean
}

export const EVERY_TEXT: TextSet = { texts: new Set(), complement: true }
export const NO_TEXT: TextSet = { texts: new Set(), complement: false }

export function hasText({ texts, complement }: TextSet, text: string): boolean {
  return texts.has(text) !== complement
}

function complementOf({ texts, complement }: TextSet): TextSet {
  return { texts, complement: !complement }
}

export function intersection(a: TextSet, b: TextSet): TextSet {
  if (a.complement && b.complement) {
    return { texts: new Set([...a.texts, ...b.texts]), complement: true }
  }
  const [named, other] = a.complement ? [b, a] : [a, b]
  return { texts: new Set([...named.texts].filter(it => hasText(other, it))), complement: false }
}

export function union(a: TextSet, b: TextSet): TextSet {
  return complementOf(intersection(complementOf(a), complementOf(b)))
}

/**
 * The values that text field `field` has in the events that meet `expression`: all of them, and
 * perhaps others. What other fields are compared with does not matter.
 */
export function textsOf(expression: Expression, field: string, negated = false): TextSet {
  switch (expression.kind) {
    case 'always':
      return negated ? NO_TEXT : EVERY_TEXT
    case 'not':
      return textsOf(expression.of, field, !negated)
    case 'compare': {
      const texts = new Set(expression.values.filter(it => typeof it === 'string'))
      const isText = texts.size > 0
      if (expression.field !== field || !isText) return EVERY_TEXT
      switch (expression.operator) {
        case 'equal':
        case 'in':
          return { texts, complement: negated }
        case 'notEqual':
          return { texts, complement: !negated }
        default:
          return EVERY_TEXT
      }
    }
    default: {
      const parts = expression.of.map(part => textsOf(part, field, negated))
      const isAll = (expression.kind === 'all') !== negated
      return isAll ? parts.reduce(intersection, EVERY_TEXT) : parts.reduce(union, NO_TEXT)
    }
  }
}
