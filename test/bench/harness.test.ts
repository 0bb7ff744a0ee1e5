import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { atLeast, atMost, entryOf, ratioAtMost } from '../../bench/harness/entry.js'
import { formatEntry, formatNumber } from '../../bench/harness/format-entry.js'
import { interleave } from '../../bench/harness/interleave.js'
import { random } from '../../bench/harness/random.js'
import type { Report } from '../../bench/harness/report.js'
import { pairwise, spreadOf } from '../../bench/harness/spread.js'
import { plot } from '../../bench/report/plot.js'
import { reportPage } from '../../bench/report/report-page.js'
import { temporaryDirectory } from '../e2e/support.js'

const run = promisify(execFile)
const main = fileURLToPath(new URL('../../bench/main.js', import.meta.url))

test('a spread is the median and the quartiles, whatever the order', () => {
  assert.deepEqual(spreadOf([5, 1, 3, 2, 4]), { median: 3, low: 2, high: 4, samples: 5 })
  assert.deepEqual(spreadOf([1, 2]), { median: 1.5, low: 1.25, high: 1.75, samples: 2 })
  assert.throws(() => spreadOf([]), RangeError)
})

test('samples are combined round by round', () => {
  assert.deepEqual(
    pairwise([4, 9], [2, 3], (a, b) => a / b),
    [2, 3],
  )
  assert.throws(() => pairwise([1], [], (a, b) => a + b), RangeError)
})

test('cases take turns, and what lies between them is not their time', async () => {
  const order: string[] = []
  const samples = await interleave(
    [
      { name: 'a', run: () => order.push('a') && 1, between: () => void order.push('-') },
      { name: 'b', sample: async () => order.push('b') && 7 },
    ],
    { rounds: 2, warmUpMs: 0, signal: new AbortController().signal },
  )
  assert.equal(order.join(''), 'a-ba-ba-b')
  assert.deepEqual(samples.get('b'), [7, 7])
  assert.equal(samples.get('a')?.length, 2)
})

test('a run can be aborted', async () => {
  const signal = AbortSignal.abort()
  const endless = { rounds: Number.POSITIVE_INFINITY, warmUpMs: 0, signal }
  await assert.rejects(interleave([{ name: 'a', run: () => 1 }], endless), { name: 'AbortError' })
})

test('an entry has its ratio pair by pair, and says whether its goal is met', () => {
  const measured = { bench: 'b', figure: 'f', unit: 'ns', samples: [10, 20, 30] }
  assert.equal(entryOf(measured).met, null)
  assert.equal(entryOf({ ...measured, goal: atMost(20, 'ns') }).met, true)
  assert.equal(entryOf({ ...measured, goal: atMost(19, 'ns') }).met, false)
  assert.equal(entryOf({ ...measured, goal: atLeast(21, 'ns') }).met, false)
  const reference = { name: 'r', samples: [10, 10, 10] }
  const goal = ratioAtMost(2, 'at most twice')
  const entry = entryOf({ ...measured, reference, goal })
  assert.equal(entry.ratio?.median, 2)
  assert.equal(entry.met, true)
  assert.match(
    formatEntry(entry),
    /2\.00 \[1\.50–2\.50\] times r \(10\.0 ns\)\n {4}met: at most twice/,
  )
  assert.throws(() => entryOf({ ...measured, goal }), RangeError)
})

test('numbers keep three digits that count', () => {
  assert.deepEqual([0, 0.1234, 0.001234, 12.34, 123.4, 1234.5, 4e6].map(formatNumber), [
    '0.00',
    '0.12',
    '0.0012',
    '12.3',
    '123',
    '1235',
    '4 M',
  ])
})

test('a seed decides every number', () => {
  const [a, b, other] = [random(7), random(7), random(8)]
  const first = [a(), a(), a()]
  assert.deepEqual([b(), b(), b()], first)
  assert.notDeepEqual([other(), other(), other()], first)
})

test('a bench runs in a process of its own, and its figures are kept as JSON', async t => {
  const file = join(temporaryDirectory(t), 'figures.json')
  const { stdout } = await run(process.execPath, [main, 'site-off', '--quick', '--json', file])
  assert.match(stdout, /above an empty counted loop's step: -?[\d.]+ \[/)
  const report = JSON.parse(readFileSync(file, 'utf8')) as Report
  assert.equal(report.quick, true)
  assert.equal(report.benches[0]?.name, 'site-off')
  for (const entry of report.benches[0].entries) {
    const names = ['bench', 'figure', 'unit', 'value', 'reference', 'ratio', 'goal', 'met']
    assert.deepEqual(
      Object.keys(entry)
        .filter(name => name !== 'note')
        .sort(),
      names.sort(),
    )
  }
  const evaluated = report.benches[0].entries.find(it => it.figure.includes('evaluated'))
  assert.equal(evaluated?.value.median, 0)
  assert.match(
    reportPage(report),
    /## site-off\n[\s\S]*\| argument expressions evaluated \| 0\.00 calls \|/,
  )
})

test('a name that no bench has is told, with those there are', async () => {
  await assert.rejects(run(process.execPath, [main, 'no-such']), (error: { stderr?: string }) => {
    assert.match(error.stderr ?? '', /No bench is called so\. There are: site-off, site-on,/)
    return true
  })
})

test('a curve becomes a picture', async () => {
  const y = { median: 2, low: 1, high: 3, samples: 3 }
  const svg = await plot({
    name: 'c',
    title: 'A curve of the test',
    x: { label: 'bytes', logarithmic: true },
    y: { label: 'ns', logarithmic: false },
    lines: [{ name: 'line', points: [10, 100].map(x => ({ x, y })) }],
  })
  assert.match(svg, /^<svg[\s\S]*A curve of the test[\s\S]*<\/svg>$/)
})
