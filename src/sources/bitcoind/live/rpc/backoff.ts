import { RpcPollLimits } from './limits.js'

/** How long to wait after failures: twice as long after each, up to a bound. */
export class Backoff {
  #ms: number = RpcPollLimits.minBackoffMs

  /** How long to wait after one more failure. */
  next(): number {
    const ms = this.#ms
    this.#ms = Math.min(2 * ms, RpcPollLimits.maxBackoffMs)
    return ms
  }

  /** All is well again. */
  reset(): void {
    this.#ms = RpcPollLimits.minBackoffMs
  }
}
