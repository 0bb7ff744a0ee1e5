/** Reads the schema from the request that the Cap'n Proto compiler hands to its plugins. */
import { MessageReader } from '../../src/capnp/index.js'
import { GenerateError } from './generate-error.js'
import {
  CodeGeneratorRequest,
  type FieldReader,
  NodeKind,
  type NodeReader,
  type SourceInfoReader,
  TYPE_KINDS,
  type TypeReader,
  type ValueReader,
} from './schema-capnp.js'
import {
  type Annotations,
  capitalized,
  type EnumNode,
  type InterfaceNode,
  NUMBER_BITS,
  type Schema,
  type SchemaField,
  type SchemaFile,
  type SchemaMethod,
  type SchemaType,
  type StructNode,
} from './schema-model.js'

/** Reads the request that `capnp compile -o-` writes. */
export function readRequest(request: Uint8Array): Schema {
  return new RequestModel(new Uint8Array(request)).schema()
}

/** What a method declared as `-> stream` returns: StreamResult of /capnp/stream.capnp. */
const STREAM_RESULT = 0x995f9a3377c0b16en

/** Collects the nodes of a request, walking down from the files. */
class RequestModel {
  readonly #nodes = new Map<bigint, NodeReader>()
  readonly #info = new Map<bigint, SourceInfoReader>()
  readonly #requested: { id: bigint; path: string }[]
  readonly #structs = new Map<bigint, StructNode>()
  readonly #enums = new Map<bigint, EnumNode>()
  readonly #interfaces = new Map<bigint, InterfaceNode>()
  #file = ''

  constructor(frame: Uint8Array) {
    const request = new MessageReader(frame).root(CodeGeneratorRequest)
    for (const node of request.nodes) this.#nodes.set(node.id, node)
    for (const info of request.sourceInfo) this.#info.set(info.id, info)
    this.#requested = [...request.requestedFiles]
      .map(file => ({ id: file.id, path: file.filename.replace(/\.capnp$/, '') }))
      .sort((a, b) => (a.path < b.path ? -1 : 1))
  }

  schema(): Schema {
    const files = this.#requested.map(({ id, path }): SchemaFile => {
      this.#file = path
      const before = [this.#structs.size, this.#enums.size, this.#interfaces.size] as const
      for (const nested of this.#node(id).nestedNodes) this.#add(nested.id, nested.name)
      return {
        id,
        path,
        doc: this.#doc(id),
        structs: [...this.#structs.values()].slice(before[0]),
        enums: [...this.#enums.values()].slice(before[1]),
        interfaces: [...this.#interfaces.values()].slice(before[2]),
      }
    })
    return { files, structs: this.#structs, enums: this.#enums, interfaces: this.#interfaces }
  }

  #add(id: bigint, name: string): void {
    const node = this.#node(id)
    switch (node.which) {
      case NodeKind.struct:
        this.#addStruct(id, name)
        break
      case NodeKind.enum:
        this.#addEnum(id, name)
        break
      case NodeKind.interface:
        this.#addInterface(id, name)
        break
    }
    for (const nested of node.nestedNodes) this.#add(nested.id, name + nested.name)
  }

  #addStruct(id: bigint, name: string): void {
    const node = this.#node(id)
    const docs = this.#info.get(id)?.memberDocs ?? []
    const fields = [...node.fields].map((field, i) => this.#field(field, docs[i] ?? ''))
    for (const field of fields) {
      if (field.kind === 'group') this.#addStruct(field.id, name + capitalized(field.name))
    }
    this.#structs.set(id, {
      id,
      name,
      file: this.#file,
      doc: this.#doc(id),
      isGroup: node.isGroup,
      dataWords: node.dataWordCount,
      pointerWords: node.pointerWordCount,
      discriminantByte: node.discriminantCount > 0 ? node.discriminantOffset * 2 : null,
      fields,
    })
  }

  #addEnum(id: bigint, name: string): void {
    const docs = this.#info.get(id)?.memberDocs ?? []
    const enumerants = [...this.#node(id).enumerants].map((enumerant, i) => ({
      name: enumerant.name,
      doc: trimmed(docs[i] ?? ''),
    }))
    this.#enums.set(id, { id, name, file: this.#file, doc: this.#doc(id), enumerants })
  }

  #addInterface(id: bigint, name: string): void {
    const node = this.#node(id)
    const docs = this.#info.get(id)?.memberDocs ?? []
    const methods = [...node.methods].map((method, i): SchemaMethod => {
      const prefix = name + capitalized(method.name)
      const params = method.paramStructType
      const results = this.#resultsOf(method.resultStructType)
      if (this.#node(params).scopeId === 0n) this.#addStruct(params, `${prefix}Params`)
      if (results < 0n) this.#addEmpty(results, `${prefix}Results`)
      else if (this.#node(results).scopeId === 0n) this.#addStruct(results, `${prefix}Results`)
      return { name: method.name, doc: trimmed(docs[i] ?? ''), params, results }
    })
    const superclasses = [...node.superclasses].map(superclass => superclass.id)
    const doc = this.#doc(id)
    this.#interfaces.set(id, { id, name, file: this.#file, doc, superclasses, methods })
  }

  /** The results of a streaming method have no fields and get a struct of their own. */
  #resultsOf(id: bigint): bigint {
    return id === STREAM_RESULT ? -1n - BigInt(this.#structs.size) : id
  }

  #addEmpty(id: bigint, name: string): void {
    this.#structs.set(id, {
      id,
      name,
      file: this.#file,
      doc: '',
      isGroup: false,
      dataWords: 0,
      pointerWords: 0,
      discriminantByte: null,
      fields: [],
    })
  }

  #field(field: FieldReader, doc: string): SchemaField {
    const { name, discriminant } = field
    const annotations = this.#annotations(field)
    const base = { name, doc: trimmed(doc), annotations, discriminant }
    if (field.isGroup) return { ...base, kind: 'group', id: field.groupTypeId }
    const type = typeOf(field.type)
    const defaultBits = bitsOf(type, field.defaultValue)
    if (defaultBits === null && field.hadExplicitDefault) {
      throw new GenerateError(`${this.#file}: ${name}: only numbers and bools can have defaults`)
    }
    return { ...base, kind: 'slot', type, offset: field.offset, defaultBits: defaultBits ?? 0n }
  }

  #annotations(field: FieldReader): Annotations {
    const result = new Map<string, string | true>()
    for (const { id, value } of field.annotations) {
      const name = this.#node(id).displayName.split(/[:.]/).at(-1) ?? ''
      const kind = TYPE_KINDS[value.which]
      if (kind === 'text') result.set(name, value.text)
      else if (kind === 'void') result.set(name, true)
      else throw new GenerateError(`annotation ${name}: only Text and Void ones are read`)
    }
    return result
  }

  #node(id: bigint): NodeReader {
    const node = this.#nodes.get(id)
    if (node === undefined) throw new GenerateError(`the request lacks node ${id}`)
    return node
  }

  #doc(id: bigint): string {
    return trimmed(this.#info.get(id)?.docComment ?? '')
  }
}

function typeOf(type: TypeReader): SchemaType {
  const kind = TYPE_KINDS[type.which]
  switch (kind) {
    case undefined:
      throw new GenerateError(`a type of an unknown kind, ${type.which}`)
    case 'list':
      return { kind, element: typeOf(type.elementType) }
    case 'enum':
    case 'struct':
    case 'interface':
      return { kind, id: type.typeId }
    default:
      return { kind }
  }
}

function bitsOf(type: SchemaType, value: ValueReader): bigint | null {
  if (type.kind === 'bool') return value.bool ? 1n : 0n
  const size = NUMBER_BITS[type.kind]
  return size === undefined ? null : value.bits(size)
}

/** Without the blank at the start of the comment's lines, and the line break at its end. */
function trimmed(doc: string): string {
  return doc.replace(/^ /gm, '').trimEnd()
}
