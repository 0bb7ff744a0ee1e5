/** The tables beside the sites: the numbers of enums, and where fields are in records. */
import { recordLayout, stem } from './record-layout.js'
import { camel, enumFields, gateOf, nameType, numberFunction, structOf } from './site-names.js'
import { header, listed, quoted } from './text.js'
import type { TracepointModel } from './tracepoint-model.js'

export function enumsFile(model: TracepointModel): string {
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

export function recordFieldsFile(model: TracepointModel): string {
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
