/** Turns monotonic timestamps into the wall-clock time that people read. */
export function clockTime(timestampUs: number, monotonicZeroUnixUs: number): string {
  const unixUs = timestampUs + monotonicZeroUnixUs
  const date = new Date(unixUs / 1000)
  const two = (value: number): string => String(value).padStart(2, '0')
  const micros = String(Math.floor(unixUs % 1_000_000)).padStart(6, '0')
  return `${two(date.getHours())}:${two(date.getMinutes())}:${two(date.getSeconds())}.${micros}`
}
