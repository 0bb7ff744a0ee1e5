/** Milliseconds between two looks at the ring while events come. */
export const BUSY_INTERVAL_MS = 1

/** The same where nobody minds: a fifth of the looks, each of which costs more than its events. */
const PATIENT_INTERVAL_MS = 5

/** Who waits at least so long, in microseconds, does not mind. */
const PATIENT_WAIT_US = 20_000

/** Milliseconds between two looks at the ring for those who may wait `waitUs` for an event. */
export function lookIntervalMs(waitUs: number): number {
  return waitUs >= PATIENT_WAIT_US ? PATIENT_INTERVAL_MS : BUSY_INTERVAL_MS
}
