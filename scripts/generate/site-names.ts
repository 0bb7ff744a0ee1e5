/** What the generated files call that which belongs to a struct, a field or an enum. */
import { GenerateError } from './generate-error.js'
import { type RecordLayout, stem } from './record-layout.js'
import type { ColumnField, ColumnsStruct, TracepointModel } from './tracepoint-model.js'

/** The text field whose wanted values the traced thread knows, where a site has it. */
const GATE_FIELD = 'messageType'

export function gateOf({ fields }: RecordLayout): string | undefined {
  return fields.find(({ field }) => field.kind === 'text' && field.name === GATE_FIELD)?.field.name
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

export function siteName(struct: ColumnsStruct): string {
  return `${stem(struct)}Site`
}

export function nameType(field: ColumnField): string {
  return `${field.enumName}Name`
}

export function numberFunction(field: ColumnField): string {
  return `${camel(field.enumName ?? '')}Number`
}

export function argumentType(field: ColumnField): string {
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
