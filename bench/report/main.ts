/**
 * Writes docs/benchmarks.md and its plots from the figures kept in bench/results/latest.json;
 * with --check, fails where they do not match.
 */
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Report } from '../harness/report.js'
import { plot } from './plot.js'
import { reportPage } from './report-page.js'

const RESULTS = 'bench/results/latest.json'
const PAGE = 'docs/benchmarks.md'
const PLOTS = 'docs/benchmarks'

const report = JSON.parse(readFileSync(RESULTS, 'utf8')) as Report
const page = reportPage(report)
if (process.argv.includes('--check')) {
  if (readText(PAGE) !== page) {
    console.error(`${PAGE} is not what ${RESULTS} says: run npm run bench:report`)
    process.exitCode = 1
  }
} else {
  writeFileSync(PAGE, page)
  mkdirSync(PLOTS, { recursive: true })
  for (const file of readdirSync(PLOTS)) rmSync(join(PLOTS, file))
  for (const { curves } of report.benches) {
    for (const curve of curves) {
      writeFileSync(join(PLOTS, `${curve.name}.svg`), `${await plot(curve)}\n`)
    }
  }
}

function readText(path: string): string | null {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return null
  }
}
