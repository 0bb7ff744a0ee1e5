/**
 * The parts of Cap'n Proto's own schema.capnp that the generator reads: what the compiler
 * tells its plugins. Offsets as `capnp compile -ocapnp /usr/include/capnp/schema.capnp` shows.
 */
import { type StructListReader, StructReader, type StructType } from '../../src/capnp/index.js'

export const NodeKind = { file: 0, struct: 1, enum: 2, interface: 3, const: 4, annotation: 5 }

/** {@link TypeReader.which}, as an array: the names of the types by their discriminants. */
export const TYPE_KINDS = [
  'void',
  'bool',
  'int8',
  'int16',
  'int32',
  'int64',
  'uint8',
  'uint16',
  'uint32',
  'uint64',
  'float32',
  'float64',
  'text',
  'data',
  'list',
  'enum',
  'struct',
  'interface',
  'anyPointer',
] as const

const NO_DISCRIMINANT = 0xffff

class CodeGeneratorRequestReader extends StructReader {
  get nodes(): StructListReader<NodeReader> {
    return this.getStructList(0, Node)
  }
  get requestedFiles(): StructListReader<RequestedFileReader> {
    return this.getStructList(1, RequestedFile)
  }
  get sourceInfo(): StructListReader<SourceInfoReader> {
    return this.getStructList(3, SourceInfo)
  }
}

class RequestedFileReader extends StructReader {
  get id(): bigint {
    return this.getBigUint64(0)
  }
  get filename(): string {
    return this.getText(0)
  }
}

export class SourceInfoReader extends StructReader {
  get id(): bigint {
    return this.getBigUint64(0)
  }
  get docComment(): string {
    return this.getText(0)
  }
  /** In the order of the node's fields, enumerants or methods. */
  get memberDocs(): string[] {
    return [...this.getStructList(1, Member)].map(member => member.docComment)
  }
}

class MemberReader extends StructReader {
  get docComment(): string {
    return this.getText(0)
  }
}

export class NodeReader extends StructReader {
  get id(): bigint {
    return this.getBigUint64(0)
  }
  /** "rpc.capnp:Message". */
  get displayName(): string {
    return this.getText(0)
  }
  get scopeId(): bigint {
    return this.getBigUint64(16)
  }
  /** A {@link NodeKind}. */
  get which(): number {
    return this.getUint16(12)
  }
  get nestedNodes(): StructListReader<NestedNodeReader> {
    return this.getStructList(1, NestedNode)
  }

  get dataWordCount(): number {
    return this.getUint16(14)
  }
  get pointerWordCount(): number {
    return this.getUint16(24)
  }
  get isGroup(): boolean {
    return this.getBool(224)
  }
  get discriminantCount(): number {
    return this.getUint16(30)
  }
  /** In 16-bit units. */
  get discriminantOffset(): number {
    return this.getUint32(32)
  }
  get fields(): StructListReader<FieldReader> {
    return this.getStructList(3, Field)
  }
  get enumerants(): StructListReader<EnumerantReader> {
    return this.getStructList(3, Enumerant)
  }
  get methods(): StructListReader<MethodReader> {
    return this.getStructList(3, Method)
  }
  get superclasses(): StructListReader<SuperclassReader> {
    return this.getStructList(4, Superclass)
  }
}

class NestedNodeReader extends StructReader {
  get name(): string {
    return this.getText(0)
  }
  get id(): bigint {
    return this.getBigUint64(0)
  }
}

export class FieldReader extends StructReader {
  get name(): string {
    return this.getText(0)
  }
  get annotations(): StructListReader<AnnotationReader> {
    return this.getStructList(1, Annotation)
  }
  get discriminant(): number | null {
    const value = this.getUint16(2) ^ NO_DISCRIMINANT
    return value === NO_DISCRIMINANT ? null : value
  }
  get isGroup(): boolean {
    return this.getUint16(8) === 1
  }
  /** In units of the field's own size. */
  get offset(): number {
    return this.getUint32(4)
  }
  get type(): TypeReader {
    return this.getStruct(2, Type)
  }
  get defaultValue(): ValueReader {
    return this.getStruct(3, Value)
  }
  get hadExplicitDefault(): boolean {
    return this.getBool(128)
  }
  get groupTypeId(): bigint {
    return this.getBigUint64(16)
  }
}

class EnumerantReader extends StructReader {
  get name(): string {
    return this.getText(0)
  }
}

class MethodReader extends StructReader {
  get name(): string {
    return this.getText(0)
  }
  get paramStructType(): bigint {
    return this.getBigUint64(8)
  }
  get resultStructType(): bigint {
    return this.getBigUint64(16)
  }
}

class SuperclassReader extends StructReader {
  get id(): bigint {
    return this.getBigUint64(0)
  }
}

export class TypeReader extends StructReader {
  /** An index into {@link TYPE_KINDS}. */
  get which(): number {
    return this.getUint16(0)
  }
  get elementType(): TypeReader {
    return this.getStruct(0, Type)
  }
  /** Of an enum, a struct, an interface. */
  get typeId(): bigint {
    return this.getBigUint64(8)
  }
}

/** A value; which of the getters holds it depends on its type. */
export class ValueReader extends StructReader {
  /** An index into {@link TYPE_KINDS}. */
  get which(): number {
    return this.getUint16(0)
  }
  get bool(): boolean {
    return this.getBool(16)
  }
  get text(): string {
    return this.getText(0)
  }
  /** The bits of a number of 8, 16, 32 or 64 bits, not sign-extended. */
  bits(size: number): bigint {
    if (size === 8) return BigInt(this.getUint8(2))
    if (size === 16) return BigInt(this.getUint16(2))
    if (size === 32) return BigInt(this.getUint32(4))
    return this.getBigUint64(8)
  }
}

export class AnnotationReader extends StructReader {
  get id(): bigint {
    return this.getBigUint64(0)
  }
  get value(): ValueReader {
    return this.getStruct(0, Value)
  }
}

export const CodeGeneratorRequest: StructType<CodeGeneratorRequestReader> = {
  Reader: CodeGeneratorRequestReader,
}
const RequestedFile: StructType<RequestedFileReader> = { Reader: RequestedFileReader }
const SourceInfo: StructType<SourceInfoReader> = { Reader: SourceInfoReader }
const Member: StructType<MemberReader> = { Reader: MemberReader }
const Node: StructType<NodeReader> = { Reader: NodeReader }
const NestedNode: StructType<NestedNodeReader> = { Reader: NestedNodeReader }
const Field: StructType<FieldReader> = { Reader: FieldReader }
const Enumerant: StructType<EnumerantReader> = { Reader: EnumerantReader }
const Method: StructType<MethodReader> = { Reader: MethodReader }
const Superclass: StructType<SuperclassReader> = { Reader: SuperclassReader }
const Type: StructType<TypeReader> = { Reader: TypeReader }
const Value: StructType<ValueReader> = { Reader: ValueReader }
const Annotation: StructType<AnnotationReader> = { Reader: AnnotationReader }
