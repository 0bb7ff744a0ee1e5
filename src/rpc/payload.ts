import {
  type MessageReader,
  malformed,
  PointerKind,
  type StructReader,
  type StructType,
} from '../capnp/index.js'
import { aborted, asNodetapError } from './exceptions.js'
import { BrokenHook } from './hooks/broken-hook.js'
import type { Hook } from './hooks/hook.js'

/**
 * Params or results that can be read: a content pointer in a message, and the capabilities
 * that its capability pointers count. Owns a reference to each of these until released.
 */
export class Payload {
  readonly message: MessageReader
  readonly segment: number
  /** Word index of the content pointer; -1 for content that was never set. */
  readonly at: number
  readonly depth: number
  readonly hooks: readonly (Hook | null)[]
  #released = false

  constructor(
    message: MessageReader,
    segment: number,
    at: number,
    depth: number,
    hooks: readonly (Hook | null)[],
  ) {
    this.message = message
    this.segment = segment
    this.at = at
    this.depth = depth
    this.hooks = hooks
  }

  /** The content as the struct that `type` describes. */
  read<R extends StructReader>(type: StructType<R>): R {
    if (this.at < 0) return new type.Reader(this.message, 0, 0, 0, 0, 0, this.depth)
    return this.message.structAt(type, this.segment, this.at, this.depth)
  }

  /** The capability at `index` of the table; borrowed. Throws ABORTED once it is released. */
  hook(index: number): Hook | null {
    if (this.#released) throw aborted()
    return index < 0 ? null : (this.hooks[index] ?? null)
  }

  /**
   * The capability that a path of pointer fields leads to, with a reference for the caller; a
   * broken one where the path leads to none.
   */
  pipelined(path: readonly number[]): Hook {
    try {
      return this.#find(path)?.retain() ?? BrokenHook.null()
    } catch (error) {
      return new BrokenHook(asNodetapError(error))
    }
  }

  #find(path: readonly number[]): Hook | null {
    if (this.at < 0) return null
    const { message } = this
    let segment = this.segment
    let at = this.at
    for (const field of path) {
      message.follow(segment, at)
      if (message.kind === PointerKind.Null) return null
      if (message.kind !== PointerKind.Struct)
        malformed('a pipelined call into something else than a struct')
      if (field >= message.pointerWords) return null
      segment = message.segment
      at = message.target + message.dataWords + field
    }
    message.follow(segment, at)
    if (message.kind === PointerKind.Null) return null
    if (message.kind !== PointerKind.Capability)
      malformed('a call to something that is no capability')
    return this.hook(message.capability)
  }

  /** A second owner of the same content. */
  share(): Payload {
    return new Payload(
      this.message,
      this.segment,
      this.at,
      this.depth,
      this.hooks.map(hook => hook?.retain() ?? null),
    )
  }

  release(): void {
    if (this.#released) return
    this.#released = true
    for (const hook of this.hooks) hook?.release()
  }
}
