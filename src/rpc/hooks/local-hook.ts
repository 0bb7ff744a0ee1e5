import type { Call } from '../call.js'
import { aborted, asNodetapError } from '../exceptions.js'
import type { CapabilityServer } from '../server.js'
import { runUserCode } from '../user-code.js'
import { Hook } from './hook.js'

/** An object of this process. */
export class LocalHook extends Hook {
  readonly #server: CapabilityServer

  constructor(server: CapabilityServer) {
    super()
    this.#server = server
  }

  /** Calls the object at once; where its handler gives nothing, the answer goes at once too. */
  deliver(call: Call): void {
    if (call.cancelled) {
      call.fail(aborted())
      return
    }
    let pending: void | Promise<void>
    try {
      pending = this.#server.dispatch(call)
    } catch (error) {
      call.fail(asNodetapError(error))
      return
    }
    if (pending === undefined) call.returnResults()
    else this.#answerLater(call, pending)
  }

  #answerLater(call: Call, pending: Promise<void>): void {
    // The object must not be disposed while it still answers, unless nobody waits for that.
    this.retain()
    let held = true
    const letGo = (): void => {
      if (held) this.release()
      held = false
    }
    call.whenCancelled(letGo)
    Promise.resolve(pending)
      .then(
        () => call.returnResults(),
        (error: unknown) => call.fail(asNodetapError(error)),
      )
      .finally(letGo)
  }

  protected dispose(): void {
    runUserCode('dispose() of a capability', () => this.#server.dispose?.())
  }
}
