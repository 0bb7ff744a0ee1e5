import assert from 'node:assert/strict'
import { test } from 'node:test'
import { MempoolModel } from '../../../src/cli/mempool/mempool-model.js'
import { MempoolView } from '../../../src/cli/mempool/mempool-view.js'
import { Frame } from '../../../src/cli/screen/index.js'
import { mempoolScene, START, ZERO } from './scene.js'

const NOW = START + 75e6

function scene(): { view: MempoolView; lines: string[] } {
  const view = new MempoolView(new MempoolModel(START), {
    source: 'test node',
    monotonicZeroUnixUs: ZERO,
  })
  const lines: string[] = []
  view.add(mempoolScene().take(), line => lines.push(line))
  return { view, lines }
}

function shown(view: MempoolView, columns: number, rows: number): string[] {
  const frame = new Frame(columns, rows)
  view.paint(frame, NOW, true)
  return Array.from({ length: rows }, (_, y) => frame.line(y))
}

test('a wide screen has counts, fee rates beside them, and the log below', () => {
  const lines = shown(scene().view, 240, 30)
  const text = lines.join('\n')
  assert.match(
    lines[0] ?? '',
    /^nodetap mempool {2}test node .*for 1m 15s {2}mean 15\.56 sat\/vB {2}0 lost$/,
  )
  assert.match(
    lines[1] ?? '',
    /1 MIN {4}\/s +10 MIN {4}\/s +TOTAL {4}\/s +ADDED sat\/vB +10 MIN +TOTAL$/,
  )
  assert.match(text, /^added +0 +0 +3 +0 +3 +0 +5 to 10 +1 +1 █+$/m)
  assert.match(text, /^removed +1 +0 +3 .* 10 to 20 +1 +1 █+$/m)
  assert.match(text, /^ {2}replaced +0 +0 +2 .* 20 to 50 +1 +1 █+$/m)
  assert.match(text, /^replaced by 1 +0 +0 +2 /m)
  assert.match(text, /^ {2}min relay fee not met +2 /m)
  assert.match(
    text,
    /replaced +10\.00 sat\/vB +2,000 sat by 30\.00 sat\/vB, 4,500 sat: (01){32} \(200 vB\) by (03){32} \(150 vB\)$/m,
  )
})

test('on 80 columns both fees of a replacement are seen', () => {
  const text = shown(scene().view, 80, 40).join('\n')
  assert.match(text, /^[\d:]{8} replaced +10\.00 sat\/vB +2,000 sat by 30\.00 sat\/vB, 4,500 sat/m)
  assert.match(text, /^ {2}min relay fee not met +2/m)
  assert.match(text, /^ADDED sat\/vB/m)
})

test('every size has something to show', () => {
  const { view } = scene()
  for (const [columns, rows] of [
    [1, 1],
    [20, 5],
    [24, 8],
    [40, 10],
    [300, 100],
  ] as const) {
    const lines = shown(view, columns, rows)
    if (columns < 20) continue
    assert.match(lines[0] ?? '', /0 lost$/)
    assert.match(lines.join('\n'), /^added .* 3\b/m, `${columns}x${rows}:\n${lines.join('\n')}`)
  }
})

test('lines tell each event with whole hashes', () => {
  const { lines } = scene()
  assert.equal(lines.length, 11)
  assert.match(lines[0] ?? '', /^[\d:.]{15} added +10\.00 sat\/vB +2,000 sat +200 vB (01){32}$/)
  assert.match(lines[7] ?? '', /removed .* (03){32} block, after 1m 10s$/)
  assert.match(lines[8] ?? '', /rejected (04){32} min relay fee not met, 0 < 141$/)
  assert.match(lines[10] ?? '', /rejected (06){32} \(no reason\)$/)
})

test('figures are JSON with windows, reasons and replacements', () => {
  const figures = JSON.parse(JSON.stringify(scene().view.figures(NOW))) as {
    added: object
    rejected: { reasons: object }
    replacements: object
    lastReplacements: { txid: string; replacedFeeSat: number }[]
    losses: { lost: number }
  }
  assert.deepEqual(figures.added, { oneMinute: 0, tenMinutes: 3, total: 3 })
  assert.deepEqual(Object.keys(figures.rejected.reasons), ['min relay fee not met', '(no reason)'])
  assert.deepEqual(figures.replacements, { count: 1, lowerFee: 0, lowerFeeRate: 0 })
  assert.equal(figures.lastReplacements[0]?.txid, '03'.repeat(32))
  assert.equal(figures.lastReplacements[0]?.replacedFeeSat, 2500)
  assert.equal(figures.losses.lost, 0)
})
