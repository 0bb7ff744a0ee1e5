import assert from 'node:assert/strict'
import { test } from 'node:test'
import {
  answer,
  Bench,
  BLOCK,
  blockOf,
  connected,
  OTHER,
  pick,
  SECOND,
  START_US,
  sequence,
  TXID,
} from './support.js'

test('a block brings its coins, its event, and takes its transactions from the mempool', () => {
  const bench = new Bench()
  bench.log(0, '[init] Bitcoin Core version v30.0.0')
  bench.log(1, `[m] [validation] Enqueuing TransactionAddedToMempool: txid=${TXID} wtxid=${TXID}`)
  bench.log(SECOND, ...connected(BLOCK, 101))
  // Another thread's message after the block waits for it, because RPC is slow.
  bench.log(SECOND + 5000, '[msghand] [net] Misbehaving: peer=1: x')
  bench.bridge.advance(START_US + 4 * SECOND)
  assert.deepEqual(bench.names(), ['mempool:added'])
  assert.deepEqual(bench.queries.at(-1), { method: 'getblock', params: [BLOCK, 3] })
  answer(bench, 4 * SECOND, 'getblock', [BLOCK, 3], blockOf(BLOCK, 101, TXID))
  sequence(bench, 4 * SECOND, 'C', BLOCK, 0)
  bench.flush()
  assert.deepEqual(bench.names().slice(1), [
    'utxocache:add',
    'utxocache:spent',
    'utxocache:add',
    'validation:block_connected',
    'mempool:removed',
    'net:misbehaving_connection',
  ])
  assert.deepEqual(pick(bench.events[2], 'vout', 'height', 'value', 'coinbase', 'cache'), [
    3,
    1,
    5_000_000_000,
    true,
    'main',
  ])
  assert.deepEqual(
    pick(
      bench.events[4],
      'height',
      'transactions',
      'inputs',
      'sigopsCost',
      'durationNs',
      'missing',
    ),
    [101, 2, 2, 1, 150_000, []],
  )
  assert.deepEqual(pick(bench.events[5], 'reason', 'feeSat', 'vsize'), ['block', 1000, 110])
  assert.deepEqual(bench.losses, [])
})

test('a block that is taken back gives its coins back, and can be connected again', () => {
  const bench = new Bench()
  answer(bench, 0, 'getblock', [BLOCK, 3], blockOf(BLOCK, 101, TXID))
  bench.log(0, ...connected(BLOCK, 101))
  sequence(bench, 100, 'C', BLOCK, 0)
  bench.log(
    SECOND,
    '[h] [bench] - Disconnect block: 0.19ms',
    `[h] UpdateTip: new best=${OTHER} height=100 version=0x20000000 log2_work=1.0 tx=1`,
  )
  sequence(bench, SECOND + 100, 'D', BLOCK, 1)
  sequence(bench, 3 * SECOND, 'C', BLOCK, 2)
  bench.flush()
  const back = bench.events.filter(
    ({ timestampUs }) =>
      timestampUs > START_US + SECOND - 1000 && timestampUs < START_US + 2 * SECOND,
  )
  assert.deepEqual(
    back.map(event => pick(event, 'tracepoint', 'vout', 'height')),
    [
      ['utxocache:spent', 0, 101],
      ['utxocache:add', 3, 1],
      ['utxocache:spent', 0, 101],
    ],
  )
  assert.equal(bench.names().filter(name => name === 'validation:block_connected').length, 2)
})

test('a block of which RPC tells nothing goes out as it is, and what it lacks is a loss', () => {
  const bench = new Bench()
  bench.log(0, ...connected(BLOCK, 101))
  bench.bridge.advance(START_US + 9 * SECOND)
  assert.deepEqual(bench.events, [])
  bench.bridge.advance(START_US + 12 * SECOND)
  assert.deepEqual(pick(bench.events[0], 'tracepoint', 'height', 'quality', 'missing'), [
    'validation:block_connected',
    101,
    'partial',
    ['transactions', 'inputs', 'sigopsCost'],
  ])
  assert.equal(bench.losses.length, 1)
})
