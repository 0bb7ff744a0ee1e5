import {
  type MessageReader,
  malformed,
  PointerKind,
  type StructReader,
  type StructType,
} from '../capnp/index.js'
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

  /**
   * The capability at `index` of the table; borrowed. Null once the payload is released: a
   * handler may ask for a param's after its call was cancelled.
   */
  hook(index: number): Hook | null {
    return this.#released || index < 0 ? null : (this.hooks[index] ?? null)
  }

  /**
   * The capability that a path of pointer fields leads to; borrowed, except that a broken one
   * is made where the path leads to none.
   */
  pipelined(path: readonly number[]): Hook {
    if (this.at < 0) return BrokenHook.null()
    let segment = this.segment
    let at = this.at
    for (const field of path) {
      this.message.follow(segment, at)
      if (this.message.kind === PointerKind.Null) return BrokenHook.null()
      if (this.message.kind !== PointerKind.Struct)
        malformed('a pipelined call into something else than a struct')
      if (field >= this.message.pointerWords) return BrokenHook.null()
      segment = this.message.segment
      at = this.message.target + this.message.dataWords + field
    }
    this.message.follow(segment, at)
    if (this.message.kind === PointerKind.Null) return BrokenHook.null()
    if (this.message.kind !== PointerKind.Capability)
      malformed('a call to something that is no capability')
    return this.hook(this.message.capability) ?? BrokenHook.null()
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
