import { rpc } from '../schema/index.js'
import type { AnswerTable } from './answer-table.js'
import { violation } from './exceptions.js'
import type { Exports } from './exports.js'
import type { Hook } from './hooks/hook.js'
import type { Imports } from './imports.js'
import { RpcLimits } from './limits.js'
import { Payload } from './payload.js'
import { peerTarget, readPath, writePromisedAnswer } from './target.js'
import type { Wire } from './wire.js'

/** Writes capabilities into messages and reads those that come, keeping count of both. */
export class Descriptors {
  readonly #wire: Wire
  readonly #exports: Exports
  readonly #imports: Imports
  readonly #answers: AnswerTable

  constructor(wire: Wire, exports: Exports, imports: Imports, answers: AnswerTable) {
    this.#wire = wire
    this.#exports = exports
    this.#imports = imports
    this.#answers = answers
  }

  /**
   * Writes the capabilities of params; gives the exports that were made for them, one entry a
   * reference. Makes none where it throws.
   */
  writeParams(payload: rpc.PayloadBuilder, hooks: readonly (Hook | null)[]): readonly number[] {
    return this.#writeTable(payload, hooks, (hook, to) => this.write(hook, to))
  }

  /** The same for results. */
  writeResults(payload: rpc.PayloadBuilder, hooks: readonly (Hook | null)[]): readonly number[] {
    return this.#writeTable(payload, hooks, (hook, to) => this.#writeResult(hook, to))
  }

  #writeTable(
    payload: rpc.PayloadBuilder,
    hooks: readonly (Hook | null)[],
    write: (hook: Hook, descriptor: rpc.CapDescriptorBuilder) => number | null,
  ): readonly number[] {
    const exported: number[] = []
    if (hooks.length === 0) return exported
    try {
      const table = payload.initCapTable(hooks.length)
      hooks.forEach((hook, i) => {
        if (hook === null) return
        const id = write(hook, table.get(i))
        if (id !== null) exported.push(id)
      })
    } catch (error) {
      this.#exports.takeBack(exported)
      throw error
    }
    return exported
  }

  /**
   * Rule of rpc.capnp against the "Tribble 4-way race": what has been resolved to a reference of
   * the peer's must lead there for ever, even if that is a promise and turns out to be something
   * else. The peer may pipeline on results, and a disembargo may be under way for them. So a
   * promise of the peer's is given back as a promise of ours, until it is settled.
   */
  #writeResult(hook: Hook, descriptor: rpc.CapDescriptorBuilder): number | null {
    return hook.isPromise
      ? this.#exports.describe(hook.resolved(), descriptor)
      : this.write(hook, descriptor)
  }

  /** Writes what `hook` is to the peer; gives its export, or null if it is the peer's. */
  write(hook: Hook, descriptor: rpc.CapDescriptorBuilder): number | null {
    const resolved = hook.resolved()
    const target = peerTarget(this.#wire, resolved)
    if (target === null) return this.#exports.describe(resolved, descriptor)
    if (target.importId !== undefined) descriptor.receiverHosted = target.importId
    else writePromisedAnswer(descriptor.initReceiverAnswer(), target.questionId, target.path)
    return null
  }

  /** Params or results with the capabilities that came with them. */
  readPayload(payload: rpc.PayloadReader): Payload {
    const table = payload.capTable
    if (table.length > RpcLimits.maxCapabilities) {
      violation(`a message with ${table.length} capabilities`)
    }
    const hooks: (Hook | null)[] = []
    try {
      for (const descriptor of table) hooks.push(this.read(descriptor))
    } catch (error) {
      for (const hook of hooks) hook?.release()
      throw error
    }
    const at = payload.pointerAt(payload.contentPointer)
    return new Payload(payload.message, payload.segment, at, payload.depthLeft, hooks)
  }

  /** The capability that a descriptor gives, with a reference for the caller. */
  read(descriptor: rpc.CapDescriptorReader): Hook | null {
    switch (descriptor.which()) {
      case rpc.CapDescriptorWhich.none:
        return null
      case rpc.CapDescriptorWhich.senderHosted:
        return this.#imports.add(descriptor.senderHosted, false)
      case rpc.CapDescriptorWhich.senderPromise:
        return this.#imports.add(descriptor.senderPromise, true)
      case rpc.CapDescriptorWhich.receiverHosted:
        return this.#exports.hook(descriptor.receiverHosted).retain()
      case rpc.CapDescriptorWhich.receiverAnswer: {
        const promised = descriptor.receiverAnswer
        return this.#answers.promised(promised).pipeline(readPath(promised))
      }
      case rpc.CapDescriptorWhich.thirdPartyHosted:
        // A third party's object can also be reached through the one who introduces it.
        return this.#imports.add(descriptor.thirdPartyHosted.vineId, false)
      default:
        return violation('a capability of an unknown kind')
    }
  }
}
