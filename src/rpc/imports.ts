import type { NodetapError } from '../errors/index.js'
import { violation } from './exceptions.js'
import { BrokenHook } from './hooks/broken-hook.js'
import type { Hook } from './hooks/hook.js'
import { ImportHook } from './hooks/import-hook.js'
import { RpcLimits } from './limits.js'
import type { Wire } from './wire.js'

/** Objects of the peer that this process holds. */
export class Imports {
  readonly #hooks = new Map<number, ImportHook>()
  readonly #wire: Wire

  constructor(wire: Wire) {
    this.#wire = wire
  }

  get size(): number {
    return this.#hooks.size
  }

  get(id: number): ImportHook | undefined {
    return this.#hooks.get(id)
  }

  /** The peer has given one more reference to its object `id`; gives one of ours. */
  add(id: number, promise: boolean): Hook {
    let hook = this.#hooks.get(id)
    if (hook === undefined) {
      if (this.#hooks.size >= RpcLimits.maxCapabilities) {
        violation(`more than ${RpcLimits.maxCapabilities} capabilities given`)
      }
      hook = new ImportHook(this.#wire, id, promise)
      this.#hooks.set(id, hook)
    } else {
      hook.retain()
    }
    hook.remoteReferences++
    return hook
  }

  delete(hook: ImportHook): void {
    if (this.#hooks.get(hook.id) === hook) this.#hooks.delete(hook.id)
  }

  /** The connection has ended: promises will not come true any more. */
  breakAll(error: NodetapError): void {
    const hooks = [...this.#hooks.values()]
    this.#hooks.clear()
    for (const hook of hooks) hook.resolve(new BrokenHook(error))
  }
}
