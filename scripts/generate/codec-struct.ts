import { fieldAccessors } from './codec-field.js'
import type { CodecNames } from './codec-names.js'
import { GenerateError } from './generate-error.js'
import type { StructNode } from './schema-model.js'
import { docComment, listed } from './text.js'

/** Members of the base classes that a field's accessor would hide. */
const RESERVED = new Set([
  'message',
  'segment',
  'dataStart',
  'dataBytes',
  'pointerStart',
  'pointerCount',
  'depth',
  'which',
])

/** The reader, the builder, the union's discriminants and the codec of a struct. */
export function structCode(names: CodecNames, struct: StructNode): string {
  for (const { name } of struct.fields) {
    if (RESERVED.has(name)) {
      throw new GenerateError(`${struct.name}.${name}: the runtime has a member of that name`)
    }
  }
  const accessors = struct.fields.map(field => fieldAccessors(names, struct, field))
  const readers = accessors.map(({ reader }) => reader)
  const builders = accessors.map(({ builder }) => builder)
  const union = struct.discriminantByte === null ? null : unionCode(struct, struct.discriminantByte)
  if (union !== null) readers.unshift(union.which)
  const reader = names.capnp('StructReader', 'value')
  const builder = names.capnp('StructBuilder', 'value')
  return [
    classCode(struct, 'Reader', reader, readers),
    classCode(struct, 'Builder', builder, builders),
    union?.discriminants ?? '',
    struct.isGroup ? '' : codecCode(names, struct),
  ]
    .filter(part => part !== '')
    .join('\n')
}

function classCode(
  struct: StructNode,
  suffix: 'Reader' | 'Builder',
  base: string,
  members: readonly string[],
): string {
  const head = `${docComment(struct.doc)}export class ${struct.name}${suffix} extends ${base} {`
  const body = members.filter(member => member !== '')
  return body.length === 0 ? `${head}}\n` : `${head}\n${body.join('\n')}}\n`
}

function unionCode(
  struct: StructNode,
  byte: number,
): { readonly which: string; readonly discriminants: string } {
  const constant = `${struct.name}Which`
  const doc = `The member that the union holds: one of {@link ${constant}}, or one unknown here.`
  const values = struct.fields
    .filter(field => field.discriminant !== null)
    .sort((a, b) => (a.discriminant ?? 0) - (b.discriminant ?? 0))
    .map(field => `${field.name}: ${field.discriminant}`)
  return {
    which: `${docComment(doc, '  ')}  which(): number {\n    return this.getUint16(${byte})\n  }\n`,
    discriminants:
      docComment(`The members of the union in {@link ${struct.name}Reader}.`) +
      `${listed(`export const ${constant} = {`, values, '} as const', '', ' ')}\n`,
  }
}

function codecCode(names: CodecNames, struct: StructNode): string {
  const { name, dataWords, pointerWords } = struct
  const head = `export const ${name}: ${names.capnp('Codec')}<`
  return (
    docComment(struct.doc) +
    `${listed(head, [`${name}Reader`, `${name}Builder`], '> = {')}
  Reader: ${name}Reader,
  Builder: ${name}Builder,
  dataWords: ${dataWords},
  pointerWords: ${pointerWords},
}
`
  )
}
