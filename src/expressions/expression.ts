/** How a condition compares; the names are those of Operator in the schema. */
export type Operator =
  | 'equal'
  | 'notEqual'
  | 'less'
  | 'lessOrEqual'
  | 'greater'
  | 'greaterOrEqual'
  | 'in'
  | 'between'
  | 'prefix'
  | 'contains'
  | 'anyBits'
  | 'allBits'
  | 'inSubnet'

/**
 * What a field is compared with: a whole number, a text (also an enum's name), a flag, or bytes.
 * Those of a hash are in the order in which people read it: reversed.
 */
export type Value = number | string | boolean | Uint8Array

/** A field against constants. False for an event that has no such field. */
export interface Comparison {
  readonly kind: 'compare'
  /** A field of the event, or `tracepoint`, `direction`, `sequence`, `timestampUs`. */
  readonly field: string
  readonly operator: Operator
  /** Two for `between`, any number for `in` and `inSubnet`, otherwise one. */
  readonly values: readonly Value[]
}

/** A condition on an event. `parseExpression` makes it from text. */
export type Expression =
  | { readonly kind: 'always' }
  /** True if each of them is. */
  | { readonly kind: 'all'; readonly of: readonly Expression[] }
  /** True if one of them is. */
  | { readonly kind: 'any'; readonly of: readonly Expression[] }
  | { readonly kind: 'not'; readonly of: Expression }
  | Comparison

/** True for every event. */
export const ALWAYS: Expression = { kind: 'always' }

/** True if each of `parts` is: in the shortest form, without a list in a list. */
export function allOf(parts: readonly Expression[]): Expression {
  const flat = parts.flatMap(part => (part.kind === 'all' ? part.of : [part]))
  const of = flat.filter(part => part.kind !== 'always')
  const [first = ALWAYS] = of
  return of.length <= 1 ? first : { kind: 'all', of }
}

/** True if one of `parts` is, of which there is at least one; in the shortest form. */
export function anyOf(parts: readonly Expression[]): Expression {
  const of = parts.flatMap(part => (part.kind === 'any' ? part.of : [part]))
  const [first = ALWAYS] = of
  if (of.length <= 1 || of.some(part => part.kind === 'always')) {
    return of.length <= 1 ? first : ALWAYS
  }
  return { kind: 'any', of }
}

/** All comparisons of an expression, in their order. */
export function* comparisonsOf(expression: Expression): Generator<Comparison, void, undefined> {
  switch (expression.kind) {
    case 'always':
      return
    case 'compare':
      yield expression
      return
    case 'not':
      yield* comparisonsOf(expression.of)
      return
    default:
      for (const part of expression.of) yield* comparisonsOf(part)
  }
}
