import { posix } from 'node:path'
import { GenerateError } from './generate-error.js'
import type { EnumNode, InterfaceNode, Schema, StructNode } from './schema-model.js'
import { listed } from './text.js'

/** Resolves what a generated file names, and remembers what it must import for that. */
export class CodecNames {
  readonly #schema: Schema
  readonly #path: string
  readonly #runtime: string
  /** Module → names, with `type ` in front of those that are only types. */
  readonly #imports = new Map<string, Set<string>>()

  /** `path` is the schema file's, as "upstream/proxy"; its code goes to `folder`. */
  constructor(schema: Schema, path: string, folder: string) {
    this.#schema = schema
    this.#path = path
    this.#runtime = posix.relative(posix.dirname(`${folder}/${path}`), 'src/capnp/index.js')
  }

  /** A name of src/capnp. */
  capnp(name: string, kind: 'type' | 'value' = 'type'): string {
    return this.#import(this.#runtime, name, kind)
  }

  struct(id: bigint): StructNode {
    return found(this.#schema.structs, id)
  }

  enum(id: bigint): EnumNode {
    return found(this.#schema.enums, id)
  }

  interface(id: bigint): InterfaceNode {
    return found(this.#schema.interfaces, id)
  }

  reader(id: bigint): string {
    return this.#local(this.struct(id), 'Reader', 'type')
  }

  builder(id: bigint): string {
    return this.#local(this.struct(id), 'Builder', 'type')
  }

  codec(id: bigint): string {
    return this.#local(this.struct(id), '', 'value')
  }

  /** The import statements for all that has been named. */
  imports(): string {
    return [...this.#imports]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([module, names]) => {
        const sorted = [...names].sort((a, b) => (bare(a) < bare(b) ? -1 : 1))
        return `${listed('import {', sorted, `} from '${module}'`, '', ' ')}\n`
      })
      .join('')
  }

  #local(node: StructNode, suffix: string, kind: 'type' | 'value'): string {
    const name = node.name + suffix
    if (node.file === this.#path) return name
    const relative = posix.relative(posix.dirname(this.#path), `${node.file}.js`)
    return this.#import(relative.startsWith('.') ? relative : `./${relative}`, name, kind)
  }

  #import(module: string, name: string, kind: 'type' | 'value'): string {
    const names = this.#imports.get(module) ?? new Set()
    this.#imports.set(module, names)
    if (kind === 'value') {
      names.delete(`type ${name}`)
      names.add(name)
    } else if (!names.has(name)) {
      names.add(`type ${name}`)
    }
    return name
  }
}

function bare(name: string): string {
  return name.replace(/^type /, '').toLowerCase()
}

function found<T>(nodes: ReadonlyMap<bigint, T>, id: bigint): T {
  const node = nodes.get(id)
  if (node === undefined) throw new GenerateError(`type @0x${id.toString(16)} is in no schema file`)
  return node
}
