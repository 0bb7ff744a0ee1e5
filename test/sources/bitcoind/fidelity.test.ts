import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import { replay } from '../../../scripts/fidelity/replay.js'
import { type Score, score } from '../../../scripts/fidelity/score.js'
import { readSession } from '../../../scripts/fidelity/session.js'

/** Fields that no input tells, or not for all events. */
const UNTOLD: Readonly<Record<string, readonly string[]>> = {
  'utxocache:flush': ['memoryBytes'],
  'coin_selection:selected_coins': ['targetSat', 'selectedSat'],
  'coin_selection:normal_create_tx_internal': ['changePosition'],
  'coin_selection:aps_create_tx_internal': ['changePosition'],
}

/** Shares of the firings that are found, where some leave no trace. */
const LEAST_FOUND: Readonly<Record<string, number>> = {
  'mempool:rejected': 16 / 22,
  'coin_selection:normal_create_tx_internal': 22 / 24,
  'utxocache:uncache': 0,
  'utxocache:add (temporary caches)': 256 / 287,
  'utxocache:spent (temporary caches)': 115 / 147,
}

let scores: readonly Score[] = []
let inOrder = 0
let matched = 0
let losses = 0

before(() => {
  const session = readSession('test/fixtures/bridge')
  const played = replay(session)
  losses = played.losses.length
  ;({ scores, inOrder, matched } = score(session, played.events))
})

test('what USDT fired is found, and nothing is invented', () => {
  for (const { name, truth, found, invented } of scores) {
    assert.ok(found >= truth * (LEAST_FOUND[name] ?? 1), `${name}: ${found} of ${truth}`)
    assert.equal(invented, 0, name)
  }
  assert.equal(losses, 0)
})

test('every field that is told is equal', () => {
  for (const { name, found, fields } of scores) {
    for (const { field, equal, different, untold } of fields) {
      assert.equal(different, 0, `${name} ${field}`)
      const isUntold = UNTOLD[name]?.includes(field) === true
      assert.equal(equal + (isUntold ? untold : 0), found, `${name} ${field}`)
    }
  }
})

test('the order is that of the firings, and times are near', () => {
  assert.equal(inOrder, matched)
  for (const { name, found, timeErrorMedianUs } of scores) {
    if (found > 0) assert.ok((timeErrorMedianUs ?? 0) < 1_000, `${name}: ${timeErrorMedianUs} µs`)
  }
})
