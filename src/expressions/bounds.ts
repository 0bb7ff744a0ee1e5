import { ErrorCodes, NodetapError } from '../errors/index.js'
import { type Comparison, comparisonsOf, type Expression, type Value } from './expression.js'
import { findField } from './fields.js'
import { ExpressionLimits } from './limits.js'

/** Throws INVALID_ARGUMENT for an expression that would cost too much, whoever made it. */
export function checkBounds(expression: Expression, tracepoints: readonly string[]): void {
  countNodes(expression, 1, { nodes: 0 })
  let values = 0
  let payloads = 0
  let texts = 0
  for (const comparison of comparisonsOf(expression)) {
    checkComparison(comparison)
    values += comparison.values.length
    const family = findField(comparison.field, tracepoints)?.family
    if (family === 'text') texts++
    if (family === 'payload') {
      payloads++
      checkSearch(comparison)
    }
  }
  most('values', values, ExpressionLimits.maxTotalValues)
  most('conditions on payloads', payloads, ExpressionLimits.maxPayloadConditions)
  most('conditions on texts', texts, ExpressionLimits.maxTextConditions)
}

function countNodes(expression: Expression, depth: number, sum: { nodes: number }): void {
  sum.nodes++
  most('conditions', sum.nodes, ExpressionLimits.maxNodes)
  most('levels', depth, ExpressionLimits.maxDepth)
  if (expression.kind === 'not') countNodes(expression.of, depth + 1, sum)
  if (expression.kind === 'all' || expression.kind === 'any') {
    for (const part of expression.of) countNodes(part, depth + 1, sum)
  }
}

function checkComparison({ field, values }: Comparison): void {
  most("characters of a field's name", field.length, ExpressionLimits.maxFieldCharacters)
  most('values of a condition', values.length, ExpressionLimits.maxValues)
  for (const value of values) {
    most('bytes of a value', byteLength(value), ExpressionLimits.maxValueBytes)
  }
}

function checkSearch({ operator, values }: Comparison): void {
  if (operator !== 'contains') return
  for (const value of values) {
    most('bytes to search for', byteLength(value), ExpressionLimits.maxSearchedBytes)
  }
}

function byteLength(value: Value): number {
  if (typeof value === 'string') return Buffer.byteLength(value)
  return value instanceof Uint8Array ? value.length : 8
}

export function most(what: string, count: number, limit: number): void {
  if (count <= limit) return
  throw new NodetapError(
    ErrorCodes.InvalidArgument,
    `An expression with ${count} ${what}; at most ${limit} are taken`,
  )
}
