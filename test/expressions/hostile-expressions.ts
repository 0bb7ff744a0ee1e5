import { ExpressionLimits } from '../../src/expressions/index.js'
import { expressions as schema } from '../../src/schema/index.js'

/** Writes a comparison, whether or not it makes sense. */
export function compare(
  builder: schema.ExpressionBuilder,
  field: string,
  operator: number,
  ...values: ((value: schema.ValueBuilder) => void)[]
): void {
  const comparison = builder.initCompare()
  comparison.field = field
  comparison.operator = operator
  const list = comparison.initValues(values.length)
  values.forEach((write, i) => {
    write(list.get(i))
  })
}

const { Operator } = schema
export const number =
  (n: number) =>
  (value: schema.ValueBuilder): void => {
    value.number = n
  }
const text =
  (t: string) =>
  (value: schema.ValueBuilder): void => {
    value.text = t
  }
const bytes =
  (length: number) =>
  (value: schema.ValueBuilder): void => {
    value.bytes = new Uint8Array(length)
  }
const flag = (value: schema.ValueBuilder): void => {
  value.flag = true
}

/** Expressions that a server must not take, by what is wrong with them. */
export const HOSTILE_EXPRESSIONS: readonly (readonly [
  string,
  (builder: schema.ExpressionBuilder) => void,
])[] = [
  [
    'deep',
    builder => {
      let at = builder
      for (let i = 0; i < 1000; i++) at = at.initNot()
      at.setAlways()
    },
  ],
  [
    'wide',
    builder => {
      const list = builder.initAny(ExpressionLimits.maxNodes)
      for (let i = 0; i < list.length; i++) compare(list.get(i), 'size', Operator.equal, number(i))
    },
  ],
  [
    'very wide',
    builder => {
      builder.initAll(10_000)
    },
  ],
  ['empty any', builder => builder.initAny(0)],
  ['empty all', builder => builder.initAll(0)],
  [
    'many values',
    builder =>
      compare(
        builder,
        'size',
        Operator.in,
        ...Array.from({ length: ExpressionLimits.maxValues + 1 }, (_, i) => number(i)),
      ),
  ],
  [
    'many values together',
    builder => {
      const list = builder.initAny(5)
      const most = Array.from({ length: ExpressionLimits.maxValues }, (_, i) => number(i))
      for (let i = 0; i < 5; i++) compare(list.get(i), 'size', Operator.in, ...most)
    },
  ],
  [
    'searches of payloads',
    builder => {
      const list = builder.initAny(ExpressionLimits.maxPayloadConditions + 1)
      for (let i = 0; i < list.length; i++) {
        compare(list.get(i), 'payload', Operator.contains, bytes(4))
      }
    },
  ],
  ['long text', builder => compare(builder, 'address', Operator.equal, text('a'.repeat(2000)))],
  [
    'many questions about texts',
    builder => {
      const list = builder.initAny(ExpressionLimits.maxTextConditions + 1)
      for (let i = 0; i < list.length; i++) {
        compare(list.get(i), 'address', Operator.contains, text(`${i}`))
      }
    },
  ],
  [
    'a long search',
    builder =>
      compare(builder, 'payload', Operator.contains, bytes(ExpressionLimits.maxSearchedBytes + 1)),
  ],
  ['long bytes', builder => compare(builder, 'payload', Operator.contains, bytes(2000))],
  ['long field', builder => compare(builder, 'f'.repeat(100_000), Operator.equal, number(1))],
  ['no field', builder => compare(builder, '', Operator.equal, number(1))],
  ['a field of no event', builder => compare(builder, '__proto__', Operator.equal, number(1))],
  ['a method', builder => compare(builder, 'toString', Operator.equal, text('a'))],
  ['an operator of the future', builder => compare(builder, 'size', 99, number(1))],
  ['no values', builder => compare(builder, 'size', Operator.equal)],
  ['no values in', builder => compare(builder, 'size', Operator.in)],
  ['two values', builder => compare(builder, 'size', Operator.less, number(1), number(2))],
  ['half a range', builder => compare(builder, 'size', Operator.between, number(1))],
  ['a text for a number', builder => compare(builder, 'size', Operator.equal, text('1'))],
  ['a flag for a number', builder => compare(builder, 'size', Operator.equal, flag)],
  ['a number for a text', builder => compare(builder, 'address', Operator.equal, number(1))],
  ['a number for a flag', builder => compare(builder, 'coinbase', Operator.equal, number(1))],
  ['a number for an enum', builder => compare(builder, 'network', Operator.equal, number(1))],
  ['a text for a hash', builder => compare(builder, 'txid', Operator.equal, text('00'))],
  ['a short hash', builder => compare(builder, 'txid', Operator.equal, bytes(31))],
  ['a long prefix', builder => compare(builder, 'txid', Operator.prefix, bytes(33))],
  ['an empty prefix', builder => compare(builder, 'payload', Operator.prefix, bytes(0))],
  ['no network', builder => compare(builder, 'address', Operator.inSubnet, text('10.0.0.0/99'))],
  ['bits of a text', builder => compare(builder, 'address', Operator.anyBits, number(1))],
]
