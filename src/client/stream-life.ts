import { ErrorCodes, isNodetapError, NodetapError } from '../errors/index.js'
import type { Interruption } from './batch/index.js'

/** Resolves when there is a connection again, with whether the node was restarted. */
export type Reconnect = (
  signal: AbortSignal | undefined,
) => Promise<{ readonly restarted: boolean }>

/** Something that a node does for us until it is stopped. */
interface UnderWay<T> {
  readonly terms: T
  stop(): Promise<void>
}

/** Whose life it is. */
export interface StreamOwner<T, S extends UnderWay<T>> {
  /** What messages call it. */
  readonly name: string
  /** Has the node begin; again on each new connection. */
  open(): Promise<S>
  /** Null where reconnecting is not wanted. */
  readonly reconnect: Reconnect | null
  /** There is a connection again: what comes from now on comes after the interruption. */
  reopening?(interruption: Interruption): void
  /** It goes on; null where it could not be begun again, and ends. */
  reopened?(stream: S | null): void
  /** It is over, in order where `error` is null. Called once. */
  over(error: NodetapError | null): void
  /** Nobody takes any more what waits here. */
  discard(): void
}

/**
 * The life of a stream from a node: begun once, begun again where its connection is lost and made
 * again, ended once by whoever closes it, by its signal, or by an error.
 */
export class StreamLife<T, S extends UnderWay<T>> {
  readonly #owner: StreamOwner<T, S>
  readonly #signal: AbortSignal | undefined
  #stream: S | null = null
  #end: { readonly error: NodetapError | null } | null = null
  #wake: (() => void) | null = null
  #isReconnecting = false
  /** The connection was lost once more before the stream was begun again. */
  #isLostAgain = false

  constructor(owner: StreamOwner<T, S>, signal: AbortSignal | undefined) {
    this.#owner = owner
    this.#signal = signal
  }

  /** What is under way at the node; null where there is no connection, and when it was stopped. */
  get stream(): S | null {
    return this.#stream
  }

  /** Null while it is not over. */
  get end(): { readonly error: NodetapError | null } | null {
    return this.#end
  }

  /** Call it once. Rejects where the stream could not be begun; it is over then. */
  begin(): Promise<T> {
    this.#signal?.addEventListener('abort', this.#onAbort, { once: true })
    const ready = this.#signal?.aborted ? Promise.reject(this.#aborted()) : this.#open()
    ready.catch((error: NodetapError) => {
      this.#finish(isNodetapError(error, ErrorCodes.Aborted) ? null : error)
    })
    return ready
  }

  /** What `take` gives, in order, until the stream is over; null: nothing until {@link wakeUp}. */
  async *items<I>(take: () => I | null): AsyncGenerator<I, void, undefined> {
    try {
      for (;;) {
        const item = take()
        if (item !== null) yield item
        else if (this.#end !== null) {
          if (this.#end.error !== null) throw this.#end.error
          return
        } else {
          await new Promise<void>(resolve => {
            this.#wake = resolve
          })
        }
      }
    } finally {
      await this.close()
    }
  }

  /** There is something to take. */
  wakeUp(): void {
    const wake = this.#wake
    this.#wake = null
    wake?.()
  }

  /** Ends it, here and at the node. */
  async close(): Promise<void> {
    this.#finish(null)
    this.#owner.discard()
    const stream = this.#stream
    this.#stream = null
    await stream?.stop()
  }

  /** Stops what is under way where nobody minds how that goes. */
  drop(): void {
    this.#stream?.stop().catch(() => {})
    this.#stream = null
  }

  /** The node says that nothing more will come. */
  endedByNode(reason: string): void {
    // Where it is to be begun again, the connection's own end is what tells when.
    if (this.#owner.reconnect !== null) return
    this.connectionLost(new NodetapError(ErrorCodes.Disconnected, reason))
  }

  connectionLost(reason: NodetapError): void {
    if (this.#end !== null) return
    const { reconnect } = this.#owner
    if (this.#isReconnecting) this.#isLostAgain = true
    else if (reconnect === null) this.#finish(reason)
    else this.#resume(reconnect).catch((error: NodetapError) => this.#finish(error))
  }

  readonly #onAbort = (): void => {
    // Closing reports its own failures to nobody: the caller has lost interest.
    this.close().catch(() => {})
  }

  async #open(): Promise<T> {
    const stream = await this.#owner.open()
    if (this.#end !== null) {
      await stream.stop()
      throw this.#end.error ?? this.#aborted()
    }
    this.#stream = stream
    return stream.terms
  }

  async #resume(reconnect: Reconnect): Promise<void> {
    this.#isReconnecting = true
    const lostAt = Date.now()
    let restarted = false
    let isOpen = false
    // The connection took with it what was at the node; there may be something here.
    this.drop()
    try {
      while (!isOpen) {
        restarted = (await reconnect(this.#signal)).restarted || restarted
        this.#owner.reopening?.({ lostAt, resumedAt: Date.now(), restarted })
        isOpen = await this.#openAgain()
      }
    } finally {
      this.#isReconnecting = false
      this.#owner.reopened?.(isOpen ? this.#stream : null)
      this.wakeUp()
    }
  }

  /** False where the new connection has been lost, too. */
  async #openAgain(): Promise<boolean> {
    try {
      await this.#open()
      if (!this.#isLostAgain) return true
    } catch (error) {
      if (this.#end !== null || !this.#isLostAgain) throw error
    }
    this.#isLostAgain = false
    this.drop()
    return false
  }

  #finish(error: NodetapError | null): void {
    if (this.#end !== null) return
    this.#end = { error }
    this.#signal?.removeEventListener('abort', this.#onAbort)
    this.#owner.over(error)
    this.wakeUp()
  }

  #aborted(): NodetapError {
    return new NodetapError(ErrorCodes.Aborted, `The ${this.#owner.name} was aborted`)
  }
}
