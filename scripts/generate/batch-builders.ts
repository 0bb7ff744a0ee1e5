/** The classes that collect events in columns: straight code, a class a columns struct. */
import { type RecordLayout, recordLayout, stem } from './record-layout.js'
import { findStruct, type Schema } from './schema-model.js'
import { structOf } from './sites.js'
import { docComment, header, listed } from './text.js'
import type { ColumnField, ColumnsStruct, TracepointModel } from './tracepoint-model.js'

const PATH = 'src/publisher/batches/generated/columns-builders.ts'

export function batchBuilderFiles(schema: Schema, model: TracepointModel): Map<string, string> {
  const classes = model.columnsStructs.map(builderClass).join('\n')
  const helpers = ['grownInt32', 'grownUint16', 'grownUint8', 'inlineWords'].filter(name =>
    classes.includes(`${name}(`),
  )
  const imports = ['ColumnsBuilder', 'type ColumnsBuilderClass', ...helpers]
  const builders = model.tracepoints.map(
    ({ name, columns }) => `  ${builderName(structOf(model, columns))}, // ${name}\n`,
  )
  const code = `${header('schema/tracepoints.capnp')}
import type { BatchTexts } from '../batch-texts.js'
import type { BufferPool } from '../buffer-pool.js'
${listed('import {', imports, "} from '../columns-builder.js'", '', ' ')}
import { PayloadColumn } from '../payload-column.js'
import type { RecordSource } from '../record-source.js'
import type { SegmentWriter } from '../segment-writer.js'

${classes}
/** The class that collects a tracepoint's events, by its id. */
export const columnsBuilders: readonly ColumnsBuilderClass[] = [
${builders.join('')}]

/** By tracepoint: the pointer of its columns in Batch. */
export const pointerIndexes: readonly number[] = [
${model.tracepoints.map(({ pointerIndex, name }) => `  ${pointerIndex}, // ${name}\n`).join('')}]

/** The struct Batch: its size, words of its numbers, and the pointer of its texts. */
export const batchStruct = {
${batchStruct(schema)}} as const
`
  return new Map([[PATH, code]])
}

function batchStruct(schema: Schema): string {
  const batch = findStruct(schema, 'tracepoints', 'Batch')
  const offset = (name: string, perWord: number) => {
    const field = batch.fields.find(candidate => candidate.name === name)
    return field?.kind === 'slot' ? field.offset / perWord : -1
  }
  const entries = {
    dataWords: batch.dataWords,
    pointerWords: batch.pointerWords,
    firstSequence: offset('firstSequence', 1),
    baseTimestampUs: offset('baseTimestampUs', 1),
    eventCount: offset('eventCount', 2),
    texts: offset('texts', 1),
  }
  return Object.entries(entries)
    .map(([name, value]) => `  ${name}: ${value},\n`)
    .join('')
}

/** A column: its array, elements of it an event, and its encoded form. */
interface Column {
  readonly name: string
  readonly type: 'Int32Array' | 'Uint16Array' | 'Uint8Array'
  readonly perEvent: number
  /** Bits that an event takes. */
  readonly bits: number
  readonly encode: 'list32' | 'list64' | 'list16' | 'bits' | 'hashes'
  readonly pointerIndex: number
}

function columns(struct: ColumnsStruct): Column[] {
  const uint32 = (name: string, pointerIndex: number): Column => ({
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

function column(field: ColumnField): Column {
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

function builderClass(struct: ColumnsStruct): string {
  const layout = recordLayout(struct)
  const all = columns(struct)
  const payload = layout.payload?.field
  const declarations = all.map(({ name, type }) => `  #${name} = new ${type}(0)\n`)
  const growth = all.map(({ name, type, perEvent }) => {
    const length =
      perEvent === 1 ? 'capacity' : perEvent < 1 ? 'capacity / 8' : `${perEvent} * capacity`
    return `    this.#${name} = grown${type.replace('Array', '')}(this.#${name}, ${length})\n`
  })
  const encoding = all.map(
    ({ name, encode, pointerIndex }) =>
      `    out.${encode}(at + ${pointerIndex}, this.#${name}, count)\n`,
  )
  const bits = all.reduce((sum, column) => sum + column.bits, 0)
  const payloadMembers =
    payload === undefined
      ? ''
      : `  readonly #${payload.name}: PayloadColumn

  constructor(pool: BufferPool) {
    super()
    this.#${payload.name} = new PayloadColumn(pool)
  }
`
  return `${docComment(struct.doc)}export class ${builderName(struct)} extends ColumnsBuilder {
  readonly eventBytes = ${Math.ceil(bits / 8)}
  readonly pointerWords = ${struct.pointerWords}
${declarations.join('')}${payloadMembers}
  append(
    ring: RecordSource,
    at: number,
    sequenceOffset: number,
    timestampOffsetUs: number,
    ${payload === undefined ? '_payloadLength' : 'payloadLength'}: number,
    ${layout.fields.some(({ field }) => field.kind === 'text') ? 'texts' : '_texts'}: BatchTexts,
  ): void {
    const i = this.count
    if (i === this.capacity) this.#grow()
    this.#sequenceOffset[i] = sequenceOffset
    this.#timestampOffsetUs[i] = timestampOffsetUs
${appendBody(layout)}    this.count = i + 1
  }

  words(): number {
    const { count } = this
    return ${words(struct, all, payload)}
  }

  encode(out: SegmentWriter, at: number): void {
    const { count } = this
${encoding.join('')}${payload === undefined ? '' : `    out.payload(at + ${payload.pointerIndex}, this.#${payload.name})\n`}    this.count = 0
  }
${payload === undefined ? '' : `\n  override close(): void {\n    this.#${payload.name}.close()\n  }\n`}
  #grow(): void {
    const capacity = this.nextCapacity()
${growth.join('')}    this.capacity = capacity
  }
}
`
}

function appendBody({ fields }: RecordLayout): string {
  const lines: string[] = []
  const needs = (kinds: readonly string[]) => fields.some(({ field }) => kinds.includes(field.kind))
  if (needs(['int32', 'uint32', 'bool', 'text', 'enum', 'hash']))
    lines.push('const int32 = ring.int32')
  if (needs(['int64', 'uint64'])) lines.push('const float64 = ring.float64', 'const word = at >> 1')
  if (needs(['text'])) lines.push('const serials = ring.texts.serials')
  for (const { field, offset } of fields) {
    const { name } = field
    switch (field.kind) {
      case 'int64':
      case 'uint64':
        lines.push(
          `const ${name} = float64[word + ${offset}] as number`,
          `this.#${name}[2 * i] = ${name}`,
          `this.#${name}[2 * i + 1] = Math.floor(${name} / 0x100000000)`,
        )
        break
      case 'bool':
        lines.push(
          `const ${name} = (int32[at + ${offset}] as number) << (i & 7)`,
          `if ((i & 7) === 0) this.#${name}[i >> 3] = ${name}`,
          `else this.#${name}[i >> 3] = (this.#${name}[i >> 3] as number) | ${name}`,
        )
        break
      case 'text':
        lines.push(
          `const ${name}Id = int32[at + ${offset}] as number`,
          `let ${name} = texts.indexes[${name}Id] as number`,
          `if (${name} >= texts.count || texts.serials[${name}] !== serials[${name}Id]) {`,
          `  ${name} = texts.add(ring.texts, ${name}Id)`,
          '}',
          `this.#${name}[i] = ${name}`,
        )
        break
      case 'hash':
        for (let word = 0; word < 8; word++) {
          lines.push(`this.#${name}[8 * i + ${word}] = int32[at + ${offset * 2 + word}] as number`)
        }
        break
      case 'payload':
        lines.push(
          `this.#${endsName(field)}[i] = this.#${name}.append(ring, at + ${offset * 2}, payloadLength)`,
        )
        break
      default:
        lines.push(`this.#${name}[i] = int32[at + ${offset}] as number`)
    }
  }
  return lines.map(line => `    ${line}\n`).join('')
}

/** Words of the struct and its lists, as an expression in \`count\`. */
function words(struct: ColumnsStruct, all: readonly Column[], payload?: ColumnField): string {
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
function endsName(field: ColumnField): string {
  return `${field.name}End`
}

function builderName(struct: ColumnsStruct): string {
  return `${stem(struct)}Builder`
}
