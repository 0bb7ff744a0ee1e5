/**
 * How a cell looks, as a number: a colour in the low bits, or'ed with flags. Frames keep one a
 * cell and compare them, so they are numbers.
 */
export const Styles = {
  plain: 0,
  red: 1,
  green: 2,
  yellow: 3,
  blue: 4,
  magenta: 5,
  cyan: 6,
  bold: 16,
  dim: 32,
  inverse: 64,
} as const

const COLOR_BITS = 15

/**
 * The escape sequence that selects a style, whatever was selected before. Without colour, bold
 * and inverse stay: a selection must be seen.
 */
export function selectStyle(style: number, hasColor: boolean): string {
  const color = style & COLOR_BITS
  let sequence = '\x1b[0m'
  if (style & Styles.bold) sequence += '\x1b[1m'
  if (style & Styles.dim && hasColor) sequence += '\x1b[2m'
  if (style & Styles.inverse) sequence += '\x1b[7m'
  if (color !== 0 && hasColor) sequence += `\x1b[${30 + color}m`
  return sequence
}
