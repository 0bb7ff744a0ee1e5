import type { Entry, Spread } from './bench.js'

/** An entry as a line for a person. */
export function formatEntry(entry: Entry): string {
  const { figure, unit, value, reference, ratio, goal, met } = entry
  const parts = [`  ${figure}: ${formatSpread(value)} ${unit}`]
  if (reference !== null && ratio !== null) {
    parts.push(
      `    ${formatSpread(ratio)} times ${reference.name} (${formatNumber(reference.value.median)} ${unit})`,
    )
  }
  if (goal !== null) parts.push(`    ${met ? 'met' : 'MISSED'}: ${goal.text}`)
  return `${parts.join('\n')}\n`
}

/** Median and quartiles. */
export function formatSpread({ median, low, high, samples }: Spread): string {
  return samples === 1
    ? formatNumber(median)
    : `${formatNumber(median)} [${formatNumber(low)}–${formatNumber(high)}]`
}

/** Three digits that count, never an exponent. */
export function formatNumber(value: number): string {
  const size = Math.abs(value)
  if (size >= 1e6 && size % 1e5 === 0) return `${value / 1e6} M`
  if (size >= 100) return String(Math.round(value))
  if (size >= 10) return value.toFixed(1)
  if (size >= 0.01 || size === 0) return value.toFixed(2)
  return value.toFixed(4)
}
