import assert from 'node:assert/strict'
import { test } from 'node:test'
import { WalletReport } from '../../../src/cli/wallet/wallet-report.js'
import { Fired } from '../live/fired.js'
import { jsons, texts } from '../live/printed.js'

const ZERO = 1_700_000_000_000_000
const START = 10_000_000

function scene(): { fired: Fired; report: WalletReport } {
  const report = new WalletReport({ monotonicZeroUnixUs: ZERO, style: (_style, text) => text })
  return { fired: new Fired(START), report }
}

test('a choice is joined with what came of it, wallet by wallet', () => {
  const { fired, report } = scene()
  const { sites } = fired
  sites['coin_selection:selected_coins'].fire('a', 'bnb', 100_000, -250, 100_300)
  sites['coin_selection:selected_coins'].fire('\x1b[2J', 'srd', 5, 6, 7)
  sites['coin_selection:normal_create_tx_internal'].fire('a', true, 300, -1)
  sites['coin_selection:normal_create_tx_internal'].fire('\x1b[2J', true, 2, 1)
  const lines = report.add(fired.take())
  assert.deepEqual(
    texts(lines).map(line => line.split(/ {2,}/)),
    [
      [`${texts(lines)[0]?.slice(0, 15)} a`, 'bnb', '100,000', '100,300', '-250', '300', 'none'],
      [`${texts(lines)[1]?.slice(0, 15)} \\x1b[2J`, 'srd', '5', '7', '6', '2', 'output 1'],
    ],
  )
  assert.deepEqual(jsons(lines)[0], {
    time: 1_700_000_010,
    wallet: 'a',
    attempt: 'normal',
    algorithm: 'bnb',
    targetSat: 100_000,
    selectedSat: 100_300,
    wasteSat: -250,
    success: true,
    feeSat: 300,
    changePosition: -1,
    apsUsed: null,
  })
})

test('a second attempt that avoids partial spends is told as one', () => {
  const { fired, report } = scene()
  const { sites } = fired
  sites['coin_selection:selected_coins'].fire('', 'knapsack', 1000, 10, 2000)
  sites['coin_selection:normal_create_tx_internal'].fire('', true, 100, 0)
  sites['coin_selection:attempting_aps_create_tx'].fire('')
  sites['coin_selection:selected_coins'].fire('', 'srd', 1000, 20, 3000)
  sites['coin_selection:aps_create_tx_internal'].fire('', true, true, 150, 2)
  const lines = report.add(fired.take())
  assert.match(
    texts(lines)[1] ?? '',
    /\(default\) +srd .* output 2, avoiding partial spends: used$/,
  )
  assert.deepEqual(
    jsons(lines).map(({ attempt, apsUsed, algorithm }) => [attempt, apsUsed, algorithm]),
    [
      ['normal', null, 'knapsack'],
      ['aps', true, 'srd'],
    ],
  )
  const end = texts(report.finish(START))
  assert.deepEqual(end, [
    '2 selections, 0 failed, 0 lost',
    'knapsack                1 times, 1 with change, mean waste 10 sat, fees 100 sat',
    'srd                     1 times, 1 with change, mean waste 20 sat, fees 150 sat',
  ])
})

test('attempts without coins, and choices of which nothing more is heard, are told too', () => {
  const { fired, report } = scene()
  const { sites } = fired
  sites['coin_selection:normal_create_tx_internal'].fire('a', false, 0, -1)
  sites['coin_selection:selected_coins'].fire('a', 'bnb', 1, 2, 3)
  sites['coin_selection:selected_coins'].fire('a', 'bnb', 4, 5, 6)
  const lines = report.add(fired.take())
  assert.match(texts(lines)[0] ?? '', / – +– +– +– +– {2}failed$/)
  assert.match(texts(lines)[1] ?? '', / 1 +3 +2 +– {2}not told$/)
  const end = report.finish(START)
  assert.match(texts(end)[0] ?? '', / 4 +6 +5 +– {2}not told$/)
  assert.equal(texts(end)[1], '2 selections, 1 failed, 0 lost')
})
