import { rpc } from '../schema/index.js'
import type { Descriptors } from './descriptors.js'
import { readException, violation, writeException } from './exceptions.js'
import type { Exports } from './exports.js'
import { BrokenHook } from './hooks/broken-hook.js'
import type { Hook } from './hooks/hook.js'
import type { Imports } from './imports.js'
import type { Outbox } from './outbox.js'

/** What promises among the capabilities exchanged have turned out to be, in both directions. */
export class Resolutions {
  readonly #outbox: Outbox
  readonly #descriptors: Descriptors
  readonly #imports: Imports
  readonly #exports: Exports

  constructor(outbox: Outbox, descriptors: Descriptors, imports: Imports, exports: Exports) {
    this.#outbox = outbox
    this.#descriptors = descriptors
    this.#imports = imports
    this.#exports = exports
  }

  /** Tells the peer what our promise `id` has become. */
  send(id: number, hook: Hook): void {
    this.#outbox.send(root => {
      const message = root.initResolve()
      message.promiseId = id
      if (hook instanceof BrokenHook) writeException(message.initException(), hook.error)
      else this.#descriptors.write(hook, message.initCap())
    })
  }

  onResolve(message: rpc.ResolveReader): void {
    const promise = this.#imports.get(message.promiseId)
    const target = this.#read(message)
    // The promise may have been released while this was under way; so is then what it became.
    if (promise === undefined) target.release()
    else promise.resolve(target)
  }

  #read(message: rpc.ResolveReader): Hook {
    switch (message.which()) {
      case rpc.ResolveWhich.cap:
        return this.#descriptors.read(message.cap) ?? BrokenHook.null()
      case rpc.ResolveWhich.exception:
        return new BrokenHook(readException(message.exception))
      default:
        return violation('a resolution of an unknown kind')
    }
  }

  /** The peer does not know promises: it has not taken the capability that we sent. */
  onUnimplemented(message: rpc.ResolveReader): void {
    if (message.which() !== rpc.ResolveWhich.cap) return
    const { cap } = message
    if (cap.which() === rpc.CapDescriptorWhich.senderHosted) {
      this.#exports.release(cap.senderHosted, 1)
    } else if (cap.which() === rpc.CapDescriptorWhich.senderPromise) {
      this.#exports.release(cap.senderPromise, 1)
    }
  }
}
