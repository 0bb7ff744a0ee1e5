/**
 * Runs the benches, each in a process of its own, and prints what they found:
 * `npm run bench [-- NAME…] [--quick] [--json FILE] [--seed N] [--list]`
 */
import { type ChildProcess, fork } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { Command, InvalidArgumentError } from 'commander'
import { VERSION } from '../src/version/index.js'
import { benches } from './benches.js'
import type { Bench, BenchResult } from './harness/bench.js'
import { formatEntry } from './harness/format-entry.js'
import { thisMachine } from './harness/machine.js'
import type { Report } from './harness/report.js'
import type { BenchNews, BenchOrder } from './run-bench.js'

/** With --quick, no bench begins later than this: the last one and the build take some more. */
const QUICK_BEGIN_SECONDS = 42

interface Options {
  readonly quick?: boolean
  readonly json?: string
  readonly seed: number
  readonly list?: boolean
}

const program = new Command('bench')
  .description('Measures nodetap beside its references. Leave the machine alone meanwhile.')
  .argument('[name...]', 'benches whose names contain one of these; all if none is given')
  .option(
    '--quick',
    'rough figures within a minute: few and short rounds, hardly warm; without C++ beside, most points of curves, higher rates and long stretches',
  )
  .option('--json <file>', 'keep the figures there')
  .option('--seed <n>', 'decides every random choice', wholeNumber, 20250101)
  .option('--list', 'only say what benches there are')
  .parse()
const options = program.opts<Options>()
const chosen = benches.filter(
  ({ name }) => program.args.length === 0 || program.args.some(word => name.includes(word)),
)
if (chosen.length === 0) {
  program.error(`No bench is called so. There are: ${benches.map(({ name }) => name).join(', ')}`)
}
if (options.list) {
  for (const { name, about } of chosen) console.log(`${name.padEnd(20)} ${about}`)
} else {
  await runAll()
}

async function runAll(): Promise<void> {
  const machine = thisMachine()
  const { cpu, cores, memoryGiB, system, node } = machine
  console.log(
    `${cpu}, ${cores} cores, ${memoryGiB} GiB, ${system}, Node ${node}, seed ${options.seed}`,
  )
  const done: Report['benches'][number][] = []
  const leftOut: string[] = []
  let next: ChildProcess | null = null
  for (const [i, bench] of chosen.entries()) {
    if (options.quick && performance.now() > QUICK_BEGIN_SECONDS * 1000) {
      leftOut.push(bench.name)
      continue
    }
    console.log(`\n${bench.name}: ${bench.about}`)
    const start = performance.now()
    const child: ChildProcess = next ?? startOne(bench)
    const running = runOne(bench, child)
    // Time is short: the next process loads its code while this one warms up.
    const following = options.quick ? chosen[i + 1] : undefined
    next = following === undefined ? null : startOne(following)
    const result = await running
    clearProgress()
    if (result === null) continue
    const seconds = Math.round((performance.now() - start) / 100) / 10
    for (const entry of result.entries) process.stdout.write(formatEntry(entry))
    const { name, about } = bench
    done.push({ name, about, seconds, entries: result.entries, curves: result.curves ?? [] })
  }
  next?.kill()
  if (leftOut.length > 0) {
    const names = leftOut.join(', ')
    console.log(`\nLeft out, as this machine takes longer than a minute for all: ${names}`)
  }
  const entries = done.flatMap(it => it.entries)
  const withGoal = entries.filter(({ met }) => met !== null)
  const met = withGoal.filter(entry => entry.met)
  console.log(`\n${entries.length} figures; ${met.length} of ${withGoal.length} goals met`)
  if (options.json === undefined) return
  const report: Report = {
    format: 1,
    nodetap: VERSION,
    date: new Date().toISOString().slice(0, 10),
    machine,
    seed: options.seed,
    quick: options.quick ?? false,
    benches: done,
  }
  writeFileSync(options.json, `${JSON.stringify(report, null, 1)}\n`)
}

function startOne({ name }: Bench): ChildProcess {
  const order: BenchOrder = { name, quick: options.quick ?? false, seed: options.seed }
  return fork(fileURLToPath(new URL('./run-bench.js', import.meta.url)), [JSON.stringify(order)])
}

/** Null where it failed, which has been said then. */
function runOne({ name }: Bench, child: ChildProcess): Promise<BenchResult | null> {
  child.send('begin')
  return new Promise(resolve => {
    let answer: BenchResult | null = null
    let failed = false
    child.on('message', (news: BenchNews) => {
      if (news.kind === 'progress') showProgress(`${name}: ${news.what}`)
      else if (news.kind === 'result') answer = news.result
      else fail(news.reason)
    })
    child.once('exit', (code, signal) => {
      if (answer === null && !failed) fail(`it ended with ${signal ?? code}`)
      resolve(answer)
    })
    const fail = (reason: string): void => {
      failed = true
      clearProgress()
      console.error(`${name} failed: ${reason}`)
      process.exitCode = 1
    }
  })
}

function showProgress(text: string): void {
  if (process.stderr.isTTY) process.stderr.write(`\r\x1b[K${text}`)
}

function clearProgress(): void {
  if (process.stderr.isTTY) process.stderr.write('\r\x1b[K')
}

function wholeNumber(text: string): number {
  const value = Number(text)
  if (!Number.isSafeInteger(value)) throw new InvalidArgumentError('A whole number is wanted.')
  return value
}
