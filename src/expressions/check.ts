import { ErrorCodes, NodetapError } from '../errors/index.js'
import { checkBounds } from './bounds.js'
import { checkValues } from './check-values.js'
import { checkContradictions } from './contradictions.js'
import type { Comparison, Expression } from './expression.js'
import { fieldHint } from './field-hint.js'
import { type ConditionField, fieldNames, findField } from './fields.js'
import { errorAt, quotedShort, sourceOf } from './source-text.js'
import { specialise } from './specialise.js'

/**
 * Throws INVALID_ARGUMENT for an expression that makes no sense for events of `tracepoints`: a
 * field that none of them has, an operator or value that does not fit its field, a condition that
 * nothing can meet, more of anything than the limits allow. Points at the place where the
 * expression was parsed from text.
 */
export function checkExpression(expression: Expression, tracepoints: readonly string[]): void {
  checkBounds(expression, tracepoints)
  checkParts(expression, tracepoints)
  checkContradictions(expression)
  const isPossible = tracepoints.some(tracepoint => specialise(expression, tracepoint) !== null)
  if (!isPossible && tracepoints.length > 0) {
    throw new NodetapError(
      ErrorCodes.InvalidArgument,
      `No event of ${tracepoints.join(', ')} can meet the condition`,
    )
  }
}

function checkParts(expression: Expression, tracepoints: readonly string[]): void {
  switch (expression.kind) {
    case 'always':
      return
    case 'not':
      checkParts(expression.of, tracepoints)
      return
    case 'compare':
      checkComparison(expression, tracepoints)
      return
    default:
      if (expression.of.length === 0) {
        throw new NodetapError(
          ErrorCodes.InvalidArgument,
          `"${expression.kind}" of no conditions says nothing`,
        )
      }
      for (const part of expression.of) checkParts(part, tracepoints)
  }
}

function checkComparison(comparison: Comparison, tracepoints: readonly string[]): void {
  const field = findField(comparison.field, tracepoints)
  if (field === undefined) throw unknownField(comparison, tracepoints)
  if (!operatorsOf(field).includes(comparison.operator)) {
    const source = sourceOf(comparison)
    throw wrong(
      comparison,
      `${field.name} is ${describe(field)}: ${comparison.operator} does not fit it`,
      source?.operator,
    )
  }
  const { operator, values } = comparison
  const isList = operator === 'in' || operator === 'inSubnet'
  const wanted = operator === 'between' ? 2 : 1
  if (isList ? values.length === 0 : values.length !== wanted) {
    throw wrong(
      comparison,
      `${operator} takes ${isList ? 'at least one value' : wanted === 1 ? 'one value' : 'two values'}, not ${values.length}`,
    )
  }
  checkValues(comparison, field, (message, i) => {
    const span = i === null ? undefined : sourceOf(comparison)?.values[i]
    throw wrong(comparison, message, span)
  })
}

const EQUALITY: readonly Comparison['operator'][] = ['equal', 'notEqual', 'in']
const ORDER: readonly Comparison['operator'][] = [
  'less',
  'lessOrEqual',
  'greater',
  'greaterOrEqual',
  'between',
  'anyBits',
  'allBits',
]

function operatorsOf({ family }: ConditionField): readonly Comparison['operator'][] {
  switch (family) {
    case 'number':
      return [...EQUALITY, ...ORDER]
    case 'flag':
      return ['equal', 'notEqual']
    case 'text':
      return [...EQUALITY, 'prefix', 'contains', 'inSubnet']
    case 'enum':
      return [...EQUALITY, 'prefix', 'contains']
    case 'hash':
      return [...EQUALITY, 'prefix']
    case 'payload':
      return ['prefix', 'contains']
  }
}

function describe({ family, enumNames }: ConditionField): string {
  switch (family) {
    case 'number':
      return 'a number'
    case 'flag':
      return 'true or false'
    case 'text':
      return 'a text'
    case 'enum':
      return `one of ${enumNames.slice(0, 8).join(', ')}`
    case 'hash':
      return 'a hash'
    case 'payload':
      return 'bytes'
  }
}

function unknownField(comparison: Comparison, tracepoints: readonly string[]): NodetapError {
  const names = fieldNames(tracepoints)
  const where =
    tracepoints.length === 1 ? `${tracepoints[0]} has no` : 'No tracepoint asked for has a'
  return wrong(
    comparison,
    `${where} field ${quotedShort(comparison.field)}. ${fieldHint(comparison.field, names)}`,
    sourceOf(comparison)?.field,
  )
}

function wrong(
  comparison: Comparison,
  message: string,
  span?: { readonly start: number; readonly end: number },
): NodetapError {
  const source = sourceOf(comparison)
  if (source !== undefined) return errorAt(message, source.text, span ?? source.field)
  return new NodetapError(ErrorCodes.InvalidArgument, `In a condition on an event: ${message}`)
}
