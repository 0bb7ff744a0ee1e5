import { RpcPollLimits } from './limits.js'

const INTERVALS_MS: ReadonlyMap<string, number> = new Map([
  ['getpeerinfo', RpcPollLimits.peerPollMs],
  ['getblockchaininfo', RpcPollLimits.chainPollMs],
  ['getrawmempool', RpcPollLimits.mempoolPollMs],
])

/** When each method that is asked again and again may be asked next. Times are in microseconds. */
export class PollTimes {
  readonly #dueUs = new Map<string, number>()

  /** When a method may be asked next; 0: at once. */
  dueUs(method: string): number {
    return this.#dueUs.get(method) ?? 0
  }

  /** It is asked now, and must not be asked again meanwhile. */
  asked(method: string): void {
    if (INTERVALS_MS.has(method)) this.#dueUs.set(method, Number.POSITIVE_INFINITY)
  }

  /** It took from `startedUs` to `nowUs`. The longer, the longer until the next time. */
  answered(method: string, startedUs: number, nowUs: number): void {
    const interval = INTERVALS_MS.get(method)
    if (interval === undefined) return
    const polite = (nowUs - startedUs) * RpcPollLimits.politeness
    this.#dueUs.set(method, nowUs + Math.max(interval * 1000, polite))
  }
}
