/** Microseconds of this machine's monotonic clock, which all its processes share. */
export function monotonicNowUs(): number {
  return Number(process.hrtime.bigint() / 1000n)
}

/** The wall-clock time of monotonic zero, in Unix microseconds. */
export function monotonicZeroUnixUs(): number {
  return Date.now() * 1000 - monotonicNowUs()
}
