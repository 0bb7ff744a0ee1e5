import { performance } from 'node:perf_hooks'

/** Time, as tests may stand in for it. */
export interface Timers {
  /** Unix microseconds, by the clock that the node uses too: it may be set, and jump. */
  nowUs(): number
  /** Microseconds since some moment, for how long things take and when they are due. */
  monotonicUs(): number
  /** Runs `action` once after `ms`; the returned function takes that back. */
  after(ms: number, action: () => void): () => void
}

export const systemTimers: Timers = {
  nowUs: () => Date.now() * 1000,
  monotonicUs: () => Math.floor(performance.now() * 1000),
  after: (ms, action) => {
    const timer = setTimeout(action, ms)
    return () => clearTimeout(timer)
  },
}
