/**
 * Draws terminal output as an SVG: reads text with colour codes from standard input, as a
 * command prints it under FORCE_COLOR=1.
 *
 *   FORCE_COLOR=1 npx nodetap demo --duration 20 | node dist/scripts/terminal-svg.js FIRST LAST > picture.svg
 *
 * FIRST and LAST choose lines, counted from 1.
 */
import { stdin, stdout } from 'node:process'
import { text } from 'node:stream/consumers'

const COLUMNS = 132
const CELL_WIDTH = 7.2
const LINE_HEIGHT = 17
const MARGIN = 14

const COLORS: Readonly<Record<string, string>> = {
  31: '#f47067',
  32: '#8ddb8c',
  33: '#f0c674',
  34: '#6cb6ff',
  35: '#dcbdfb',
  36: '#76e3ea',
  37: '#e6edf3',
}

const [first = '1', last = '40'] = process.argv.slice(2)
const lines = (await text(stdin)).split('\n').slice(Number(first) - 1, Number(last))
stdout.write(svg(lines))

function svg(lines: readonly string[]): string {
  const width = Math.ceil(COLUMNS * CELL_WIDTH + 2 * MARGIN)
  const height = lines.length * LINE_HEIGHT + 2 * MARGIN
  const rows = lines.map((line, i) => {
    const y = MARGIN + (i + 1) * LINE_HEIGHT - 5
    return `<text x="${MARGIN}" y="${y}" xml:space="preserve">${spans(line)}</text>`
  })
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" font-family="ui-monospace, SFMono-Regular, Menlo, Consolas, monospace" font-size="12" fill="#e6edf3">
<rect width="100%" height="100%" rx="8" fill="#161b22"/>
${rows.join('\n')}
</svg>
`
}

/** A line's stretches of one style each, cut to the width of the picture. */
function spans(line: string): string {
  let style = ''
  let column = 0
  let result = ''
  for (const part of line.split(/(\x1b\[\d+m)/)) {
    const code = /^\x1b\[(\d+)m$/.exec(part)?.[1]
    if (code !== undefined) {
      style = styleOf(code)
      continue
    }
    const visible = [...part].slice(0, COLUMNS - column)
    column += visible.length
    if (visible.length > 0) result += `<tspan${style}>${escapeXml(visible.join(''))}</tspan>`
  }
  return result
}

function styleOf(code: string): string {
  if (code === '1') return ' font-weight="bold"'
  if (code === '2') return ' fill="#8b949e"'
  const color = COLORS[code]
  return color === undefined ? '' : ` fill="${color}"`
}

function escapeXml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
}
