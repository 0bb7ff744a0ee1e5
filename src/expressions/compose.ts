import type { Comparison, Expression } from './expression.js'

/** What conditions of type `C` are made of. */
export interface Parts<C> {
  /** Met by every event. */
  readonly always: C
  readonly compare: (comparison: Comparison) => C
  readonly not: (part: C) => C
  readonly both: (a: C, b: C) => C
  readonly either: (a: C, b: C) => C
}

/** A condition that asks what the expression asks, to be evaluated many times. */
export function compose<C>(expression: Expression, parts: Parts<C>): C {
  switch (expression.kind) {
    case 'always':
      return parts.always
    case 'compare':
      return parts.compare(expression)
    case 'not':
      return parts.not(compose(expression.of, parts))
    case 'all':
      return expression.of.map(part => compose(part, parts)).reduce(parts.both)
    case 'any':
      return expression.of.map(part => compose(part, parts)).reduce(parts.either)
  }
}
