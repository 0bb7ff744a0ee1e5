import assert from 'node:assert/strict'
import { test } from 'node:test'
import { countTable } from '../../../src/cli/aggregates/count-table.js'
import { histogramChart } from '../../../src/cli/aggregates/histogram-chart.js'
import { linearShape } from '../../../src/cli/aggregates/linear-shape.js'
import { Refresh } from '../../../src/cli/aggregates/refresh.js'
import type { Output } from '../../../src/cli/context.js'
import type { AggregateReport } from '../../../src/client/index.js'

function output(columns: number, rows = 24): Output & { readonly written: string[] } {
  const written: string[] = []
  return {
    isTerminal: true,
    hasCursor: true,
    columns,
    rows,
    hasColor: false,
    written,
    write: text => {
      written.push(text)
      return Promise.resolve()
    },
  }
}

const REPORT: AggregateReport = {
  number: 3,
  fromUs: 1_000_000,
  untilUs: 3_000_000,
  events: 1210,
  lost: 5,
  gap: null,
  groups: [
    {
      keys: { messageType: 'inv' },
      isOther: false,
      events: 1200,
      measures: { 'sum(size)': 99, histogram: { below: 2, counts: [0, 1, 0, 8], above: 0 } },
    },
    {
      keys: { messageType: '\u001b[2J' },
      isOther: false,
      events: 9,
      measures: { 'sum(size)': null, histogram: null },
    },
    {
      keys: { messageType: '(other)' },
      isOther: true,
      events: 1,
      measures: { 'sum(size)': 1.5, histogram: null },
    },
  ],
}

test('a table has a row a group, peers cannot move the cursor, and losses are told', () => {
  const content = {
    groupBy: ['messageType'],
    measures: ['sum(size)'],
    top: 2,
    monotonicZeroUnixUs: 0,
  }
  const [head, ...rows] = countTable(REPORT, content, output(60))
  assert.match(head ?? '', /1,210 events in 2\.00 s, 5 LOST$/)
  assert.deepEqual(rows, [
    'messageType  events   /s  sum(size)',
    'inv           1,200  600         99  ████████████████████',
    '\\x1b[2J           9  4.5          –  ▏',
    'and 1 more',
  ])
  for (const row of countTable(REPORT, content, output(30))) assert.ok(!row.includes('█'))
})

test('a chart has a bar a bucket, from the first that has values', () => {
  const content = {
    field: 'size',
    groupBy: ['messageType'],
    shape: 'log2',
    top: 2,
    monotonicZeroUnixUs: 0,
  } as const
  const [, ...rows] = histogramChart(REPORT, content, output(24))
  assert.deepEqual(rows, [
    'inv',
    'below 0  2  ███',
    '      1  1  █▌',
    '  2 – 3  0',
    `  4 – 7  8  ${'█'.repeat(12)}`,
    '\\x1b[2J',
    'no event with size',
    'and 1 more',
  ])
  const linear = { ...content, groupBy: [], shape: { from: -10, width: 5 }, top: 1 }
  assert.deepEqual(
    histogramChart(REPORT, linear, output(80))
      .slice(1, -1)
      .map(row => row.trim().split('  ')[0]),
    ['below -10', '-5 – -1', '0 – 4', '5 – 9'],
  )
})

test('a report takes the place of the one before, and no more room than there is', async () => {
  const out = output(80, 4)
  const refresh = new Refresh(out)
  await refresh.show(['a', 'b'])
  await refresh.show(['1', '2', '3', '4', '5'])
  await refresh.show(['c'])
  assert.deepEqual(out.written, [
    'a\nb\n',
    '\u001b[2A\r\u001b[J1\n2\n3\n',
    '\u001b[3A\r\u001b[Jc\n',
  ])
})

test('buckets of equal width are said as FROM:WIDTH:COUNT', () => {
  assert.deepEqual(linearShape('-5:10:3'), { from: -5, width: 10, buckets: 3 })
  for (const wrong of ['', '1:2', '1:2:3:4', '::', 'a:1:1', '1.5:1:1']) {
    assert.throws(() => linearShape(wrong), /FROM:WIDTH:COUNT/)
  }
})
