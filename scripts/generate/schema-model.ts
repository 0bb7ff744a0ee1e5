/**
 * The schema as plain objects: what all generators stand on. `request.ts` reads it from what
 * the Cap'n Proto compiler hands to its plugins.
 */
import { GenerateError } from './generate-error.js'

export type IntegerKind =
  | 'int8'
  | 'int16'
  | 'int32'
  | 'int64'
  | 'uint8'
  | 'uint16'
  | 'uint32'
  | 'uint64'
export type PlainKind =
  | IntegerKind
  | 'void'
  | 'bool'
  | 'float32'
  | 'float64'
  | 'text'
  | 'data'
  | 'anyPointer'

export type SchemaType =
  | { readonly kind: PlainKind }
  | { readonly kind: 'list'; readonly element: SchemaType }
  /** `id` is a key of {@link Schema.enums}, {@link Schema.structs}, {@link Schema.interfaces}. */
  | { readonly kind: 'enum' | 'struct' | 'interface'; readonly id: bigint }

/** Annotations by their bare name ("unit"); Void ones have the value `true`. */
export type Annotations = ReadonlyMap<string, string | true>

interface FieldBase {
  readonly name: string
  readonly doc: string
  readonly annotations: Annotations
  /** The value of the union's discriminant that selects it; null outside a union. */
  readonly discriminant: number | null
}

export interface SlotField extends FieldBase {
  readonly kind: 'slot'
  readonly type: SchemaType
  /** In units of the type's own size, as Cap'n Proto counts; a pointer's index. */
  readonly offset: number
  /** The default of a bool, number or enum, as bits: what stored values are xored with. */
  readonly defaultBits: bigint
}

export interface GroupField extends FieldBase {
  readonly kind: 'group'
  /** A key of {@link Schema.structs}. */
  readonly id: bigint
}

export type SchemaField = SlotField | GroupField

interface NodeBase {
  readonly id: bigint
  /** The name in TypeScript: "PromisedAnswerOp", "InitConstructParams". */
  readonly name: string
  /** Of the file that declares it; see {@link SchemaFile.path}. */
  readonly file: string
  readonly doc: string
}

export interface StructNode extends NodeBase {
  readonly isGroup: boolean
  readonly dataWords: number
  readonly pointerWords: number
  /** Byte offset of the union's discriminant; null without an unnamed union. */
  readonly discriminantByte: number | null
  /** By ordinal. */
  readonly fields: readonly SchemaField[]
}

export interface EnumNode extends NodeBase {
  /** By number. */
  readonly enumerants: readonly { readonly name: string; readonly doc: string }[]
}

export interface SchemaMethod {
  readonly name: string
  readonly doc: string
  /** Keys of {@link Schema.structs}. */
  readonly params: bigint
  readonly results: bigint
}

export interface InterfaceNode extends NodeBase {
  readonly superclasses: readonly bigint[]
  /** By ordinal. */
  readonly methods: readonly SchemaMethod[]
}

export interface SchemaFile {
  readonly id: bigint
  /** Without folder prefix and extension: "upstream/proxy". */
  readonly path: string
  readonly doc: string
  /** What the file declares, in order; groups and parameter structs before those they are in. */
  readonly structs: readonly StructNode[]
  readonly enums: readonly EnumNode[]
  readonly interfaces: readonly InterfaceNode[]
}

export interface Schema {
  /** By path. */
  readonly files: readonly SchemaFile[]
  readonly structs: ReadonlyMap<bigint, StructNode>
  readonly enums: ReadonlyMap<bigint, EnumNode>
  readonly interfaces: ReadonlyMap<bigint, InterfaceNode>
}

/** The struct `name` of the file `path`. */
export function findStruct(schema: Schema, path: string, name: string): StructNode {
  const found = schema.files
    .find(file => file.path === path)
    ?.structs.find(struct => struct.name === name)
  if (found === undefined) throw new GenerateError(`schema/${path}.capnp has no struct ${name}`)
  return found
}

/** Bits of a number of each kind. */
export const NUMBER_BITS: Readonly<Record<string, number>> = {
  int8: 8,
  uint8: 8,
  int16: 16,
  uint16: 16,
  enum: 16,
  int32: 32,
  uint32: 32,
  float32: 32,
  int64: 64,
  uint64: 64,
  float64: 64,
}

/** "makeThread" → "MakeThread". */
export function capitalized(name: string): string {
  return name.charAt(0).toUpperCase() + name.slice(1)
}
