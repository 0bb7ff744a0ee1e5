import { performance } from 'node:perf_hooks'
import { hrtime } from 'node:process'

/** Monotonic microseconds. Every reading is at least the one before. */
export type Clock = () => number

const CALIBRATIONS = 16

/**
 * The machine's monotonic clock, that of `process.hrtime`: the same for all processes and
 * threads of a machine until it restarts. `performance.now` is the fastest way to it, but
 * counts from the start of its thread; the difference is found once, to well below 1 µs.
 */
export function monotonicClock(): Clock {
  const now = performance.now.bind(performance)
  const offset = offsetUs(now)
  return () => now() * 1000 + offset
}

/** The tightest of a few readings of one clock between two of the other. */
function offsetUs(now: () => number): number {
  let best = Number.POSITIVE_INFINITY
  let offset = 0
  for (let i = 0; i < CALIBRATIONS; i++) {
    const before = hrtimeUs()
    const between = now() * 1000
    const after = hrtimeUs()
    if (after - before < best) {
      best = after - before
      offset = (before + after) / 2 - between
    }
  }
  return offset
}

function hrtimeUs(): number {
  return Number(hrtime.bigint()) / 1000
}
