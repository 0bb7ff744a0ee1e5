/** The classes that write events into the ring: straight code, a class a columns struct. */
import { GenerateError } from './generate-error.js'
import { type RecordField, type RecordLayout, recordLayout, stem } from './record-layout.js'
import { docComment, header, listed, paragraphs, quoted } from './text.js'
import type { ColumnField, ColumnsStruct, TracepointModel } from './tracepoint-model.js'

/** Names of the generated methods' own variables. */
const TAKEN = new Set([
  'ring',
  'at',
  'word',
  'words',
  'int32',
  'float64',
  'payloadLength',
  'length',
  'limit',
  'error',
])

const FOLDER = 'src/publisher/sites/generated'

export function siteFiles(model: TracepointModel): Map<string, string> {
  return new Map([
    [`${FOLDER}/sites.ts`, sitesFile(model)],
    [`${FOLDER}/enum-numbers.ts`, enumsFile(model)],
    [`${FOLDER}/record-fields.ts`, recordFieldsFile(model)],
  ])
}

function sitesFile(model: TracepointModel): string {
  const classes = model.columnsStructs.map(siteClass).join('\n')
  const enums = enumFields(model)
  const numberOf = enums.map(field => numberFunction(field))
  const names = enums.map(field => nameType(field))
  const helpers = ['wrong', 'writeBool', 'writeHash', 'writePayload'].filter(name =>
    classes.includes(`${name}(`),
  )
  const properties = model.tracepoints.map(
    ({ name, doc, columns }) =>
      `${docComment(doc, '  ')}  readonly ${quoted(name)}: ${siteName(structOf(model, columns))}`,
  )
  const members = model.tracepoints.map(
    ({ id, name, columns }) =>
      `    ${quoted(name)}: new ${siteName(structOf(model, columns))}(ring, ${id}),`,
  )
  return `${header('schema/tracepoints.capnp')}
${listed('import type {', names.sort(), "} from '../../../tracepoints/index.js'", '', ' ')}
import { DropCauseIndex, type RingWriter, type Text, TracepointFlag } from '../../ring/index.js'
${listed('import {', helpers, "} from '../arguments.js'", '', ' ')}
import { Site } from '../site.js'
${listed('import {', numberOf.sort(), "} from './enum-numbers.js'", '', ' ')}

${classes}
/** The sites of all tracepoints, by their names. */
export interface Tracepoints {
${properties.join('\n')}
}

/** Makes the sites that write to \`ring\`. */
export function createSites(ring: RingWriter): Tracepoints {
  return {
${members.join('\n')}
  }
}
`
}

function siteClass(struct: ColumnsStruct): string {
  const layout = recordLayout(struct)
  for (const { field } of layout.fields) {
    if (TAKEN.has(field.name)) {
      throw new GenerateError(`${struct.name}.${field.name}: the name is taken in its site`)
    }
  }
  const parameters = layout.fields.map(({ field }) => `${field.name}: ${argumentType(field)}`)
  const documented = layout.fields.map(({ field }) => `@param ${field.name} ${parameterDoc(field)}`)
  return `${docComment(paragraphs(struct.doc, 'A site of a tracepoint with these fields.'))}export class ${siteName(struct)} extends Site {
${docComment(['Records an event. Call it only where {@link enabled} is true. Never throws.', ...documented].join('\n'), '  ')}${listed('fire(', parameters, '): void {', '  ')}
    const ring = this.ring
    try {
${fireBody(layout)}    } catch (error) {
      ring.fault(this.id, error)
    }
  }
}
`
}

function parameterDoc(field: ColumnField): string {
  const doc = field.doc.replaceAll('\n', '\n  ')
  if (field.kind === 'hash') return `${doc} 32 bytes in internal order.`
  if (field.kind === 'payload') return 'All of it; as much as subscribers want is copied.'
  return field.unit === '' ? doc : `${doc} Unit: ${field.unit}.`
}

/** The text field whose wanted values the traced thread knows, where a site has it. */
const GATE_FIELD = 'messageType'

function gateOf({ fields }: RecordLayout): string | undefined {
  return fields.find(({ field }) => field.kind === 'text' && field.name === GATE_FIELD)?.field.name
}

function fireBody(layout: RecordLayout): string {
  const { fields, fixedWords, payload } = layout
  const lines: string[] = []
  const gate = gateOf(layout)
  if (gate !== undefined) {
    lines.push(
      `if (ring.flags[this.id] === TracepointFlag.Gated && !ring.gate.admits(this.id, ${gate})) return`,
    )
  }
  const texts = fields.filter(({ field }) => field.kind === 'text').map(({ field }) => field)
  for (const { field } of fields) {
    const check = CHECKS[field.kind]
    if (check !== undefined) {
      const [isWrong, wanted] = check
      lines.push(
        `if (${isWrong(field.name)}) {`,
        `  wrong(${quoted(field.name)}, ${field.name}, ${quoted(wanted)})`,
        '}',
      )
    }
  }
  for (const field of texts) {
    lines.push(`const ${field.name}Id = ring.texts.id(${field.name})`)
  }
  if (texts.length > 0) {
    const ids = texts.map(field => `${field.name}Id`).join(' | ')
    const negative = texts.length === 1 ? `${ids} < 0` : `(${ids}) < 0`
    lines.push(
      `if (${negative}) {`,
      '  ring.drop(this.id, DropCauseIndex.RingFull)',
      '  return',
      '}',
    )
  }
  if (payload === null) {
    lines.push(`const at = ring.begin(this.id, ${fixedWords}, 0)`)
  } else {
    lines.push(
      `if (${payload.field.name}.BYTES_PER_ELEMENT !== 1) {`,
      `  wrong(${quoted(payload.field.name)}, ${payload.field.name}, 'a Uint8Array')`,
      '}',
      'const limit = ring.payloadLimits[this.id] as number',
      `const { length } = ${payload.field.name}`,
      'const payloadLength = length < limit ? length : limit',
      `const words = ${fixedWords} + ((payloadLength + 7) >>> 3)`,
      'const at = ring.begin(this.id, words, payloadLength)',
    )
  }
  lines.push('if (at < 0) return')
  const stores = fields.map(store)
  if (stores.some(line => line.startsWith('float64'))) {
    lines.push('const float64 = ring.float64', 'const word = at >> 1')
  }
  if (stores.some(line => /\bint32\b/.test(line))) lines.push('const int32 = ring.int32')
  lines.push(...stores, `ring.commit(${payload === null ? fixedWords : 'words'})`)
  return lines.map(line => `      ${line}\n`).join('')
}

/** What is true of a wrong number, and what would be right. Written out: calls cost too much. */
const CHECKS: Readonly<
  Partial<Record<ColumnField['kind'], readonly [(name: string) => string, string]>>
> = {
  int32: [name => `(${name} | 0) !== ${name}`, 'a 32-bit integer'],
  uint32: [name => `${name} >>> 0 !== ${name}`, 'an unsigned 32-bit integer'],
  int64: [name => `!Number.isSafeInteger(${name})`, 'an integer within ±(2^53 - 1)'],
  uint64: [
    name => `!(Number.isSafeInteger(${name}) && ${name} >= 0)`,
    'an integer from 0 to 2^53 - 1',
  ],
}

function store({ field, offset }: RecordField): string {
  const { kind, name } = field
  switch (kind) {
    case 'int64':
    case 'uint64':
      return `float64[word + ${offset}] = ${name}`
    case 'int32':
    case 'uint32':
      return `int32[at + ${offset}] = ${name}`
    case 'bool':
      return `writeBool(int32, at + ${offset}, ${name})`
    case 'text':
      return `int32[at + ${offset}] = ${name}Id`
    case 'enum':
      return `int32[at + ${offset}] = ${numberFunction(field)}(${name})`
    case 'hash':
      return `writeHash(int32, at + ${offset * 2}, ${name})`
    case 'payload':
      return `writePayload(ring, at + ${offset * 2}, ${name}, payloadLength)`
  }
}

function argumentType(field: ColumnField): string {
  switch (field.kind) {
    case 'bool':
      return 'boolean'
    case 'text':
      return 'Text'
    case 'hash':
    case 'payload':
      return 'Uint8Array'
    case 'enum':
      return nameType(field)
    default:
      return 'number'
  }
}

function enumsFile(model: TracepointModel): string {
  const enums = enumFields(model).map(field => {
    const cases = (field.enumNames ?? []).map(
      (name, number) => `    case ${quoted(name)}:\n      return ${number}\n`,
    )
    return `/** The number of \`name\`. Throws a TypeError for what is none. */
export function ${numberFunction(field)}(name: ${nameType(field)}): number {
  switch (name) {
${cases.join('')}    default:
      throw new TypeError(\`'\${String(name)}' is no ${field.enumName}\`)
  }
}
`
  })
  const names = enumFields(model).map(nameType).sort()
  return `${header('schema/tracepoints.capnp')}
${listed('import type {', names, "} from '../../../tracepoints/index.js'", '', ' ')}

${enums.join('\n')}`
}

function recordFieldsFile(model: TracepointModel): string {
  const structs = model.columnsStructs.map(struct => {
    const fields = recordLayout(struct).fields.map(
      ({ field, offset }) =>
        `  { name: ${quoted(field.name)}, kind: ${quoted(field.kind)}, offset: ${offset} },\n`,
    )
    return `const ${camel(stem(struct))}: readonly RecordField[] = [\n${fields.join('')}]\n`
  })
  const entries = model.tracepoints.map(
    ({ name, columns }) => `  ${camel(stem(structOf(model, columns)))}, // ${name}\n`,
  )
  const gates = model.tracepoints.map(({ name, columns }) => {
    const gate = gateOf(recordLayout(structOf(model, columns)))
    return `  ${gate === undefined ? 'null' : quoted(gate)}, // ${name}\n`
  })
  return `${header('schema/tracepoints.capnp')}
import type { RecordField } from '../record-field.js'

${structs.join('\n')}
/** By tracepoint: where an event's fields are in its record, in the schema's order. */
export const recordFields: readonly (readonly RecordField[])[] = [
${entries.join('')}]

/** By tracepoint: the text field of which its site asks the gate; null: it has none. */
export const gateFields: readonly (string | null)[] = [
${gates.join('')}]
`
}

/** One field of each enum there is. */
export function enumFields(model: TracepointModel): ColumnField[] {
  const byName = new Map<string, ColumnField>()
  for (const struct of model.columnsStructs) {
    for (const field of struct.fields) {
      if (field.enumName !== undefined) byName.set(field.enumName, field)
    }
  }
  return [...byName.values()]
}

export function structOf(model: TracepointModel, name: string): ColumnsStruct {
  const struct = model.columnsStructs.find(candidate => candidate.name === name)
  if (struct === undefined) throw new GenerateError(`No columns struct ${name}`)
  return struct
}

export function camel(name: string): string {
  return name.charAt(0).toLowerCase() + name.slice(1)
}

function siteName(struct: ColumnsStruct): string {
  return `${stem(struct)}Site`
}

function nameType(field: ColumnField): string {
  return `${field.enumName}Name`
}

function numberFunction(field: ColumnField): string {
  return `${camel(field.enumName ?? '')}Number`
}
