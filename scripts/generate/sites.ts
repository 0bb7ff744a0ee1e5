/** The classes that write events into the ring: straight code, a class a columns struct. */
import { GenerateError } from './generate-error.js'
import { recordLayout } from './record-layout.js'
import { fireBody, storeFunction, storeLateFunction } from './site-body.js'
import {
  argumentType,
  enumFields,
  nameType,
  numberFunction,
  siteName,
  structOf,
} from './site-names.js'
import { enumsFile, recordFieldsFile } from './site-tables.js'
import { docComment, header, listed, paragraphs, quoted } from './text.js'
import type { ColumnField, ColumnsStruct, TracepointModel } from './tracepoint-model.js'

/** Names of the generated methods' own variables. */
const TAKEN = new Set([
  'ring',
  'id',
  'at',
  'word',
  'words',
  'int32',
  'float64',
  'payloadLength',
  'texts',
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
  const helpers = ['mustBeBytes', 'wrong', 'writeBool', 'writeHash', 'writePayload'].filter(name =>
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

/** In a constant of its own: a property of what another module exports is looked up each time. */
const GATED = TracepointFlag.Gated

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
${fireBody(struct, layout)}    } catch (error) {
      ring.fault(this.id, error)
    }
  }
}

${storeFunction(struct, layout)}
${storeLateFunction(struct, layout)}`
}

function parameterDoc(field: ColumnField): string {
  const doc = field.doc.replaceAll('\n', '\n  ')
  if (field.kind === 'hash') return `${doc} 32 bytes in internal order.`
  if (field.kind === 'payload') return 'All of it; as much as subscribers want is copied.'
  return field.unit === '' ? doc : `${doc} Unit: ${field.unit}.`
}
