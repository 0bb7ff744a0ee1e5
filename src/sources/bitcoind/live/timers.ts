import { performance } from 'node:perf_hooks'

/** Time, as tests may stand in for it. */
export interface Timers {
  /** Unix microseconds, of a clock that never goes back. */
  nowUs(): number
  /** Runs `action` once after `ms`; the returned function takes that back. */
  after(ms: number, action: () => void): () => void
}

export const systemTimers: Timers = {
  nowUs: () => Math.floor((performance.timeOrigin + performance.now()) * 1000),
  after: (ms, action) => {
    const timer = setTimeout(action, ms)
    return () => clearTimeout(timer)
  },
}
