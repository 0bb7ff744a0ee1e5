/** The accessors of one field: getters of a reader, setters of a builder. */
import type { CodecNames } from './codec-names.js'
import { scalarCalls } from './codec-scalar.js'
import { GenerateError } from './generate-error.js'
import {
  capitalized,
  type GroupField,
  NUMBER_BITS,
  type SchemaField,
  type SchemaType,
  type SlotField,
  type StructNode,
} from './schema-model.js'
import { docComment, paragraphs } from './text.js'

const WORD_NOTE = 'Each 64-bit element as two 32-bit words, the low one first.'

/** Lists of numbers: the array that a reader returns, and the accessor of the runtime. */
const NUMBER_LISTS: Readonly<Record<string, { array: string; get: string; note?: string }>> = {
  uint8: { array: 'Uint8Array', get: 'getUint8List' },
  uint16: { array: 'Uint16Array', get: 'getUint16List' },
  enum: { array: 'Uint16Array', get: 'getUint16List' },
  uint32: { array: 'Uint32Array', get: 'getUint32List' },
  int32: { array: 'Int32Array', get: 'getInt32List' },
  float64: { array: 'Float64Array', get: 'getFloat64List' },
  uint64: { array: 'Uint32Array', get: 'getWordList', note: WORD_NOTE },
  int64: { array: 'Uint32Array', get: 'getWordList', note: WORD_NOTE },
}

/** What a field adds to the two classes of its struct. */
export interface Accessors {
  readonly reader: string
  readonly builder: string
}

export function fieldAccessors(
  names: CodecNames,
  struct: StructNode,
  field: SchemaField,
): Accessors {
  const select = selection(struct, field)
  if (field.kind === 'group') return groupAccessors(names, field, select)
  const { type } = field
  if (type.kind === 'void') return voidAccessors(field, select)
  if (type.kind === 'bool' || NUMBER_BITS[type.kind] !== undefined) {
    return scalarAccessors(names, struct, field, select)
  }
  const accessors = pointerAccessors(names, struct, field, select)
  const chosen = field.discriminant === null ? '' : `this.which() === ${field.discriminant} && `
  const has = method(`has${capitalized(field.name)}(): boolean`, [
    `return ${chosen}this.hasPointer(${field.offset})`,
  ])
  return { reader: accessors.reader + has, builder: accessors.builder }
}

/** The statements that make `field` the one that its union holds. */
function selection(struct: StructNode, field: SchemaField): readonly string[] {
  if (field.discriminant === null || struct.discriminantByte === null) return []
  return [`this.setUint16(${struct.discriminantByte}, ${field.discriminant})`]
}

function groupAccessors(
  names: CodecNames,
  field: GroupField,
  select: readonly string[],
): Accessors {
  const reader = names.reader(field.id)
  const builder = names.builder(field.id)
  const doc = docComment(field.doc, '  ')
  const make = `return new ${builder}(this.message, this.dataStart, this.pointerStart)`
  const head = `init${capitalized(field.name)}(): ${builder}`
  return {
    reader:
      doc +
      method(`get ${field.name}(): ${reader}`, [
        `return new ${reader}(`,
        ...[
          'message',
          'segment',
          'dataStart',
          'dataBytes',
          'pointerStart',
          'pointerCount',
          'depth',
        ].map(name => `  this.${name},`),
        ')',
      ]),
    builder: doc + method(head, [...select, make]),
  }
}

function voidAccessors(field: SlotField, select: readonly string[]): Accessors {
  if (select.length === 0) return { reader: '', builder: '' }
  const head = `set${capitalized(field.name)}(): void`
  return { reader: '', builder: docComment(field.doc, '  ') + method(head, select) }
}

function scalarAccessors(
  names: CodecNames,
  struct: StructNode,
  field: SlotField,
  select: readonly string[],
): Accessors {
  const { type, name, offset, defaultBits } = field
  const note =
    type.kind === 'enum' ? `A {@link ${names.enum(type.id).name}}, or one unknown here.` : ''
  const doc = docComment(paragraphs(field.doc, note), '  ')
  const { jsType, get, set } = scalarCalls(`${struct.name}.${name}`, type.kind, offset, defaultBits)
  return {
    reader: doc + method(`get ${name}(): ${jsType}`, [`return ${get}`]),
    builder: doc + method(`set ${name}(value: ${jsType})`, [...select, set]),
  }
}

function pointerAccessors(
  names: CodecNames,
  struct: StructNode,
  field: SlotField,
  select: readonly string[],
): Accessors {
  const { type, offset, name } = field
  const plain = (jsType: string, get: string, setType: string, set: string, note = '') => {
    const doc = docComment(paragraphs(field.doc, note), '  ')
    return {
      reader: doc + method(`get ${name}(): ${jsType}`, [`return this.${get}(${offset})`]),
      builder:
        doc +
        method(`set ${name}(value: ${setType})`, [...select, `this.${set}(${offset}, value)`]),
    }
  }
  switch (type.kind) {
    case 'text':
      return plain('string', 'getText', 'string', 'setText')
    case 'data':
      return plain('Uint8Array', 'getData', 'Uint8Array', 'setData')
    case 'interface': {
      const note = `A \`${names.interface(type.id).name}\`'s index in the capability table, or -1.`
      return plain('number', 'getCapability', 'number', 'setCapability', note)
    }
    case 'struct':
      return structAccessors(names, field, type.id, select)
    case 'anyPointer':
      return anyPointerAccessors(names, field, select)
    case 'list': {
      const { element } = type
      if (element.kind === 'struct') return structListAccessors(names, field, element.id, select)
      if (element.kind === 'text') {
        const reader = names.capnp('TextListReader')
        return plain(reader, 'getTextList', 'readonly string[]', 'setTextList')
      }
      if (element.kind === 'bool') {
        const reader = names.capnp('BitListReader')
        return plain(reader, 'getBoolList', 'readonly boolean[]', 'setBoolList')
      }
      const list = NUMBER_LISTS[element.kind]
      if (list === undefined) throw unsupported(struct, field, element)
      const note =
        element.kind === 'enum' ? `Values of {@link ${names.enum(element.id).name}}.` : ''
      const set = list.get === 'getWordList' ? 'setWordList' : 'setNumberList'
      return plain(list.array, list.get, list.array, set, list.note ?? note)
    }
    default:
      throw unsupported(struct, field, type)
  }
}

function structAccessors(
  names: CodecNames,
  field: SlotField,
  id: bigint,
  select: readonly string[],
): Accessors {
  const { name, offset } = field
  const doc = docComment(field.doc, '  ')
  const codec = names.codec(id)
  return {
    reader:
      doc +
      method(`get ${name}(): ${names.reader(id)}`, [`return this.getStruct(${offset}, ${codec})`]),
    builder:
      doc +
      method(`init${capitalized(name)}(): ${names.builder(id)}`, [
        ...select,
        `return this.initStruct(${offset}, ${codec})`,
      ]) +
      selector(field, select),
  }
}

function structListAccessors(
  names: CodecNames,
  field: SlotField,
  id: bigint,
  select: readonly string[],
): Accessors {
  const { name, offset } = field
  const doc = docComment(field.doc, '  ')
  const codec = names.codec(id)
  const reader = `${names.capnp('StructListReader')}<${names.reader(id)}>`
  const builder = `${names.capnp('StructListBuilder')}<${names.builder(id)}>`
  return {
    reader:
      doc + method(`get ${name}(): ${reader}`, [`return this.getStructList(${offset}, ${codec})`]),
    builder:
      doc +
      method(`init${capitalized(name)}(count: number): ${builder}`, [
        ...select,
        `return this.initStructList(${offset}, ${codec}, count)`,
      ]),
  }
}

function anyPointerAccessors(
  names: CodecNames,
  field: SlotField,
  select: readonly string[],
): Accessors {
  const { name, offset } = field
  const doc = docComment(field.doc, '  ')
  const index = docComment(`The index of the pointer field \`${name}\`.`, '  ')
  const pointer = index + method(`get ${name}Pointer(): number`, [`return ${offset}`])
  const upper = capitalized(name)
  const reader = `<R extends StructReader>(type: ${names.capnp('StructType')}<R>): R`
  const builder = `<B extends StructBuilder>(type: ${names.capnp('StructBuilderType')}<B>): B`
  const init = method(`init${upper}As${builder}`, [
    ...select,
    `return this.initStruct(${offset}, type)`,
  ])
  return {
    reader:
      pointer + doc + method(`get${upper}As${reader}`, [`return this.getStruct(${offset}, type)`]),
    builder: pointer + doc + init + selector(field, select),
  }
}

function unsupported(struct: StructNode, field: SlotField, type: SchemaType): GenerateError {
  return new GenerateError(
    `${struct.name}.${field.name}: ${field.type.kind} of ${type.kind} is not generated; add it to codec-field.ts`,
  )
}

/** Of a union's pointer: selects it without writing the pointer. */
function selector(field: SlotField, select: readonly string[]): string {
  if (select.length === 0) return ''
  const doc = 'Selects it in the union, for what writes its pointer itself.'
  return docComment(doc, '  ') + method(`set${capitalized(field.name)}(): void`, select)
}

/** A member of a class. */
function method(head: string, body: readonly string[]): string {
  return [`  ${head} {`, ...body.map(line => `    ${line}`), '  }', ''].join('\n')
}
