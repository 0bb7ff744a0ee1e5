/** The TypeScript module of one schema file. */
import { CodecNames } from './codec-names.js'
import { structCode } from './codec-struct.js'
import type { EnumNode, InterfaceNode, Schema, SchemaFile, SchemaMethod } from './schema-model.js'
import { docComment, header, listed, quoted } from './text.js'

/** Where the schema files are, and where their code goes. */
export interface CodecFolders {
  readonly schema: string
  readonly code: string
}

/** Codecs, enums and interfaces of `file`; null where it declares none. */
export function codecFile(schema: Schema, file: SchemaFile, folders: CodecFolders): string | null {
  const names = new CodecNames(schema, file.path, folders.code)
  // Interfaces last: they name codecs while the module is being loaded.
  const parts = [
    ...file.enums.map(enumCode),
    ...file.structs.map(struct => structCode(names, struct)),
    ...file.interfaces.map(node => interfaceCode(names, node)),
  ]
  if (parts.length === 0) return null
  const imports = names.imports()
  return [header(`${folders.schema}/${file.path}.capnp`), imports, ...parts]
    .filter(part => part !== '')
    .join('\n')
}

function enumCode(node: EnumNode): string {
  const { name, enumerants } = node
  const values = enumerants.map(
    (enumerant, value) => `${docComment(enumerant.doc, '  ')}  ${enumerant.name}: ${value},\n`,
  )
  const labels = enumerants.map(enumerant => quoted(enumerant.name))
  return `${docComment(node.doc)}export const ${name} = {
${values.join('')}} as const
export type ${name} = (typeof ${name})[keyof typeof ${name}]

/** The names of {@link ${name}} by their numbers. */
${listed(`export const ${name}Names = [`, labels, '] as const')}
`
}

function interfaceCode(names: CodecNames, node: InterfaceNode): string {
  const superclasses = node.superclasses.map(idLiteral)
  const methods = node.methods.map((method, id) => methodCode(names, node, method, id))
  const type = names.capnp('InterfaceType')
  return `${docComment(node.doc)}export const ${node.name} = {
  id: ${idLiteral(node.id)},
  name: ${quoted(node.name)},
${listed('superclasses: [', superclasses, '],', '  ')}
  methods: {
${methods.join('')}  },
} as const satisfies ${type}
`
}

function methodCode(
  names: CodecNames,
  node: InterfaceNode,
  method: SchemaMethod,
  id: number,
): string {
  return `${docComment(method.doc, '    ')}    ${method.name}: {
      interfaceId: ${idLiteral(node.id)},
      id: ${id},
      name: ${quoted(`${node.name}.${method.name}`)},
      Params: ${names.codec(method.params)},
      Results: ${names.codec(method.results)},
    },
`
}

function idLiteral(id: bigint): string {
  return `0x${id.toString(16).padStart(16, '0')}n`
}
