import { ErrorCodes, NodetapError } from '../../errors/index.js'
import type { Call } from '../call.js'
import { Hook } from './hook.js'

/** A capability whose every call fails with the same error. */
export class BrokenHook extends Hook {
  readonly error: NodetapError

  constructor(error: NodetapError) {
    super()
    this.error = error
  }

  static null(): BrokenHook {
    return new BrokenHook(
      new NodetapError(ErrorCodes.RemoteFailure, 'Called a capability that is null'),
    )
  }

  deliver(call: Call): void {
    call.fail(this.error)
  }

  protected dispose(): void {}
}
