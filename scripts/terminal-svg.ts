/**
 * Draws terminal output as an SVG: reads text with colour codes from standard input, as a
 * command prints it under FORCE_COLOR=1.
 *
 *   FORCE_COLOR=1 npx nodetap demo --duration 20 | node dist/scripts/terminal-svg.js FIRST LAST > picture.svg
 *
 *   FORCE_COLOR=1 COLUMNS=118 npx nodetap peers --once --duration 35 --peer 4 --decode | …
 *
 * FIRST and LAST choose lines, counted from 1.
 */
import { stdin, stdout } from 'node:process'
import { text } from 'node:stream/consumers'

/** What is longer is cut. */
const MAX_COLUMNS = 132
const CELL_WIDTH = 7.2
const LINE_HEIGHT = 17
const MARGIN = 14

const TEXT = '#e6edf3'
const BACKGROUND = '#161b22'

const COLORS: Readonly<Record<number, string>> = {
  2: '#8b949e',
  31: '#f47067',
  32: '#8ddb8c',
  33: '#f0c674',
  34: '#6cb6ff',
  35: '#dcbdfb',
  36: '#76e3ea',
  37: TEXT,
}

/** Text of one style, and the column where it begins. */
interface Stretch {
  readonly column: number
  readonly text: string
  readonly codes: ReadonlySet<number>
}

const [first = '1', last = '40'] = process.argv.slice(2)
const lines = (await text(stdin)).split('\n').slice(Number(first) - 1, Number(last))
stdout.write(svg(lines.map(stretches)))

function svg(rows: readonly (readonly Stretch[])[]): string {
  const columns = Math.max(...rows.flat().map(it => it.column + [...it.text].length))
  const width = Math.ceil(columns * CELL_WIDTH + 2 * MARGIN)
  const height = rows.length * LINE_HEIGHT + 2 * MARGIN
  const drawn = rows.map((row, i) => {
    const y = MARGIN + i * LINE_HEIGHT
    const spans = row.map(span).join('')
    return `${row.map(it => backdrop(it, y)).join('')}<text x="${MARGIN}" y="${y + LINE_HEIGHT - 5}" xml:space="preserve">${spans}</text>`
  })
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" font-family="ui-monospace, SFMono-Regular, Menlo, Consolas, monospace" font-size="12" fill="${TEXT}">
<rect width="100%" height="100%" rx="8" fill="${BACKGROUND}"/>
${drawn.join('\n')}
</svg>
`
}

/** A line's stretches of one style each. */
function stretches(line: string): Stretch[] {
  const codes = new Set<number>()
  const result: Stretch[] = []
  let column = 0
  for (const part of line.split(/(\x1b\[\d+m)/)) {
    const code = /^\x1b\[(\d+)m$/.exec(part)?.[1]
    if (code !== undefined) {
      select(codes, Number(code))
      continue
    }
    const visible = [...part].slice(0, MAX_COLUMNS - column)
    if (visible.length > 0) result.push({ column, text: visible.join(''), codes: new Set(codes) })
    column += visible.length
  }
  return result
}

/** Switches a style on or off. */
function select(codes: Set<number>, code: number): void {
  if (code === 0) codes.clear()
  else if (code === 22) for (const it of [1, 2]) codes.delete(it)
  else if (code === 39) for (const it of [...codes]) codes.delete(it >= 30 ? it : -1)
  else codes.add(code)
}

function colorOf(codes: ReadonlySet<number>): string {
  const colors = [...codes].flatMap(code => COLORS[code] ?? [])
  return colors.at(-1) ?? TEXT
}

function backdrop({ column, text, codes }: Stretch, y: number): string {
  if (!codes.has(7)) return ''
  const x = MARGIN + column * CELL_WIDTH
  const width = [...text].length * CELL_WIDTH
  return `<rect x="${x.toFixed(1)}" y="${y}" width="${width.toFixed(1)}" height="${LINE_HEIGHT}" fill="${colorOf(codes)}"/>`
}

function span({ column, text, codes }: Stretch): string {
  const color = codes.has(7) ? BACKGROUND : colorOf(codes)
  const fill = color === TEXT ? '' : ` fill="${color}"`
  const weight = codes.has(1) ? ' font-weight="bold"' : ''
  // Each stretch at its own place, so that fonts of other widths keep columns in line.
  return `<tspan x="${(MARGIN + column * CELL_WIDTH).toFixed(1)}"${fill}${weight}>${escapeXml(text)}</tspan>`
}

function escapeXml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
}
