/** The classes that read a batch's columns in place: a class a columns struct. */

import { stem } from './record-layout.js'
import { findStruct, type Schema } from './schema-model.js'
import { camel, enumFields, structOf } from './site-names.js'
import { docComment, header, listed, quoted } from './text.js'
import type { ColumnField, ColumnsStruct, TracepointModel } from './tracepoint-model.js'

const PATH = 'src/client/batch/generated/columns.ts'

/** How a column of each kind is read, and its type. */
const READERS: Readonly<Record<ColumnField['kind'], readonly [reader: string, type: string]>> = {
  int32: ['int32Column', 'Int32Array'],
  uint32: ['uint32Column', 'Uint32Array'],
  int64: ['int64Column', 'Float64Array'],
  uint64: ['uint64Column', 'Float64Array'],
  bool: ['boolColumn', 'BoolColumn'],
  text: ['indexColumn', 'TextColumn'],
  hash: ['hashColumn', 'HashColumn'],
  payload: ['bytesColumn', 'BytesColumn'],
  enum: ['uint16Column', 'EnumColumn'],
}

export function batchReaderFiles(schema: Schema, model: TracepointModel): Map<string, string> {
  const kinds = new Set(
    model.columnsStructs.flatMap(({ fields }) => fields.map(({ kind }) => kind)),
  )
  const readers = [...kinds].map(kind => READERS[kind][0]).sort()
  // Text and enum columns are made here; the others come from their readers.
  const types = [...kinds]
    .filter(kind => READERS[kind][1].endsWith('Column'))
    .map(kind =>
      kind === 'text' || kind === 'enum' ? READERS[kind][1] : `type ${READERS[kind][1]}`,
    )
    .sort(byName)
  const events = model.columnsStructs.map(struct => `${stem(struct)}Event`)
  const names = enumFields(model).map(field => `${field.enumName}Name`)
  const enums = enumFields(model).map(
    ({ enumName, enumNames }) =>
      `${listed(`const ${camel(enumName ?? '')}Names: readonly ${enumName}Name[] = [`, (enumNames ?? []).map(quoted), ']')}\n`,
  )
  const map = model.tracepoints.map(
    ({ name, columns, doc }) =>
      `${docComment(doc, '  ')}  readonly ${quoted(name)}: ${columns}<${quoted(name)}>\n`,
  )
  const code = `${header('schema/tracepoints.capnp')}
${listed('import type {', [...events, ...names, 'TracepointName'].sort(), "} from '../../../tracepoints/index.js'", '', ' ')}
${listed('import {', ['type ColumnSource', ...readers].sort(byName), "} from '../column-source.js'", '', ' ')}
${listed('import {', types, "} from '../column-types.js'", '', ' ')}
import { type BatchBase, Columns } from '../columns.js'
import type { ColumnPlace } from '../column-place.js'

${enums.join('\n')}
${model.columnsStructs.map(struct => columnsClass(model, struct)).join('\n')}
/** The columns by the names of their tracepoints. */
export interface ColumnMap {
${map.join('')}}

type ColumnsClass = new (tracepoint: never, source: ColumnSource, base: BatchBase) => unknown

const classes: readonly ColumnsClass[] = [
${model.tracepoints.map(({ columns, name }) => `  ${structOf(model, columns).name}, // ${name}\n`).join('')}]

/** The class that reads a tracepoint's columns, by its id; it takes that tracepoint's name. */
export const columnsClasses = classes as readonly (new (
  tracepoint: TracepointName,
  source: ColumnSource,
  base: BatchBase,
) => Columns)[]

${model.columnsStructs.map(columnsLayout).join('\n')}
/** By tracepoint: its columns, the sequence numbers first and the times second. */
export const columnLayouts: readonly (readonly ColumnPlace[])[] = [
${model.tracepoints.map(({ columns, name }) => `  ${camel(structOf(model, columns).name)}Layout, // ${name}\n`).join('')}]

/** The struct Batch: bytes of its numbers, and its pointers. */
export const batchStruct = {
${batchStruct(schema)}  /** By tracepoint. */
  columns: [
${model.tracepoints.map(({ pointerIndex, name }) => `    ${pointerIndex}, // ${name}\n`).join('')}  ],
} as const
`
  return new Map([[PATH, code]])
}

function columnsLayout(struct: ColumnsStruct): string {
  const places = [
    `{ kind: 'uint32', pointer: ${struct.sequenceOffsetPointerIndex} }`,
    `{ kind: 'uint32', pointer: ${struct.timestampOffsetUsPointerIndex} }`,
    ...struct.fields.map(({ kind, pointerIndex, endsPointerIndex }) =>
      kind === 'payload'
        ? `{ kind: 'payload', pointer: ${pointerIndex}, ends: ${endsPointerIndex} }`
        : `{ kind: ${quoted(kind)}, pointer: ${pointerIndex} }`,
    ),
  ]
  return `const ${camel(struct.name)}Layout: readonly ColumnPlace[] = [
${places.map(place => `  ${place},\n`).join('')}]
`
}

function byName(a: string, b: string): number {
  return a.replace('type ', '') < b.replace('type ', '') ? -1 : 1
}

function batchStruct(schema: Schema): string {
  const { fields } = findStruct(schema, 'tracepoints', 'Batch')
  const offset = (name: string) => {
    const field = fields.find(candidate => candidate.name === name)
    return field?.kind === 'slot' ? field.offset : -1
  }
  const entries = {
    firstSequence: offset('firstSequence') * 8,
    baseTimestampUs: offset('baseTimestampUs') * 8,
    eventCount: offset('eventCount') * 4,
    texts: offset('texts'),
  }
  return Object.entries(entries)
    .map(([name, value]) => `  ${name}: ${value},\n`)
    .join('')
}

function columnsClass(model: TracepointModel, struct: ColumnsStruct): string {
  const names = model.tracepoints
    .filter(({ columns }) => columns === struct.name)
    .map(({ name }) => quoted(name))
  const parameter = `T extends TracepointName = ${names.join(' | ')}`
  const caches = struct.fields.map(
    field => `  #${field.name}: ${columnType(field)} | null = null\n`,
  )
  const getters = struct.fields.map(
    field => `
${docComment(columnDoc(field), '  ')}  get ${field.name}(): ${columnType(field)} {
    this.#${field.name} ??= ${columnOf(field)}
    return this.#${field.name}
  }
`,
  )
  const allTypes = struct.fields.map(field => `    readonly ${field.name}: ${columnType(field)}\n`)
  const all = struct.fields.map(({ name }) => `      ${name}: this.${name},\n`)
  const values = struct.fields.map(field => `      ${field.name}: ${eventValue(field)},\n`)
  const head = listed(
    `export class ${struct.name}<`,
    [parameter],
    `> extends Columns<T, ${stem(struct)}Event<T>> {`,
  )
  const { sequenceOffsetPointerIndex: sequence, timestampOffsetUsPointerIndex: timestamp } = struct
  return `${docComment(struct.doc)}${head}
${caches.join('')}  /** Those that an event as an object needs: all. */
  #all: {
${allTypes.join('')}  } | null = null

  constructor(tracepoint: T, source: ColumnSource, base: BatchBase) {
    super(tracepoint, source, base, ${sequence}, ${timestamp})
  }
${getters.join('')}
  override event(i: number): ${stem(struct)}Event<T> {
    this.checkIndex(i)
    const columns = this.#all ?? this.#readAll()
    return {
      tracepoint: this.tracepoint,
      sequence: this.sequenceAt(i),
      timestampUs: this.timestampUsAt(i),
${values.join('')}    }
  }

  #readAll() {
    this.#all = {
${all.join('')}    }
    return this.#all
  }
}
`
}

function columnDoc(field: ColumnField): string {
  return field.unit === '' ? field.doc : `${field.doc} Unit: ${field.unit}.`
}

function columnType(field: ColumnField): string {
  const type = READERS[field.kind][1]
  return field.kind === 'enum' ? `${type}<${field.enumName}Name>` : type
}

function columnOf(field: ColumnField): string {
  const { kind, pointerIndex } = field
  const [reader] = READERS[kind]
  const read = `${reader}(this.source, ${pointerIndex}, this.count)`
  switch (kind) {
    case 'text':
      return `new TextColumn(
      ${reader}(this.source, ${pointerIndex}, this.count, this.base.texts.length),
      this.base.texts,
    )`
    case 'enum':
      return `new EnumColumn(${read}, ${camel(field.enumName ?? '')}Names)`
    case 'payload':
      return `${reader}(this.source, ${field.endsPointerIndex}, ${pointerIndex}, this.count)`
    default:
      return read
  }
}

function eventValue(field: ColumnField): string {
  switch (field.kind) {
    case 'int32':
    case 'uint32':
    case 'int64':
    case 'uint64':
      return `columns.${field.name}[i] as number`
    default:
      return `columns.${field.name}.get(i)`
  }
}
