import type { TraceEvent } from '../tracepoints/index.js'
import { findTracepoint, hashToHex } from '../tracepoints/index.js'
import type { Comparison, Expression, Value } from './expression.js'
import { fixedText } from './fields.js'
import { ExpressionLimits } from './limits.js'
import { isInSubnets, parseSubnet } from './subnet.js'

/**
 * Whether an event meets an expression that `checkExpression` has let pass. This is the meaning
 * of the language, in its plainest form: what filters many events is compiled, and tested against
 * this.
 */
export function evaluate(expression: Expression, event: TraceEvent): boolean {
  switch (expression.kind) {
    case 'always':
      return true
    case 'all':
      return expression.of.every(part => evaluate(part, event))
    case 'any':
      return expression.of.some(part => evaluate(part, event))
    case 'not':
      return !evaluate(expression.of, event)
    case 'compare':
      return compare(expression, event)
  }
}

function compare({ field, operator, values }: Comparison, event: TraceEvent): boolean {
  const actual = fieldValue(event, field)
  if (actual === undefined) return false
  const [first, second] = values
  if (first === undefined) return false
  switch (operator) {
    case 'equal':
      return isEqual(actual, first)
    case 'notEqual':
      return !isEqual(actual, first)
    case 'in':
      return values.some(value => isEqual(actual, value))
    case 'less':
      return actual < first
    case 'lessOrEqual':
      return actual <= first
    case 'greater':
      return actual > first
    case 'greaterOrEqual':
      return actual >= first
    case 'between':
      return second !== undefined && actual >= first && actual <= second
    case 'prefix':
      return actual instanceof Uint8Array
        ? toHex(actual).startsWith(toHex(first))
        : String(actual).startsWith(comparable(first))
    case 'contains':
      return actual instanceof Uint8Array
        ? searchable(actual).includes(searchable(first))
        : String(actual).includes(String(first))
    case 'anyBits':
      return (bits(actual) & bits(first)) !== 0n
    case 'allBits':
      return (bits(actual) & bits(first)) === bits(first)
    case 'inSubnet':
      return isInSubnets(
        String(actual),
        values.map(value => parseSubnet(String(value))).filter(it => it !== null),
      )
  }
}

/** A field of an event; a hash as the hexadecimal digits that people read. */
function fieldValue(event: TraceEvent, field: string): Value | undefined {
  if (field === 'direction') return fixedText('direction', event.tracepoint) ?? undefined
  // Undefined where the event has no such field; the catalogue knows what is one.
  const kind = findTracepoint(event.tracepoint).fields.find(it => it.name === field)?.kind
  const isPseudo = field === 'tracepoint' || field === 'sequence' || field === 'timestampUs'
  if (kind === undefined && !isPseudo) return undefined
  const value = (event as unknown as Readonly<Record<string, Value>>)[field]
  return kind === 'hash' && value instanceof Uint8Array ? hashToHex(value) : value
}

function isEqual(actual: Value, wanted: Value): boolean {
  return actual === comparable(wanted)
}

/** A constant in the form of {@link fieldValue}. */
function comparable(value: Value): string
function comparable(value: Value): Exclude<Value, Uint8Array>
function comparable(value: Value): Exclude<Value, Uint8Array> {
  return value instanceof Uint8Array ? toHex(value) : value
}

/** As much of a payload as is searched. */
function searchable(value: Value): Buffer {
  return Buffer.from(toBytes(value).subarray(0, ExpressionLimits.maxSearchedPayloadBytes))
}

function toBytes(value: Value): Uint8Array {
  return value instanceof Uint8Array ? value : Buffer.from(String(value))
}

function toHex(value: Value): string {
  return Buffer.from(toBytes(value)).toString('hex')
}

function bits(value: Value): bigint {
  return BigInt(Number(value))
}
