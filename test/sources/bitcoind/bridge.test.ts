import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { test } from 'node:test'
import {
  ALL_INPUTS,
  answer,
  Bench,
  BLOCK,
  blockOf,
  inbound,
  LOG_ONLY,
  OTHER,
  pick,
  record,
  SECOND,
  START_US,
  sequence,
  TXID,
} from './support.js'

test('missed messages of ZMQ are a loss, and the mempool is asked for anew', () => {
  const inputs = { ...ALL_INPUTS, log: { ...ALL_INPUTS.log, on: false } }
  const bench = new Bench(inputs)
  sequence(bench, 0, 'A', TXID, 4_294_967_295)
  sequence(bench, 1, 'R', TXID, 0)
  const asked = bench.queries.length
  sequence(bench, 2, 'A', TXID, 3)
  bench.flush()
  assert.deepEqual(
    bench.losses.map(loss => [loss.count, loss.input, loss.tracepoints.includes('mempool:added')]),
    [[2, 'zmq', true]],
  )
  assert.ok(bench.queries.slice(asked).some(({ method }) => method === 'getrawmempool'))
})

test('a restart begins anew: peers, mempool and counters', () => {
  const bench = new Bench()
  bench.log(0, ...inbound(0, '127.0.0.1:5000'))
  bench.log(1, `[m] [validation] Enqueuing TransactionAddedToMempool: txid=${TXID} wtxid=${TXID}`)
  sequence(bench, 10, 'A', TXID, 9)
  bench.log(SECOND, '[init] Bitcoin Core version v30.0.0')
  bench.bridge.push({
    kind: 'mark',
    atUs: START_US + SECOND + 500,
    input: 'rpc',
    mark: 'restart',
    detail: 'the node was started anew',
  })
  answer(bench, SECOND, 'getblock', [BLOCK, 3], blockOf(BLOCK, 101, TXID))
  sequence(bench, 2 * SECOND, 'C', BLOCK, 0)
  bench.log(2 * SECOND, ...inbound(0, '8.8.8.8:5000'))
  bench.flush()
  assert.equal(bench.names().includes('mempool:removed'), false)
  assert.deepEqual(pick(bench.events.at(-1), 'existingConnections', 'address'), [1, '8.8.8.8:5000'])
  assert.deepEqual(bench.losses, [])
})

test('what comes again after a rewind is told once', () => {
  const bench = new Bench()
  const again = (): void => {
    bench.log(0, ...inbound(0, '127.0.0.1:5000'))
    bench.log(1000, '[msghand] [net] received: ping (2 bytes) peer=0')
    record(bench, 990, 'ping', [1, 1])
  }
  again()
  for (const input of ['log', 'capture'] as const) {
    bench.bridge.push({ kind: 'mark', atUs: START_US, input, mark: 'rewind', detail: 'read again' })
  }
  again()
  bench.log(2000, '[msghand] [net] received: ping (2 bytes) peer=0')
  record(bench, 1990, 'ping', [2, 2])
  bench.flush()
  assert.deepEqual(bench.names(), [
    'net:inbound_connection',
    'net:inbound_message',
    'net:inbound_message',
  ])
  assert.equal(bench.losses.length, 2)
})

test('a wallet that compares two attempts has tried twice', () => {
  const bench = new Bench(LOG_ONLY)
  const fee = (sat: number): string => `[http.1] [w] Fee Calculation: Fee:${sat} Bytes:155 Tgt:0`
  bench.log(0, '[http.1] [w] Coin Selection: Algorithm:bnb, Waste Metric Score:5', fee(100))
  bench.log(1000, fee(200), fee(300))
  bench.log(1010, '[http.1] [w] Fee non-grouped = 200, grouped = 300, using grouped')
  bench.flush()
  assert.deepEqual(
    bench.events.map(event => pick(event, 'tracepoint', 'feeSat', 'apsUsed')),
    [
      ['coin_selection:selected_coins', undefined, undefined],
      ['coin_selection:normal_create_tx_internal', 100, undefined],
      ['coin_selection:normal_create_tx_internal', 200, undefined],
      ['coin_selection:attempting_aps_create_tx', undefined, undefined],
      ['coin_selection:aps_create_tx_internal', 300, true],
    ],
  )
})

test('an input that comes on later is asked then', () => {
  const bench = new Bench({ ...ALL_INPUTS, rpc: false })
  assert.deepEqual(bench.queries, [])
  bench.bridge.setInputs(ALL_INPUTS)
  assert.deepEqual(
    bench.queries.map(({ method }) => method),
    ['getpeerinfo', 'getrawmempool'],
  )
})

test('coins that are spent are worth what the transaction pays', () => {
  const bench = new Bench()
  const head = '[http.1] [w] '
  const made = (fee: number): string[] => [
    `${head}Coin Selection: Algorithm:bnb, Waste Metric Score:5`,
    `${head}Fee Calculation: Fee:${fee} Bytes:155 Tgt:0`,
  ]
  const spend = `0100000001${'22'.repeat(32)}0000000000ffffffff02e80300000000000001520a000000000000000152${'00'.repeat(4)}`
  const hash = (hex: Uint8Array): Buffer => createHash('sha256').update(hex).digest()
  const txid = hash(hash(Buffer.from(spend, 'hex')))
    .reverse()
    .toString('hex')
  bench.log(
    0,
    ...made(100),
    ...made(200),
    `${head}Fee non-grouped = 100, grouped = 200, using grouped`,
    `${head}AddToWallet ${txid} new, update Inactive (abandoned=0)`,
    // Another thread tells of the transaction of somebody else.
    `[scheduler] [w] AddToWallet ${OTHER} new, update Inactive (abandoned=0)`,
  )
  bench.bridge.push({
    kind: 'zmq',
    receivedUs: START_US + 500,
    topic: 'rawtx',
    body: Buffer.from(spend, 'hex'),
    counter: 0,
  })
  bench.flush()
  const selected = bench.events.filter(
    ({ tracepoint }) => tracepoint === 'coin_selection:selected_coins',
  )
  assert.deepEqual(
    selected.map(event => pick(event, 'selectedSat', 'missing')),
    [
      [0, ['targetSat', 'selectedSat']],
      [1210, ['targetSat']],
    ],
  )
})
