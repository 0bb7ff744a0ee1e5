import type { Call } from '../call.js'
import type { Wire } from '../wire.js'
import { Hook } from './hook.js'

/**
 * An object of the peer's, or a promise of one, by the peer's number for it. A connection
 * keeps one hook a number.
 */
export class ImportHook extends Hook {
  readonly wire: Wire
  readonly id: number
  /** How many references the peer counts as ours; given back together. */
  remoteReferences = 0
  readonly #promise: boolean
  #resolution: Hook | null = null
  #called = false
  #listeners: (() => void)[] = []

  constructor(wire: Wire, id: number, promise: boolean) {
    super()
    this.wire = wire
    this.id = id
    this.#promise = promise
  }

  override get isPromise(): boolean {
    return this.#promise && (this.#resolution?.isPromise ?? true)
  }

  /** Whether calls still go to the peer under this number. */
  get isUnresolved(): boolean {
    return this.#resolution === null
  }

  override resolved(): Hook {
    return this.#resolution === null ? this : this.#resolution.resolved()
  }

  override whenResolved(listener: () => void): void {
    if (!this.#promise) return
    if (this.#resolution === null) this.#listeners.push(listener)
    else if (this.#resolution.isPromise) this.#resolution.whenResolved(listener)
    else listener()
  }

  /** The peer has said what the promise became; takes over the reference to `target`. */
  resolve(target: Hook): void {
    if (!this.#promise || this.#resolution !== null) {
      target.release()
      return
    }
    // What was called before went by the peer; what is called now must not overtake it.
    this.#resolution = this.#called ? this.wire.embargo(target, { importId: this.id }) : target
    const listeners = this.#listeners
    this.#listeners = []
    for (const listener of listeners) this.whenResolved(listener)
  }

  deliver(call: Call): void {
    if (this.#resolution !== null) {
      this.#resolution.deliver(call)
      return
    }
    this.#called = true
    this.wire.sendCall({ importId: this.id }, call)
  }

  protected dispose(): void {
    this.wire.releaseImport(this)
    this.#resolution?.release()
  }
}
