import fc from 'fast-check'
import {
  allOf,
  anyOf,
  type Comparison,
  checkExpression,
  type Expression,
  fieldNames,
  findField,
  type Operator,
  type Value,
} from '../../src/expressions/index.js'
import {
  type FieldKind,
  findTracepoint,
  TRACEPOINT_NAMES,
  TRACEPOINTS,
  type TracepointField,
} from '../../src/tracepoints/index.js'
import type { Firing } from '../publisher/batches/support.js'

const MAX = Number.MAX_SAFE_INTEGER

/** Few values of each kind, so that events and conditions often agree. */
const NUMBERS: Readonly<Record<string, readonly number[]>> = {
  int32: [-0x80000000, -5, -1, 0, 1, 7, 100, 0x7fffffff],
  uint32: [0, 1, 7, 100, 0x7fffffff, 0x80000000, 0xffffffff],
  int64: [-MAX, -(2 ** 32), -5, -1, 0, 1, 7, 100, 2 ** 31, 2 ** 32, 2 ** 40 + 3, MAX],
  uint64: [0, 1, 7, 100, 2 ** 31, 2 ** 32, 2 ** 40 + 3, MAX],
}
const TEXTS = [
  'inv',
  'xinv',
  'tx',
  'ping',
  'inbound',
  '10.1.2.3:8333',
  '[2001:db8::7]:8333',
  'abcdef.onion:8333',
  'größe\u{1fa99}',
  'a b"\\\n',
  '',
]
const SUBNETS = ['10.0.0.0/8', '10.1.2.0/23', '0.0.0.0/0', '2001:db8::/32', '::/0', '.onion']
const HASHES = [
  new Uint8Array(32),
  new Uint8Array(32).fill(7),
  Uint8Array.from({ length: 32 }, (_, i) => i),
  Uint8Array.from({ length: 32 }, (_, i) => 255 - i),
  // Equal to another in the first four bytes that people read.
  Uint8Array.from({ length: 32 }, (_, i) => (i === 0 ? 9 : 255 - i)),
]
const PAYLOADS = [
  new Uint8Array(0),
  Uint8Array.of(1),
  Uint8Array.of(1, 2, 3, 4, 5, 6, 7, 8),
  Uint8Array.of(9, 1, 2, 3, 4, 5),
  new Uint8Array(300).fill(2),
]

function eventValue({ kind, enumNames }: TracepointField): fc.Arbitrary<unknown> {
  switch (kind) {
    case 'bool':
      return fc.boolean()
    case 'text':
      return fc.constantFrom(...TEXTS)
    case 'hash':
      return fc.constantFrom(...HASHES)
    case 'payload':
      return fc.constantFrom(...PAYLOADS)
    case 'enum':
      return fc.constantFrom(...(enumNames ?? []))
    default:
      return fc.constantFrom(...(NUMBERS[kind] ?? []))
  }
}

/** Tracepoints with fields of every family: most events are of these. */
const USUAL = (
  ['net:inbound_message', 'net:inbound_connection', 'utxocache:spent', 'mempool:added'] as const
).map(name => findTracepoint(name))

/** An event of any tracepoint whose values conditions of {@link expressions} are about. */
export const likelyFirings: fc.Arbitrary<Firing> = fc
  .oneof({ arbitrary: fc.constantFrom(...USUAL), weight: 4 }, fc.constantFrom(...TRACEPOINTS))
  .chain(tracepoint =>
    fc.tuple(...tracepoint.fields.map(eventValue)).map(values => ({ tracepoint, values })),
  )

const OPERATORS: readonly Operator[] = [
  'equal',
  'notEqual',
  'less',
  'lessOrEqual',
  'greater',
  'greaterOrEqual',
  'in',
  'between',
  'prefix',
  'contains',
  'anyBits',
  'allBits',
  'inSubnet',
]

function constant(field: string, operator: Operator): fc.Arbitrary<Value> {
  const { family, kinds, enumNames } = findField(field, TRACEPOINT_NAMES)!
  switch (family) {
    case 'number':
      if (field === 'sequence') return fc.integer({ min: 0, max: 40 })
      return fc.constantFrom(...kinds.flatMap((kind: FieldKind) => NUMBERS[kind] ?? []))
    case 'flag':
      return fc.boolean()
    case 'enum':
      return fc.constantFrom(...enumNames)
    case 'text':
      if (operator === 'inSubnet') return fc.constantFrom(...SUBNETS)
      return fc
        .constantFrom(...TEXTS)
        .chain(text => fc.constantFrom(text, operator === 'equal' ? text : text.slice(0, 3)))
    case 'hash':
      return fc
        .tuple(fc.constantFrom(...HASHES), fc.integer({ min: 1, max: 32 }))
        .map(([hash, length]) =>
          Uint8Array.from(hash)
            .reverse()
            .slice(0, operator === 'prefix' ? length : 32),
        )
    case 'payload':
      return fc.constantFrom(
        Uint8Array.of(1),
        Uint8Array.of(1, 2),
        Uint8Array.of(4, 5),
        Uint8Array.of(2, 2, 2),
        Uint8Array.of(1, 2, 3, 4, 5, 6, 7, 8),
      )
  }
}

const USUAL_FIELDS = fieldNames(USUAL.map(({ name }) => name))

/** Fields of all tracepoints, each family as often as the others. */
const fields: fc.Arbitrary<string> = fc
  .constantFrom('number', 'flag', 'text', 'enum', 'hash', 'payload')
  .chain(family => {
    const ofFamily = (names: readonly string[]): string[] =>
      names.filter(name => findField(name, TRACEPOINT_NAMES)?.family === family)
    return fc.oneof(
      { arbitrary: fc.constantFrom(...ofFamily(USUAL_FIELDS)), weight: 4 },
      fc.constantFrom(...ofFamily(fieldNames(TRACEPOINT_NAMES))),
    )
  })

/** A comparison that checks. */
export const comparisons: fc.Arbitrary<Comparison> = fc
  .tuple(fields, fc.constantFrom(...OPERATORS))
  .chain(([field, operator]) => {
    const isList = operator === 'in' || operator === 'inSubnet'
    const length = operator === 'between' ? 2 : 1
    return fc
      .array(constant(field, operator), {
        minLength: length,
        maxLength: isList ? 4 : length,
      })
      .map((values): Comparison => ({ kind: 'compare', field, operator, values }))
  })
  .filter(checks)

function checks(expression: Expression): boolean {
  try {
    checkExpression(expression, TRACEPOINT_NAMES)
    return true
  } catch {
    return false
  }
}

/** An expression that checks, over the fields of all tracepoints. */
export const expressions: fc.Arbitrary<Expression> = fc
  .letrec<{ expression: Expression }>(tie => {
    const parts = fc.array(tie('expression'), { minLength: 1, maxLength: 4 })
    return {
      expression: fc.oneof(
        { depthSize: 'small', maxDepth: 4 },
        comparisons,
        parts.map(allOf),
        parts.map(anyOf),
        tie('expression').map((of): Expression => ({ kind: 'not', of })),
      ),
    }
  })
  .expression.filter(checks)
