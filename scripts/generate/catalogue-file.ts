import { docComment, header, listed, oneLine, quoted } from './text.js'
import type { ColumnField, ColumnsStruct, TracepointModel } from './tracepoint-model.js'

/** The module of the tracepoints' catalogue. */
export function catalogueFile(model: TracepointModel): string {
  const entries = model.tracepoints.map(
    tracepoint => `  {
    id: ${tracepoint.id},
    name: ${quoted(tracepoint.name)},
${property('description', oneLine(tracepoint.doc), '    ')}
    stability: ${quoted(tracepoint.stability)},
    columns: ${quoted(tracepoint.columns)},
    pointerIndex: ${tracepoint.pointerIndex},
    fields: ${fieldsName(tracepoint.columns)},
  },
`,
  )
  return `${header('schema/tracepoints.capnp')}
import type { Tracepoint, TracepointField } from '../tracepoint.js'
import type { TracepointName } from './events.js'

${model.columnsStructs.map(fieldsCode).join('\n')}
/** Every tracepoint, by id. */
export const TRACEPOINTS: readonly Tracepoint[] = [
${entries.join('')}]

/** Their names, by id. */
export const TRACEPOINT_NAMES: readonly TracepointName[] = TRACEPOINTS.map(({ name }) => name)

const byName: ReadonlyMap<string, Tracepoint> = new Map(
  TRACEPOINTS.map(tracepoint => [tracepoint.name, tracepoint]),
)

/** The tracepoint of that name, if there is one. */
export function findTracepoint(name: TracepointName): Tracepoint
export function findTracepoint(name: string): Tracepoint | undefined
export function findTracepoint(name: string): Tracepoint | undefined {
  return byName.get(name)
}
`
}

function fieldsCode(columns: ColumnsStruct): string {
  const head = `const ${fieldsName(columns.name)}: readonly TracepointField[] = [`
  return `${docComment(columns.doc)}${head}\n${columns.fields.map(fieldCode).join('')}]\n`
}

function fieldCode(field: ColumnField): string {
  const names = (field.enumNames ?? []).map(quoted)
  return [
    '  {',
    `    name: ${quoted(field.name)},`,
    `    kind: ${quoted(field.kind)},`,
    ...(names.length === 0 ? [] : [listed('enumNames: [', names, '],', '    ')]),
    `    unit: ${quoted(field.unit)},`,
    property('description', oneLine(field.doc), '    '),
    '  },',
    '',
  ].join('\n')
}

function property(name: string, text: string, indent: string): string {
  const line = `${indent}${name}: ${quoted(text)},`
  return line.length <= 100 ? line : `${indent}${name}:\n${indent}  ${quoted(text)},`
}

/** "NetMessageColumns" → "netMessageFields". */
function fieldsName(columns: string): string {
  const name = columns.replace(/Columns$/, 'Fields')
  return name.charAt(0).toLowerCase() + name.slice(1)
}
