import type { Curve, Entry } from '../harness/bench.js'
import { formatNumber, formatSpread } from '../harness/format-entry.js'
import type { Report } from '../harness/report.js'

/** docs/benchmarks.md, from the figures of a run. */
export function reportPage(report: Report): string {
  const { machine, date, seed, benches, nodetap } = report
  const entries = benches.flatMap(it => it.entries)
  const withGoal = entries.filter(it => it.met !== null)
  const missed = withGoal.filter(it => !it.met)
  return `# Benchmarks

<!-- Generated from bench/results/latest.json by \`npm run bench:report\`. Do not edit. -->

What nodetap costs, and what else there is beside it. Each figure was measured in turn with its
reference in the same run; medians with quartiles. [performance.md](performance.md) explains them:
where the time goes, what limits each path, and why a goal is missed. Where a reference is called
bare, alone, or as many bytes, numbers or fields, it is a floor: the least that the machine needs.

    npm run bench                    # everything: some thirteen minutes on a machine left alone
    npm run bench -- --quick         # rough figures, within a minute: hardly warm, fewer of them
    npm run bench -- site decode     # benches whose names contain a word
    npm run bench -- --json FILE     # keep the figures

Measured ${date} with nodetap ${nodetap} on: ${machine.cpu}, ${machine.cores} cores,
${machine.memoryGiB} GiB, ${machine.system}, Node ${machine.node} (V8 ${machine.v8}, ${machine.arch}),
seed ${seed}. The machine is a virtual one, and its cores are shared with others: read ratios
before figures.

${withGoal.length - missed.length} of ${withGoal.length} goals are met.

${benches.map(bench => benchSection(bench)).join('\n')}`
}

function benchSection({ name, about, entries, curves }: Report['benches'][number]): string {
  const parts = [`## ${name}\n\n${about}\n`]
  if (entries.length > 0) parts.push(table(entries))
  for (const curve of curves) parts.push(`${figure(curve)}\n`)
  return parts.join('\n')
}

function table(entries: readonly Entry[]): string {
  const rows = entries.map(entry => {
    const { figure, value, unit, ratio, reference, goal, met } = entry
    const beside =
      reference === null || ratio === null
        ? ''
        : `${formatSpread(ratio)} × ${cell(reference.name)} (${formatNumber(reference.value.median)} ${unit})`
    const reached = goal === null ? '' : `${cell(goal.text)}: ${met ? 'met' : '**missed**'}`
    return `| ${cell(figure)} | ${formatSpread(value)} ${unit} | ${beside} | ${reached} |`
  })
  const notes = [...new Set(entries.map(it => it.note).filter(note => note !== undefined))]
  return `| figure | measured | beside | goal |
|---|---|---|---|
${rows.join('\n')}
${notes.map(note => `\n${note}\n`).join('')}`
}

function figure({ name, title }: Curve): string {
  return `![${title}](benchmarks/${name}.svg)`
}

function cell(text: string): string {
  return text.replaceAll('|', '\\|')
}
