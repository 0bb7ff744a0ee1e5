import { ErrorCodes, isNodetapError, NodetapError } from '../../errors/index.js'
import type { CallThreads, Capability } from '../../rpc/index.js'
import { handler } from '../../schema/index.js'
import { UpstreamLimits } from './limits.js'

/**
 * What a node traces for us. Nodes with an old libmultiprocess abort when a client goes without
 * having destroyed a handler of theirs. So each is destroyed, and nobody goes before: also not
 * one who lost interest before the node had answered.
 */
export class Registrations {
  readonly #threads: CallThreads
  readonly #endTimeoutMs: number
  readonly #opening = new Set<Promise<Registration>>()
  readonly #open = new Set<Registration>()

  constructor(threads: CallThreads, endTimeoutMs: number = UpstreamLimits.endTimeoutMs) {
    this.#threads = threads
    this.#endTimeoutMs = endTimeoutMs
  }

  /**
   * `register` asks the node and gives its handler. Rejects with ABORTED when `signal` fires
   * meanwhile; what the node registers then is ended.
   */
  async add(
    register: () => Promise<Capability | null>,
    signal: AbortSignal | undefined,
  ): Promise<Registration> {
    if (signal?.aborted) throw aborted()
    const opening = register().then(held => {
      if (held === null) {
        throw new NodetapError(ErrorCodes.ProtocolViolation, 'The node gave no handler')
      }
      const registration = new Registration(held, this.#threads, () =>
        this.#open.delete(registration),
      )
      this.#open.add(registration)
      return registration
    })
    this.#opening.add(opening)
    const settled = (): boolean => this.#opening.delete(opening)
    opening.then(settled, settled)
    if (signal === undefined) return opening
    return unlessAborted(opening, signal)
  }

  /** Ends all of them, if the node answers in time. */
  async endAll(): Promise<void> {
    let timer: NodeJS.Timeout | undefined
    const patience = new Promise<void>(resolve => {
      timer = setTimeout(resolve, this.#endTimeoutMs)
    })
    try {
      await Promise.race([this.#endAll(), patience])
    } finally {
      clearTimeout(timer)
    }
  }

  async #endAll(): Promise<void> {
    await Promise.allSettled(this.#opening)
    await Promise.allSettled([...this.#open].map(registration => registration.end()))
  }
}

/** Something that a node traces for us. */
export class Registration {
  readonly #handler: Capability
  readonly #threads: CallThreads
  readonly #onEnded: () => void
  #end: Promise<void> | null = null

  constructor(held: Capability, threads: CallThreads, onEnded: () => void) {
    this.#handler = held
    this.#threads = threads
    this.#onEnded = onEnded
  }

  /** Resolves when the node has ended it, or the connection has. */
  end(): Promise<void> {
    this.#end ??= this.#destroy()
    return this.#end
  }

  async #destroy(): Promise<void> {
    try {
      await this.#handler.call(handler.Handler.methods.destroy, (params, capabilities) =>
        this.#threads.write(params.initContext(), capabilities),
      )
    } catch (error) {
      if (!isNodetapError(error, ErrorCodes.Disconnected)) throw error
    } finally {
      this.#handler.release()
      this.#onEnded()
    }
  }
}

function unlessAborted(opening: Promise<Registration>, signal: AbortSignal): Promise<Registration> {
  return new Promise((resolve, reject) => {
    const abort = (): void => {
      reject(aborted())
      // Whether ending it fails is of no interest to anybody any more.
      opening.then(registration => registration.end()).catch(() => {})
    }
    signal.addEventListener('abort', abort, { once: true })
    opening.then(resolve, reject).finally(() => signal.removeEventListener('abort', abort))
  })
}

function aborted(): NodetapError {
  return new NodetapError(ErrorCodes.Aborted, 'The subscription was aborted')
}
