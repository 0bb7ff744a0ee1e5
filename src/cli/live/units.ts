/** Quantities as people read them; each in few columns. */

/** A whole number with commas. */
export function count(value: number): string {
  return String(Math.round(value)).replace(/\B(?=(\d{3})+$)/g, ',')
}

/** A number in at most five columns: 999, 12.3k, 4.56M. */
export function short(value: number): string {
  return scaled(value, 1000, ['', 'k', 'M', 'G', 'T'])
}

/** Bytes in at most six columns: 999B, 12.3kB. Thousands, as disks have them. */
export function bytes(value: number): string {
  return `${scaled(value, 1000, ['', 'k', 'M', 'G', 'T'])}B`
}

function scaled(value: number, step: number, units: readonly string[]): string {
  let unit = 0
  let rest = value
  while (rest >= step && unit < units.length - 1) {
    rest /= step
    unit++
  }
  if (unit === 0)
    return String(Math.round(rest * 10) / 10 >= 100 ? Math.round(rest) : Number(rest.toFixed(1)))
  const digits = rest < 10 ? 2 : rest < 100 ? 1 : 0
  return `${rest.toFixed(digits)}${units[unit]}`
}

/** Microseconds as 12 µs, 3.4 ms, 1.23 s, 4m 05s, 2h 03m or 5d 04h. */
export function duration(us: number): string {
  if (us < 999.5) return `${Math.round(us)} µs`
  if (us < 999_500) return `${threeDigits(us / 1000)} ms`
  if (us < 60e6) return `${threeDigits(us / 1e6)} s`
  return age(us)
}

function threeDigits(value: number): string {
  return value.toFixed(value < 9.995 ? 2 : value < 99.95 ? 1 : 0)
}

/** Microseconds to the second: 7s, 4m 05s, 2h 03m, 5d 04h. */
export function age(us: number): string {
  const seconds = Math.max(0, Math.floor(us / 1e6))
  const two = (value: number): string => String(value).padStart(2, '0')
  if (seconds < 60) return `${seconds}s`
  const minutes = Math.floor(seconds / 60)
  if (minutes < 60) return `${minutes}m ${two(seconds % 60)}s`
  const hours = Math.floor(minutes / 60)
  if (hours < 24) return `${hours}h ${two(minutes % 60)}m`
  return `${Math.floor(hours / 24)}d ${two(hours % 24)}h`
}

/** Satoshis with commas. */
export function sat(value: number): string {
  return `${value < 0 ? '-' : ''}${count(Math.abs(value))} sat`
}

/** A fee rate in sat/vB with two digits behind the point; a dash where there is no size. */
export function feeRate(feeSat: number, vsize: number): string {
  return vsize > 0 ? (feeSat / vsize).toFixed(2) : '–'
}
