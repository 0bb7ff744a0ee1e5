import type { TracepointSource } from '../../sources/bitcoind/index.js'
import { type Output, styled } from '../context.js'

/** What is to be expected of a tracepoint. */
export interface PlanRow extends TracepointSource {
  readonly tracepoint: string
}

/** `isOff` tells which of the lines of bitcoin.conf are not in it. */
export function planOf(
  sources: Readonly<Record<string, TracepointSource>>,
  isOff: (line: string) => boolean,
): PlanRow[] {
  return Object.entries(sources).map(([tracepoint, source]) => ({
    tracepoint,
    ...source,
    advice: source.advice.filter(isOff),
  }))
}

const STYLES = { exact: 'green', derived: 'green', partial: 'yellow', none: 'red' } as const

/** The plan, a line a tracepoint. */
export function planText(plan: readonly PlanRow[], output: Output): string[] {
  const width = Math.max(...plan.map(it => it.tracepoint.length))
  const isImproved = plan.some(it => it.advice.length > 0)
  return [
    '',
    ...plan.map(row => {
      const quality = styled(output, STYLES[row.quality], row.quality.padEnd(7))
      return `  ${row.tracepoint.padEnd(width)}  ${quality}  ${explain(row)}`
    }),
    '',
    ...(isImproved
      ? ['nodetap bridge --print-conf writes the lines that bitcoin.conf lacks.', '']
      : []),
  ]
}

/** What has become better or worse. */
export function planChanges(before: readonly PlanRow[], after: readonly PlanRow[]): string[] {
  const known = new Map(before.map(it => [it.tracepoint, it]))
  return after.flatMap(row => {
    const old = known.get(row.tracepoint)
    if (old === undefined || (old.quality === row.quality && old.from === row.from)) return []
    return [`${row.tracepoint}: ${old.quality} → ${row.quality}  ${explain(row)}`]
  })
}

function explain({ quality, from, lacks, advice }: PlanRow): string {
  const source = quality === 'none' ? 'no input tells of it' : `from ${from}`
  const missing = lacks === '' ? '' : `; lacks ${lacks}`
  const better = advice.length === 0 ? '' : `  [${advice.join(' ')}]`
  return `${source}${missing}${better}`
}
