import { type BridgeInputs, qualityOf } from '../../src/sources/bitcoind/index.js'
import type { FieldScore, Score } from './score.js'

/** The scores as a Markdown table. */
export function table(result: {
  readonly scores: readonly Score[]
  readonly inOrder: number
  readonly matched: number
}): string {
  const rows = result.scores.map(score => {
    const { name, truth, found, invented, inOrder, timeErrorMedianUs, timeErrorP99Us } = score
    const time =
      timeErrorMedianUs === undefined
        ? '–'
        : `${microseconds(timeErrorMedianUs)}, ${microseconds(timeErrorP99Us ?? 0)}`
    return `| \`${name}\` | ${truth} | ${found} (${percent(found, truth)}) | ${invented} | ${fields(score)} | ${percent(inOrder, found)} | ${time} |`
  })
  return [
    '| tracepoint | fired | found | invented | fields | in order | time error: median, p99 |',
    '|---|---|---|---|---|---|---|',
    ...rows,
    '',
    `All tracepoints together: ${result.inOrder} of ${result.matched} events found stand in the order of the firings.`,
  ].join('\n')
}

/** Where each tracepoint comes from with everything on, as a Markdown table. */
export function sourcesTable(): string {
  const inputs: BridgeInputs = {
    capture: true,
    zmq: new Set(['sequence', 'rawblock', 'rawtx', 'hashblock']),
    log: {
      on: true,
      categories: new Set([
        'net',
        'mempool',
        'mempoolrej',
        'validation',
        'bench',
        'coindb',
        'txpackages',
      ]),
      timeMicros: true,
      ips: true,
    },
    rpc: true,
  }
  const rows = Object.entries(qualityOf(inputs)).map(
    ([name, { quality, from, lacks }]) => `| \`${name}\` | ${quality} | ${from} | ${lacks} |`,
  )
  return ['| tracepoint | quality | from | what is missing |', '|---|---|---|---|', ...rows].join(
    '\n',
  )
}

function fields({ fields, found }: Score): string {
  if (found === 0) return '–'
  const off = fields.filter(({ equal }) => equal < found)
  return off.length === 0 ? 'all equal' : off.map(field).join('; ')
}

function field({ field: name, equal, different, untold }: FieldScore): string {
  if (untold > 0 && equal === 0 && different === 0) return `\`${name}\` untold`
  const parts = [`${equal} equal`]
  if (different > 0) parts.push(`${different} different`)
  if (untold > 0) parts.push(`${untold} untold`)
  return `\`${name}\`: ${parts.join(', ')}`
}

function percent(part: number, whole: number): string {
  if (whole === 0) return '–'
  return `${((100 * part) / whole).toFixed(part === whole || part === 0 ? 0 : 1)} %`
}

function microseconds(us: number): string {
  return us < 10_000 ? `${us} µs` : `${(us / 1000).toFixed(1)} ms`
}
