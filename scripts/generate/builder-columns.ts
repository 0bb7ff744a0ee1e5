/** The columns of a class that collects events: the array of each, and its encoded form. */
import type { ColumnField, ColumnsStruct } from './tracepoint-model.js'

/** Where the values of a field, or of what else an event has, are collected. */
export interface BuilderColumn {
  readonly name: string
  readonly type: 'Int32Array' | 'Uint16Array' | 'Uint8Array'
  /** Elements of the array that an event takes. */
  readonly perEvent: number
  /** Bits that an event takes. */
  readonly bits: number
  readonly encode: 'list32' | 'list64' | 'list16' | 'bits' | 'hashes'
  readonly pointerIndex: number
}

/** Those of a columns struct, in the order of its fields. */
export function builderColumns(struct: ColumnsStruct): BuilderColumn[] {
  const uint32 = (name: string, pointerIndex: number): BuilderColumn => ({
    name,
    type: 'Int32Array',
    perEvent: 1,
    bits: 32,
    encode: 'list32',
    pointerIndex,
  })
  return [
    uint32('sequenceOffset', struct.sequenceOffsetPointerIndex),
    uint32('timestampOffsetUs', struct.timestampOffsetUsPointerIndex),
    ...struct.fields.map(field =>
      field.kind === 'payload'
        ? uint32(endsName(field), field.endsPointerIndex ?? 0)
        : column(field),
    ),
  ]
}

function column(field: ColumnField): BuilderColumn {
  const { name, pointerIndex } = field
  switch (field.kind) {
    case 'int64':
    case 'uint64':
      return { name, pointerIndex, type: 'Int32Array', perEvent: 2, bits: 64, encode: 'list64' }
    case 'text':
    case 'enum':
      return { name, pointerIndex, type: 'Uint16Array', perEvent: 1, bits: 16, encode: 'list16' }
    case 'bool':
      return { name, pointerIndex, type: 'Uint8Array', perEvent: 1 / 8, bits: 1, encode: 'bits' }
    case 'hash':
      return { name, pointerIndex, type: 'Int32Array', perEvent: 8, bits: 256, encode: 'hashes' }
    default:
      return { name, pointerIndex, type: 'Int32Array', perEvent: 1, bits: 32, encode: 'list32' }
  }
}

/** Bytes that an event takes in its columns, without its payload. */
export function eventBytes(all: readonly BuilderColumn[]): number {
  return Math.ceil(all.reduce((sum, { bits }) => sum + bits, 0) / 8)
}

/** Words of the struct and its lists, as an expression in `count`. */
export function words(
  struct: ColumnsStruct,
  all: readonly BuilderColumn[],
  payload?: ColumnField,
): string {
  const times = (bits: number) => all.filter(column => column.bits === bits).length
  const terms = [`${struct.pointerWords}`]
  const whole = times(64) + 4 * times(256)
  if (whole > 0) terms.push(whole === 1 ? 'count' : `${whole} * count`)
  for (const [bits, expression] of [
    [32, '((count + 1) >>> 1)'],
    [16, '((count + 3) >>> 2)'],
    [1, '((count + 63) >>> 6)'],
  ] as const) {
    const lists = times(bits)
    if (lists > 0) terms.push(lists === 1 ? expression : `${lists} * ${expression}`)
  }
  if (payload !== undefined) terms.push(`inlineWords(this.#${payload.name}.length)`)
  return terms.join(' + ')
}

/** The column of a payload's ends; the schema's own name of it plays no role here. */
export function endsName(field: ColumnField): string {
  return `${field.name}End`
}
