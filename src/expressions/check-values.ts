import { type FieldKind, nearestNames } from '../tracepoints/index.js'
import type { Comparison, Value } from './expression.js'
import type { ConditionField } from './fields.js'
import { quotedShort } from './source-text.js'
import { parseSubnet } from './subnet.js'

const MAX = Number.MAX_SAFE_INTEGER

/** What the numbers of a kind lie within. */
const RANGES: Readonly<Partial<Record<FieldKind, readonly [number, number]>>> = {
  int32: [-0x8000_0000, 0x7fff_ffff],
  uint32: [0, 0xffff_ffff],
  int64: [-MAX, MAX],
  uint64: [0, MAX],
}

/** Says what is wrong, and with which of the values; null: with all of them. */
type Complain = (message: string, value: number | null) => never

/** Complains of values that are not of the field's kind, or that it can never have. */
export function checkValues(
  comparison: Comparison,
  field: ConditionField,
  complain: Complain,
): void {
  comparison.values.forEach((value, i) => {
    const message = problem(value, comparison, field)
    if (message !== null) complain(message, i)
  })
  if (comparison.operator === 'between') {
    const [least, most] = comparison.values
    if (least !== undefined && most !== undefined && least > most) {
      complain(`The range ${String(least)}..${String(most)} is empty`, 0)
    }
  }
}

function problem(value: Value, { operator }: Comparison, field: ConditionField): string | null {
  const { name, family } = field
  switch (family) {
    case 'number':
      if (typeof value !== 'number' || !Number.isSafeInteger(value)) {
        return `${name} is compared with a whole number within 2^53`
      }
      return operator === 'anyBits' || operator === 'allBits'
        ? maskProblem(value)
        : rangeProblem(value, operator, field)
    case 'flag':
      return typeof value === 'boolean' ? null : `${name} is compared with true or false`
    case 'text':
      if (typeof value !== 'string') return `${name} is compared with a text`
      return operator === 'inSubnet' && parseSubnet(value) === null
        ? `${quotedShort(value)} is no network such as 10.0.0.0/8, 2001:db8::/32 or .onion`
        : emptyProblem(value, operator)
    case 'enum':
      if (typeof value !== 'string') return `${name} is compared with a name`
      return operator === 'prefix' || operator === 'contains'
        ? emptyProblem(value, operator)
        : enumProblem(value, field)
    case 'hash':
      return hashProblem(value, operator, name)
    case 'payload':
      if (!(value instanceof Uint8Array)) return `${name} is compared with bytes`
      return value.length === 0 ? `${name} always ${operator} nothing` : null
  }
}

function maskProblem(mask: number): string | null {
  return mask > 0 ? null : `A mask of bits is above 0, not ${mask}`
}

function rangeProblem(
  value: number,
  operator: Comparison['operator'],
  { name, kinds }: ConditionField,
): string | null {
  const ranges = kinds.map(kind => RANGES[kind] ?? [-MAX, MAX])
  const least = Math.min(...ranges.map(range => range[0] ?? 0))
  const most = Math.max(...ranges.map(range => range[1] ?? 0))
  const isBelowAll = operator === 'less' && value <= least
  const isAboveAll = operator === 'greater' && value >= most
  if (value >= least && value <= most && !isBelowAll && !isAboveAll) return null
  return `${name} lies within ${least} and ${most}: a condition with ${value} decides nothing`
}

function emptyProblem(value: string, operator: Comparison['operator']): string | null {
  const isSearch = operator === 'prefix' || operator === 'contains'
  return isSearch && value === '' ? `Every text has an empty ${operator}` : null
}

function enumProblem(value: string, { name, enumNames }: ConditionField): string | null {
  if (enumNames.includes(value)) return null
  const nearest = nearestNames(value, enumNames).filter(it => !it.endsWith('*'))
  const hint =
    nearest.length > 0
      ? `Did you mean ${nearest.join(' or ')}?`
      : `It is one of ${enumNames.slice(0, 24).join(', ')}.`
  return `${name} is never ${quotedShort(value)}. ${hint}`
}

const HASH_BYTES = 32

function hashProblem(value: Value, operator: Comparison['operator'], name: string): string | null {
  if (!(value instanceof Uint8Array)) return `${name} is compared with a hash`
  if (operator === 'prefix') {
    return value.length > 0 && value.length <= HASH_BYTES
      ? null
      : `The beginning of a hash has 1 to ${HASH_BYTES} bytes, not ${value.length}`
  }
  if (value.length === HASH_BYTES) return null
  return `A hash has 64 digits, not ${2 * value.length}; for its beginning there is "${name} prefix …"`
}
