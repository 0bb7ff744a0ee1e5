import { ErrorCodes, NodetapError } from '../errors/index.js'
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
  /** Promises whose outcome is waited for already, however often they come and go. */
  readonly #awaited = new WeakSet<Hook>()
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

  /**
   * Gives the peer one more reference to `hook` and writes it down; returns the export's id.
   * Throws OVERLOADED where the peer holds too much.
   */
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

  /** Takes references back that the peer has not been told of, one for each of `ids`. */
  takeBack(ids: readonly number[]): void {
    for (const id of ids) if (this.#table.get(id) !== undefined) this.release(id, 1)
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
      throw new NodetapError(
        ErrorCodes.Overloaded,
        `The peer holds ${RpcLimits.maxCapabilities} capabilities, and gets no more until it releases some`,
      )
    }
    const { id } = this.#table.add(id => ({ id, hook: hook.retain(), references: 1 }))
    this.#ids.set(hook, id)
    this.#await(hook)
    return id
  }

  #await(hook: Hook): void {
    if (!hook.isPromise || this.#awaited.has(hook)) return
    this.#awaited.add(hook)
    hook.whenResolved(() => {
      const id = this.#ids.get(hook)
      if (id !== undefined) this.#onPromise(id, hook.resolved())
    })
  }
}
