import { RpcLimits } from './limits.js'
import type { Transport } from './transport.js'

/**
 * Hands messages on in order, unless the peer does not read what it gets for them: then they
 * wait, and when many wait, no more are read.
 *
 * They are not left unread at once, for the peer may do the same at the same time: two sides
 * that each wait for the other to read would wait for ever.
 */
export class Inbox {
  readonly #transport: Transport
  readonly #handle: (frame: Uint8Array) => void
  #waiting: Uint8Array[] = []
  #waitingBytes = 0
  #holding = false
  #paused = false

  /** `handle` must not throw. */
  constructor(transport: Transport, handle: (frame: Uint8Array) => void) {
    this.#transport = transport
    this.#handle = handle
  }

  receive(frame: Uint8Array): void {
    if (!this.#holding) {
      this.#handle(frame)
      this.#holding = this.#transport.unsentBytes > RpcLimits.maxUnreadBytes
      return
    }
    this.#waiting.push(frame)
    this.#waitingBytes += frame.length
    if (this.#paused || this.#waitingBytes <= RpcLimits.maxWaitingBytes) return
    this.#paused = true
    this.#transport.pause()
  }

  /** The peer has read everything. */
  drained(): void {
    this.#holding = false
    const waiting = this.#waiting
    this.clear()
    for (const frame of waiting) this.receive(frame)
    if (!this.#paused || this.#waitingBytes > RpcLimits.maxWaitingBytes) return
    this.#paused = false
    this.#transport.resume()
  }

  clear(): void {
    this.#waiting = []
    this.#waitingBytes = 0
  }
}
