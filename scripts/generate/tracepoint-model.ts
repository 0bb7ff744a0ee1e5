/**
 * The tracepoints as `schema/tracepoints.capnp` defines them: which there are, and which
 * columns their events have. What generators of columns, sites and documents stand on.
 */
import { GenerateError } from './generate-error.js'
import { findStruct, type Schema, type SchemaField, type StructNode } from './schema-model.js'

/** How a field is laid out as a column, and what it means. */
export type ColumnKind =
  /** A list of numbers. */
  | 'int32'
  | 'uint32'
  /** A list of 64-bit numbers; JavaScript numbers, within 2^53. */
  | 'int64'
  | 'uint64'
  /** A list of bits. */
  | 'bool'
  /** A list of 16-bit indexes into Batch.texts. */
  | 'text'
  /** A Data: 32 bytes an event. */
  | 'hash'
  /** A Data: the bytes of all events; a list of 32-bit ends cuts it. */
  | 'payload'
  /** A list of 16-bit enumerants. */
  | 'enum'

/** A field of an event. */
export interface ColumnField {
  /** As in the schema: "peerId". */
  readonly name: string
  readonly kind: ColumnKind
  /** Its pointer in the columns struct. */
  readonly pointerIndex: number
  /** "bytes", "sat" …; empty if it has none. */
  readonly unit: string
  readonly doc: string
  /** Of an enum: the name of its TypeScript constant, and its enumerants by number. */
  readonly enumName?: string
  readonly enumNames?: readonly string[]
  /** Of a payload: the pointer of the list that says where each event's bytes end. */
  readonly endsPointerIndex?: number
}

/** A struct of columns; several tracepoints can share one. */
export interface ColumnsStruct {
  /** "NetMessageColumns". */
  readonly name: string
  readonly doc: string
  /** Size of the struct. All its fields are pointers, so `dataWords` is 0. */
  readonly dataWords: number
  readonly pointerWords: number
  /** Pointers of the two lists of 32-bit numbers that every columns struct begins with. */
  readonly sequenceOffsetPointerIndex: number
  readonly timestampOffsetUsPointerIndex: number
  /** The event's own fields, in the schema's order; the two above and payload ends left out. */
  readonly fields: readonly ColumnField[]
}

export interface TracepointModelEntry {
  /** Its place in {@link TracepointModel.tracepoints}, from 0 on without gaps. */
  readonly id: number
  /** "net:inbound_message". */
  readonly name: string
  /** The field of Batch that holds its columns: "netInboundMessage". */
  readonly field: string
  readonly doc: string
  readonly stability: string
  /** The name of its {@link ColumnsStruct}. */
  readonly columns: string
  /** Its pointer in Batch. */
  readonly pointerIndex: number
}

export interface TracepointModel {
  /** In the schema's order. */
  readonly columnsStructs: readonly ColumnsStruct[]
  /** In the order of Batch. */
  readonly tracepoints: readonly TracepointModelEntry[]
}

const STABILITIES = ['experimental', 'stable', 'deprecated']

/** Derives the model, and checks that the schema keeps the rules of annotations.capnp. */
export function tracepointModel(schema: Schema): TracepointModel {
  const batch = findStruct(schema, 'tracepoints', 'Batch')
  const columnsStructs = new Map<string, ColumnsStruct>()
  const tracepoints: TracepointModelEntry[] = []
  for (const field of batch.fields) {
    const name = field.annotations.get('tracepoint')
    if (name === undefined) continue
    if (field.kind !== 'slot' || field.type.kind !== 'struct') {
      throw new GenerateError(`Batch.${field.name}: a tracepoint's field must be a struct`)
    }
    const node = schema.structs.get(field.type.id)
    if (node === undefined) throw new GenerateError(`Batch.${field.name}: unknown struct`)
    const stability = String(field.annotations.get('stability') ?? 'experimental')
    if (!STABILITIES.includes(stability)) {
      throw new GenerateError(`Batch.${field.name}: stability '${stability}' is none of theirs`)
    }
    if (!columnsStructs.has(node.name)) columnsStructs.set(node.name, columnsStruct(schema, node))
    tracepoints.push({
      id: tracepoints.length,
      name: String(name),
      field: field.name,
      doc: field.doc,
      stability,
      columns: node.name,
      pointerIndex: field.offset,
    })
  }
  return { columnsStructs: [...columnsStructs.values()], tracepoints }
}

function columnsStruct(schema: Schema, node: StructNode): ColumnsStruct {
  const ends = new Set(node.fields.map(field => field.annotations.get('payload')))
  const own = node.fields.filter(
    field =>
      field.name !== 'sequenceOffset' &&
      field.name !== 'timestampOffsetUs' &&
      !ends.has(field.name),
  )
  return {
    name: node.name,
    doc: node.doc,
    dataWords: node.dataWords,
    pointerWords: node.pointerWords,
    sequenceOffsetPointerIndex: uint32ListAt(node, 'sequenceOffset'),
    timestampOffsetUsPointerIndex: uint32ListAt(node, 'timestampOffsetUs'),
    fields: own.map(field => columnField(schema, node, field)),
  }
}

function columnField(schema: Schema, node: StructNode, field: SchemaField): ColumnField {
  const where = `${node.name}.${field.name}`
  if (field.kind !== 'slot') throw new GenerateError(`${where}: a column cannot be a group`)
  const common = {
    name: field.name,
    pointerIndex: field.offset,
    unit: String(field.annotations.get('unit') ?? ''),
    doc: field.doc,
  }
  const { type } = field
  if (type.kind === 'data') {
    if (field.annotations.has('hash')) return { ...common, kind: 'hash' }
    const ends = field.annotations.get('payload')
    if (ends === undefined) throw new GenerateError(`${where}: a Data needs $hash or $payload`)
    return { ...common, kind: 'payload', endsPointerIndex: uint32ListAt(node, String(ends)) }
  }
  if (type.kind !== 'list') throw new GenerateError(`${where}: a column is a list or a Data`)
  const { element } = type
  switch (element.kind) {
    case 'int32':
    case 'uint32':
    case 'int64':
    case 'uint64':
    case 'bool':
      return { ...common, kind: element.kind }
    case 'uint16':
      if (!field.annotations.has('text')) throw new GenerateError(`${where}: needs $text`)
      return { ...common, kind: 'text' }
    case 'enum': {
      const type = schema.enums.get(element.id)
      if (type === undefined) throw new GenerateError(`${where}: unknown enum`)
      const enumNames = type.enumerants.map(enumerant => enumerant.name)
      return { ...common, kind: 'enum', enumName: type.name, enumNames }
    }
    default:
      throw new GenerateError(`${where}: no column is a list of ${element.kind}`)
  }
}

function uint32ListAt(node: StructNode, name: string): number {
  const field = node.fields.find(candidate => candidate.name === name)
  if (
    field?.kind !== 'slot' ||
    field.type.kind !== 'list' ||
    field.type.element.kind !== 'uint32'
  ) {
    throw new GenerateError(`${node.name}.${name} must be a List(UInt32)`)
  }
  return field.offset
}
