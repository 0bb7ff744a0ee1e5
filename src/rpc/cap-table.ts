import type { Capability } from './capability.js'
import type { Hook } from './hooks/hook.js'
import { LocalHook } from './hooks/local-hook.js'
import type { Payload } from './payload.js'
import type { CapabilityServer } from './server.js'

/** Collects the capabilities of a message being built. Each gets an index to write. */
export class CapabilityWriter {
  #hooks: (Hook | null)[] = []

  get hooks(): readonly (Hook | null)[] {
    return this.#hooks
  }

  /** Puts a capability into the message; the caller keeps its reference. Null stays null. */
  add(capability: Capability | null): number {
    return capability === null ? -1 : this.addHook(capability.hook.retain())
  }

  /** Puts a new capability into the message that `server` answers; the message owns it. */
  addServer(server: CapabilityServer): number {
    return this.addHook(new LocalHook(server))
  }

  /** Takes over the reference to `hook`. */
  addHook(hook: Hook | null): number {
    return this.#hooks.push(hook) - 1
  }

  /** Hands over the hooks and the references to them. */
  takeHooks(): readonly (Hook | null)[] {
    const hooks = this.#hooks
    this.#hooks = []
    return hooks
  }

  /** Gives up the references. */
  release(): void {
    for (const hook of this.takeHooks()) hook?.release()
  }
}

/** The capabilities of a message received. What is not taken goes when the message does. */
export class CapabilityReader {
  readonly #payload: Payload
  readonly #wrap: (hook: Hook) => Capability

  constructor(payload: Payload, wrap: (hook: Hook) => Capability) {
    this.#payload = payload
    this.#wrap = wrap
  }

  /**
   * The capability that a field's `index` names, now the caller's to release; or null. Throws
   * ABORTED when the call is over, and with it the capabilities that it brought.
   */
  take(index: number): Capability | null {
    const hook = this.#payload.hook(index)
    return hook === null ? null : this.#wrap(hook.retain())
  }
}
