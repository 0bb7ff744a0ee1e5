import type { Call } from '../call.js'
import type { Wire } from '../wire.js'
import type { Hook } from './hook.js'
import { ResolvableHook } from './resolvable-hook.js'

/**
 * An object of the peer's, or a promise of one, by the peer's number for it. A connection
 * keeps one hook a number.
 */
export class ImportHook extends ResolvableHook {
  readonly wire: Wire
  readonly id: number
  /** How many references the peer counts as ours; given back together. */
  remoteReferences = 0
  readonly #promise: boolean
  #called = false

  constructor(wire: Wire, id: number, promise: boolean) {
    super()
    this.wire = wire
    this.id = id
    this.#promise = promise
  }

  protected override get isPending(): boolean {
    return this.#promise && super.isPending
  }

  /**
   * The peer has said what the promise became; takes over the reference to `target`. For what
   * is no promise any more, or was not introduced as one, this changes nothing: it is what it
   * was already. (Cap'n Proto 0.9 calls a promise `senderHosted` where it has sent it before.)
   */
  resolve(target: Hook): void {
    if (!this.isPending) {
      target.release()
      return
    }
    // What was called before went by the peer; what is called now must not overtake it.
    this.become(this.#called ? this.wire.embargo(target, { importId: this.id }) : target)
  }

  protected override deliverPending(call: Call): void {
    this.#called = true
    this.wire.sendCall({ importId: this.id }, call)
  }

  protected override dispose(): void {
    this.wire.releaseImport(this)
    super.dispose()
  }
}
