import type { rpc } from '../schema/index.js'
import { violation } from './exceptions.js'
import type { Hook } from './hooks/hook.js'
import { IdTable } from './id-table.js'
import { RpcLimits } from './limits.js'

interface Export {
  readonly id: number
  readonly hook: Hook
  references: number
}

/** Objects of this process that the peer holds. */
export class Exports {
  readonly #table = new IdTable<Export>()
  readonly #ids = new Map<Hook, number>()
  readonly #onPromise: (id: number, hook: Hook) => void

  /** `onPromise` is told of a promise when it has settled, if the peer still holds it. */
  constructor(onPromise: (id: number, hook: Hook) => void) {
    this.#onPromise = onPromise
  }

  get size(): number {
    return this.#table.size
  }

  /** The object that the peer calls by `id`; borrowed. */
  hook(id: number): Hook {
    return this.#table.get(id)?.hook ?? violation(`there is no export ${id}`)
  }

  has(id: number): boolean {
    return this.#table.get(id) !== undefined
  }

  /** Gives the peer one more reference to `hook` and writes it down; returns the export's id. */
  describe(hook: Hook, descriptor: rpc.CapDescriptorBuilder): number {
    const id = this.#add(hook)
    if (hook.isPromise) descriptor.senderPromise = id
    else descriptor.senderHosted = id
    return id
  }

  /** The peer gives back `references`. */
  release(id: number, references: number): void {
    const entry = this.#table.get(id)
    if (entry === undefined) violation(`release of export ${id}, which does not exist`)
    if (references > entry.references) {
      violation(
        `release of ${references} references to export ${id}, which has ${entry.references}`,
      )
    }
    entry.references -= references
    if (entry.references > 0) return
    this.#table.delete(id)
    this.#ids.delete(entry.hook)
    entry.hook.release()
  }

  releaseAll(): void {
    const entries = this.#table.values()
    this.#table.clear()
    this.#ids.clear()
    for (const entry of entries) entry.hook.release()
  }

  #add(hook: Hook): number {
    const known = this.#table.get(this.#ids.get(hook) ?? -1)
    if (known !== undefined) {
      known.references++
      return known.id
    }
    if (this.#table.size >= RpcLimits.maxCapabilities) {
      violation(`more than ${RpcLimits.maxCapabilities} capabilities held`)
    }
    const { id } = this.#table.add(id => ({ id, hook: hook.retain(), references: 1 }))
    this.#ids.set(hook, id)
    if (hook.isPromise) {
      hook.whenResolved(() => {
        if (this.#table.get(id)?.hook === hook) this.#onPromise(id, hook.resolved())
      })
    }
    return id
  }
}
