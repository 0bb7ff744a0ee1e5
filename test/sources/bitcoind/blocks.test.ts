import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { test } from 'node:test'
import { hashToHex } from '../../../src/bitcoin/index.js'
import {
  ALL_INPUTS,
  answer,
  Bench,
  BLOCK,
  blockOf,
  connected,
  entry,
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
  answer(bench, 1, 'getrawmempool', [true], {})
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

test('what happens before a node that was just started answers waits for its answers', () => {
  const bench = new Bench({ ...ALL_INPUTS, rpc: false, rpcComing: true })
  bench.log(0, '[init] Bitcoin Core version v30.0.0', ...connected(BLOCK, 101))
  bench.log(
    SECOND,
    `[initload] [validation] Enqueuing TransactionAddedToMempool: txid=${OTHER} wtxid=${OTHER}`,
  )
  bench.bridge.advance(START_US + 4 * SECOND)
  assert.deepEqual(bench.names(), [])
  assert.ok(bench.queries.some(({ method }) => method === 'getblock'))
  bench.bridge.setInputs(ALL_INPUTS)
  answer(bench, 5 * SECOND, 'getblock', [BLOCK, 3], blockOf(BLOCK, 101, TXID))
  answer(bench, 5 * SECOND, 'getrawmempool', [true], { [OTHER]: entry(0.00002) })
  bench.bridge.advance(START_US + 7 * SECOND)
  assert.deepEqual(
    bench.events.map(event => pick(event, 'tracepoint', 'missing')),
    [
      ['utxocache:add', []],
      ['utxocache:spent', []],
      ['utxocache:add', []],
      ['validation:block_connected', []],
      // By the block's lines it was in the mempool: from before the start, so nobody knows since when.
      ['mempool:removed', ['enteredAt']],
      ['mempool:added', []],
    ],
  )
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

/** The lines of a template being checked. */
const checked = (weight: number, inputs: number): string[] => [
  `[h] CreateNewBlock(): block weight: ${weight} txs: 1 fees: 0 sigops 400`,
  ...connected(BLOCK, 101)
    .slice(0, 4)
    .map(line => line.replace('Verify 1 txins', `Verify ${inputs} txins`)),
  '[h] [bench] CreateNewBlock() chunks: 0.03ms, validity: 0.45ms (total 0.48ms)',
]

test('a template that its thread connects at once tells the coins of its check', () => {
  const cases: [string[], number, number][] = [
    [checked(1600, 1), 2000, 3],
    // Another weight, other inputs, too long ago, and two of which only the last counts.
    [checked(1604, 1), 2000, 0],
    [checked(1600, 2), 2000, 0],
    [checked(1600, 1), 2 * SECOND, 0],
    [[...checked(1600, 1), ...checked(1600, 1)], 2000, 3],
  ]
  for (const [lines, afterUs, expected] of cases) {
    const bench = new Bench()
    bench.log(0, ...lines)
    bench.log(afterUs, ...connected(BLOCK, 101))
    const block = { ...blockOf(BLOCK, 101, TXID), weight: 1600 }
    answer(bench, afterUs, 'getblock', [BLOCK, 3], block)
    bench.flush()
    const caches = bench.events.map(event => pick(event, 'cache')[0])
    assert.equal(caches.filter(cache => cache === 'temporary').length, expected)
    assert.equal(caches.filter(cache => cache === 'main').length, 3)
  }
})

/** The hash of a block of a chain of tests. */
const hashAt = (height: number): string => height.toString(16).padStart(64, '0')

test('blocks that nobody told of are asked for, and come before the next', () => {
  const bench = new Bench()
  const told = new Set<number>()
  const tell = (offsetUs: number, height: number): void => {
    told.add(height)
    const previous = hashAt(height - 1)
    const txid = (1000 + height).toString(16).padStart(64, '0')
    answer(
      bench,
      offsetUs,
      'getblock',
      [hashAt(height), 3],
      blockOf(hashAt(height), height, txid, previous),
    )
  }
  tell(0, 101)
  bench.log(0, ...connected(hashAt(101), 101))
  tell(SECOND, 105)
  bench.log(SECOND, ...connected(hashAt(105), 105))
  // Each question follows the answer to the one before.
  for (let turn = 0; turn < 8; turn++) {
    bench.bridge.advance(START_US + 3 * SECOND + turn)
    const last = bench.queries.at(-1)
    const height = last?.method === 'getblock' ? Number.parseInt(last.params[0], 16) : 0
    if (!told.has(height)) tell(3 * SECOND, height)
  }
  assert.deepEqual(
    bench.events
      .filter(({ tracepoint }) => tracepoint === 'validation:block_connected')
      .map(event => pick(event, 'height', 'missing')),
    [
      [101, []],
      [102, ['durationNs']],
      [103, ['durationNs']],
      [104, ['durationNs']],
      [105, []],
    ],
  )
  assert.equal(bench.names().filter(name => name === 'utxocache:add').length, 10)
  assert.deepEqual(bench.losses, [])
})

test('a node that was killed goes on at an older block, and nothing was missed', () => {
  const bench = new Bench()
  const connect = (offsetUs: number, hash: string, height: number): void => {
    bench.log(offsetUs, ...connected(hash, height))
    const txid = (1000 + offsetUs).toString(16).padStart(64, '0')
    answer(bench, offsetUs, 'getblock', [hash, 3], blockOf(hash, height, txid, hashAt(height - 1)))
  }
  for (const height of [101, 102, 103]) connect(height * 1000, hashAt(height), height)
  bench.log(SECOND, '[init] Bitcoin Core version v30.0.0')
  connect(2 * SECOND, OTHER, 102)
  bench.flush()
  assert.equal(bench.names().filter(name => name === 'validation:block_connected').length, 4)
  assert.deepEqual(bench.losses, [])
})

test('more blocks missed than are asked for, or of a chain that was left, are a loss', () => {
  for (const [height, previous] of [
    [1000, hashAt(999)],
    [101, hashAt(99)],
  ] as const) {
    const bench = new Bench()
    answer(bench, 0, 'getblock', [hashAt(101), 3], blockOf(hashAt(101), 101, TXID, hashAt(100)))
    bench.log(0, ...connected(hashAt(101), 101))
    answer(bench, 0, 'getblock', [OTHER, 3], blockOf(OTHER, height, TXID, previous))
    bench.log(SECOND, ...connected(OTHER, height))
    bench.flush()
    assert.equal(bench.names().filter(name => name === 'validation:block_connected').length, 2)
    assert.equal(bench.losses.length, 2 - 1)
  }
})

test('without RPC the bytes of blocks and transactions tell of fees and coins', () => {
  const bench = new Bench({ ...ALL_INPUTS, rpc: false })
  const push = (offsetUs: number, topic: 'rawblock' | 'rawtx', bytes: string): void =>
    bench.bridge.push({
      kind: 'zmq',
      receivedUs: START_US + offsetUs,
      topic,
      body: Buffer.from(bytes, 'hex'),
      counter: topic === 'rawtx' ? counter++ : blocks++,
    })
  let counter = 0
  let blocks = 0
  const coinbase = `01000000 01 ${'00'.repeat(32)} ffffffff 02 5151 ffffffff 02 00f2052a01000000 01 51 0000000000000000 01 6a 00000000`
  const parent = coinbase.replaceAll(' ', '')
  const parentId = reversed(doubleHash(parent))
  const spend = `01000000 01 ${doubleHash(parent)} 00000000 00 ffffffff 01 18ee052a01000000 01 52 00000000`
  const child = spend.replaceAll(' ', '')
  const childId = reversed(doubleHash(child))
  const header = `01000000${'00'.repeat(64)}${'11'.repeat(12)}`
  const second = `02000000${'00'.repeat(64)}${'22'.repeat(12)}`
  const hashes = [header, second].map(each => reversed(doubleHash(each)))
  push(0, 'rawblock', `${header}01${parent}`)
  bench.log(0, ...connected(hashes[0] ?? '', 7))
  push(SECOND, 'rawtx', parent)
  push(2 * SECOND, 'rawtx', child)
  bench.log(
    2 * SECOND,
    `[m] [validation] Enqueuing TransactionAddedToMempool: txid=${childId} wtxid=${childId}`,
  )
  push(3 * SECOND, 'rawblock', `${second}02${parent}${child}`)
  bench.log(3 * SECOND, ...connected(hashes[1] ?? '', 8))
  bench.flush()
  const added = bench.events.find(({ tracepoint }) => tracepoint === 'mempool:added')
  assert.deepEqual(pick(added, 'feeSat', 'vsize', 'missing'), [1000, 61, []])
  const spent = bench.events.find(({ tracepoint }) => tracepoint === 'utxocache:spent')
  assert.equal(spent?.tracepoint === 'utxocache:spent' && hashToHex(spent.txid), parentId)
  assert.deepEqual(pick(spent, 'vout', 'height', 'value', 'coinbase', 'quality'), [
    0,
    8,
    5_000_000_000,
    true,
    'derived',
  ])
  const block = bench.events.findLast(
    ({ tracepoint }) => tracepoint === 'validation:block_connected',
  )
  assert.deepEqual(pick(block, 'height', 'transactions', 'inputs', 'missing'), [
    8,
    2,
    2,
    ['sigopsCost'],
  ])
})

/** SHA-256 twice, in internal order. */
function doubleHash(hex: string): string {
  const once = createHash('sha256').update(Buffer.from(hex, 'hex')).digest()
  return createHash('sha256').update(once).digest('hex')
}

function reversed(hex: string): string {
  return Buffer.from(hex, 'hex').reverse().toString('hex')
}
