import { ControlPlaces, type RingLayout } from './layout.js'
import { RingLimits } from './limits.js'
import type { Clock } from './monotonic-clock.js'

/**
 * A clock that is cheap and less exact: it reads `exact` only when the worker has turned since
 * the last event, and at every 16th event. Between those, events carry the same time.
 */
export function coarseClock(ring: RingLayout, exact: Clock): Clock {
  const control = new Int32Array(ring.control)
  let time = exact()
  let tick = control[ControlPlaces.tick]
  let eventsLeft: number = RingLimits.coarseClockEvents
  return () => {
    if (--eventsLeft > 0 && control[ControlPlaces.tick] === tick) return time
    eventsLeft = RingLimits.coarseClockEvents
    tick = control[ControlPlaces.tick]
    time = exact()
    return time
  }
}
