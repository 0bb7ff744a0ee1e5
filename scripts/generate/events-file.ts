import { GenerateError } from './generate-error.js'
import { docComment, header, listed, quoted } from './text.js'
import type { ColumnField, ColumnKind, ColumnsStruct, TracepointModel } from './tracepoint-model.js'

const TYPES: Readonly<Record<Exclude<ColumnKind, 'enum'>, string>> = {
  int32: 'number',
  uint32: 'number',
  int64: 'number',
  uint64: 'number',
  bool: 'boolean',
  text: 'string',
  hash: 'Uint8Array',
  payload: 'Uint8Array',
}

/** What the TSDoc of a field says besides its meaning. */
const NOTES: Partial<Readonly<Record<ColumnKind, string>>> = {
  hash: '32 bytes in internal order.',
}

const UNITS: Readonly<Record<string, string>> = {
  bytes: 'Bytes.',
  sat: 'Satoshis.',
  vbyte: 'Virtual bytes.',
  ns: 'Nanoseconds.',
  us: 'Microseconds.',
  s: 'Unix seconds.',
}

/** The module of the events' types. */
export function eventsFile(model: TracepointModel): string {
  const names = model.tracepoints.map(tracepoint => quoted(tracepoint.name))
  const map = model.tracepoints.map(({ name, columns, doc }) => {
    return `${docComment(doc, '  ')}  ${quoted(name)}: ${eventName(columns)}<${quoted(name)}>\n`
  })
  return `${header('schema/tracepoints.capnp')}
import type { EventBase } from '../tracepoint.js'

/** The names of all tracepoints: Bitcoin Core's, then nodetap's own. */
export type TracepointName =
${names.map(name => `  | ${name}`).join('\n')}

${enumTypes(model)}${model.columnsStructs.map(columns => eventCode(model, columns)).join('\n')}
/** The events by the names of their tracepoints. */
export interface EventMap {
${map.join('')}}

/** An event of any tracepoint, or of those named. */
export type TraceEvent<T extends TracepointName = TracepointName> = EventMap[T]
`
}

function eventCode(model: TracepointModel, columns: ColumnsStruct): string {
  const name = eventName(columns.name)
  const names = model.tracepoints
    .filter(tracepoint => tracepoint.columns === columns.name)
    .map(tracepoint => quoted(tracepoint.name))
  const parameter = `T extends TracepointName = ${names.join(' | ')}`
  const head = listed(`export interface ${name}<`, [parameter], '> extends EventBase<T> {')
  return `${docComment(columns.doc)}${head}
${columns.fields.map(fieldCode).join('')}}
`
}

function fieldCode(field: ColumnField): string {
  const unit = UNITS[field.unit] ?? ''
  // Most comments that have to explain the number name its unit, too.
  const known = field.doc.toLowerCase().includes(unit.slice(0, -1).toLowerCase())
  const doc = [field.doc, known ? '' : unit, NOTES[field.kind] ?? '']
    .filter(part => part !== '')
    .join(' ')
  if (field.unit !== '' && unit === '') {
    throw new GenerateError(`${field.name}: unit '${field.unit}' is not known to events-file.ts`)
  }
  return `${docComment(doc, '  ')}  readonly ${field.name}: ${typeName(field)}\n`
}

function typeName(field: ColumnField): string {
  return field.kind === 'enum' ? `${field.enumName}Name` : TYPES[field.kind]
}

/** A union of names for each enum that a column has. */
function enumTypes(model: TracepointModel): string {
  const enums = new Map<string, readonly string[]>()
  for (const { fields } of model.columnsStructs) {
    for (const { enumName, enumNames } of fields) {
      if (enumName !== undefined && enumNames !== undefined) enums.set(enumName, enumNames)
    }
  }
  return [...enums]
    .map(([name, names]) => `export type ${name}Name = ${names.map(quoted).join(' | ')}\n\n`)
    .join('')
}

/** "NetMessageColumns" → "NetMessageEvent". */
function eventName(columns: string): string {
  return columns.replace(/Columns$/, 'Event')
}
