import { InvalidArgumentError } from 'commander'

/** Parsers of option values; what they throw is shown with the option's name. */

export function positiveNumber(value: string): number {
  const number = Number(value)
  if (!(number > 0) || !Number.isFinite(number)) {
    throw new InvalidArgumentError('A number above 0 is wanted.')
  }
  return number
}

export function positiveInteger(value: string): number {
  const number = positiveNumber(value)
  if (!Number.isSafeInteger(number)) throw new InvalidArgumentError('A whole number is wanted.')
  return number
}

/** A whole number from 0 on: an id. */
export function wholeNumber(value: string): number {
  const number = Number(value)
  if (value.trim() === '' || !Number.isSafeInteger(number) || number < 0) {
    throw new InvalidArgumentError('A whole number is wanted.')
  }
  return number
}

/** Names separated by commas. */
export function names(value: string): string[] {
  const all = value.split(',').map(it => it.trim())
  if (all.includes('')) throw new InvalidArgumentError('Names separated by commas are wanted.')
  return all
}

/** Where a file goes. */
export function outputPath(value: string): string {
  if (value === '') throw new InvalidArgumentError('The path of a file is wanted.')
  if (value === '-') {
    throw new InvalidArgumentError(
      'A path is wanted: standard output is what `nodetap trace` writes to. ./- is a file.',
    )
  }
  return value
}

/** For an option that may be given several times. */
export function several(value: string, before: readonly string[] = []): string[] {
  return [...before, value]
}

/** Bytes of a payload: "80", "10kB", or `all`. */
export function payloadBytes(value: string): number {
  if (value === 'all') return Number.POSITIVE_INFINITY
  const bytes = withUnit(value, SIZE_UNITS)
  if (bytes === null || !Number.isInteger(bytes)) {
    throw new InvalidArgumentError("A number of bytes such as 80 or 10kB, or 'all', is wanted.")
  }
  return bytes
}

const SIZE_UNITS: Readonly<Record<string, number>> = {
  '': 1,
  b: 1,
  kb: 1e3,
  mb: 1e6,
  gb: 1e9,
  tb: 1e12,
  kib: 2 ** 10,
  mib: 2 ** 20,
  gib: 2 ** 30,
  tib: 2 ** 40,
}

/** Bytes: "1000", "64MB", "1.5 GiB". */
export function byteSize(value: string): number {
  const bytes = Math.floor(withUnit(value, SIZE_UNITS) ?? Number.NaN)
  if (!(bytes >= 1)) throw new InvalidArgumentError('A size such as 500MB or 2GiB is wanted.')
  return bytes
}

const TIME_UNITS: Readonly<Record<string, number>> = {
  '': 1,
  ms: 1e-3,
  s: 1,
  m: 60,
  min: 60,
  h: 3600,
  d: 86_400,
}

/** Seconds: "90", "500ms", "90s", "15m", "1h", "7d". */
export function timeSpan(value: string): number {
  const seconds = withUnit(value, TIME_UNITS)
  if (seconds === null || !(seconds > 0)) {
    throw new InvalidArgumentError('A time such as 90s, 15m, 1h or 7d is wanted.')
  }
  return seconds
}

/** The longest that a timer of Node.js runs, in seconds. */
const LONGEST_TIMER = (2 ** 31 - 1) / 1000

/** A time after which a command ends, in seconds. */
export function runTime(value: string): number {
  const seconds = timeSpan(value)
  if (seconds > LONGEST_TIMER) throw new InvalidArgumentError('At most 24 days are taken.')
  return seconds
}

function withUnit(value: string, units: Readonly<Record<string, number>>): number | null {
  const match = /^(\d+(?:\.\d+)?) ?([a-z]*)$/i.exec(value)
  const unit = units[match?.[2]?.toLowerCase() ?? ' ']
  return unit === undefined ? null : Number(match?.[1]) * unit
}

/** How many times faster than it happened: "1x", "0.5x", "10", or "max". */
export function replaySpeed(value: string): number {
  if (value === 'max') return Number.POSITIVE_INFINITY
  const speed = Number(/^(\d+(?:\.\d+)?)x?$/i.exec(value)?.[1])
  if (!(speed > 0))
    throw new InvalidArgumentError('A speed such as 1x, 10x, 0.5x or max is wanted.')
  return speed
}
