import type { Comparison, Expression, Value } from './expression.js'
import { ALL_TRACEPOINTS, findField } from './fields.js'
import { isKeyword } from './parser.js'
import { parseSubnet } from './subnet.js'

/**
 * An expression as text. `parseExpression` makes the same of it, if `checkExpression` lets it
 * pass.
 */
export function formatExpression(expression: Expression): string {
  switch (expression.kind) {
    case 'always':
      return 'true'
    case 'compare':
      return formatComparison(expression)
    case 'not':
      return `not ${grouped(expression.of)}`
    default:
      return expression.of.map(grouped).join(expression.kind === 'all' ? ' and ' : ' or ')
  }
}

function grouped(part: Expression): string {
  const text = formatExpression(part)
  return part.kind === 'all' || part.kind === 'any' ? `(${text})` : text
}

const SIGNS = {
  equal: '=',
  notEqual: '!=',
  less: '<',
  lessOrEqual: '<=',
  greater: '>',
  greaterOrEqual: '>=',
  prefix: 'prefix',
  contains: 'contains',
  anyBits: '&',
  allBits: 'has bits',
} as const

function formatComparison({ field, operator, values }: Comparison): string {
  const family = findField(field, ALL_TRACEPOINTS)?.family
  const isHash = family === 'hash'
  const texts = values.map(value => formatValue(value, isHash))
  switch (operator) {
    case 'in':
      return `${field} in (${texts.join(', ')})`
    case 'inSubnet':
      return `${field} in (${values.map(String).join(', ')})`
    case 'between':
      return `${field} in ${texts.join('..')}`
    case 'equal':
      if (values[0] === true && family === 'flag') return field
      return `${field} = ${texts.join()}`
    default:
      return `${field} ${SIGNS[operator]} ${texts.join()}`
  }
}

function formatValue(value: Value, isHash: boolean): string {
  if (value instanceof Uint8Array) {
    return (isHash ? '' : '0x') + Buffer.from(value).toString('hex')
  }
  if (typeof value !== 'string') return String(value)
  const isPlain = /^[A-Za-z_][\w:-]*$/.test(value) && !isKeyword({ value })
  // An address that looks like a network is none here.
  return isPlain && parseSubnet(value) === null ? value : quote(value)
}

function quote(text: string): string {
  let quoted = ''
  for (const unit of text.split('')) {
    if (unit === '"' || unit === '\\') quoted += `\\${unit}`
    else if (unit < ' ' || unit > '~') {
      quoted += `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`
    } else quoted += unit
  }
  return `"${quoted}"`
}
