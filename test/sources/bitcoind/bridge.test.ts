import assert from 'node:assert/strict'
import { test } from 'node:test'
import { hashToHex } from '../../../src/bitcoin/index.js'
import type { BridgeEvent } from '../../../src/sources/bitcoind/index.js'
import { ALL_INPUTS, Bench, LOG_ONLY, START_US } from './support.js'

const TXID = 'ab'.repeat(32)
const OTHER = 'cd'.repeat(32)
const BLOCK = 'ef'.repeat(32)
const SECOND = 1_000_000

/** A record of `127.0.0.1_5000`, `offsetUs` after the start. */
function record(
  bench: Bench,
  offsetUs: number,
  messageType: string,
  payload: readonly number[],
  options: { directory?: string; timeUs?: number; direction?: 'inbound' | 'outbound' } = {},
): void {
  bench.bridge.push({
    kind: 'capture',
    directory: options.directory ?? '127.0.0.1_5000',
    direction: options.direction ?? 'inbound',
    timeUs: options.timeUs ?? START_US + offsetUs,
    messageType,
    payload: Uint8Array.from(payload),
  })
}

function sequence(
  bench: Bench,
  offsetUs: number,
  label: string,
  hash: string,
  counter: number,
): void {
  const tail = label === 'A' || label === 'R' ? '0000000000000000' : ''
  bench.bridge.push({
    kind: 'zmq',
    receivedUs: START_US + offsetUs,
    topic: 'sequence',
    body: Buffer.from(hash + Buffer.from(label).toString('hex') + tail, 'hex'),
    counter,
  })
}

function answer(
  bench: Bench,
  offsetUs: number,
  method: string,
  params: unknown[],
  result: unknown,
): void {
  const doneUs = START_US + offsetUs
  bench.bridge.push({ kind: 'rpc', sentUs: doneUs - 100, doneUs, method, params, result })
}

const entry = (feeBtc: number): object => ({
  vsize: 110,
  time: START_US / 1e6,
  fees: { base: feeBtc },
})

/** A block with a coinbase and one transaction, as `getblock HASH 3` tells it. */
const blockOf = (hash: string, height: number, txid: string): object => ({
  hash,
  height,
  tx: [
    {
      txid: '11'.repeat(32),
      vsize: 100,
      vin: [{ coinbase: '51' }],
      vout: [
        { n: 0, value: 50.00001, scriptPubKey: { hex: '51' } },
        { n: 1, value: 0, scriptPubKey: { hex: '6a00' } },
      ],
    },
    {
      txid,
      vsize: 110,
      fee: 0.00001,
      vin: [
        {
          txid: '22'.repeat(32),
          vout: 3,
          scriptSig: { hex: '' },
          txinwitness: ['aa', 'bb'],
          prevout: {
            generated: true,
            height: 1,
            value: 50,
            scriptPubKey: { hex: `0014${'00'.repeat(20)}` },
          },
        },
      ],
      vout: [{ n: 0, value: 49.99999, scriptPubKey: { hex: '52' } }],
    },
  ],
})

const inbound = (id: number, address: string): string[] => [
  `[net] [net] Added connection to ${address} peer=${id}`,
  `[net] [net] connection from ${address} accepted`,
]

const pick = (event: BridgeEvent | undefined, ...fields: string[]): unknown[] =>
  fields.map(field => (event === undefined ? undefined : Reflect.get(event, field)))

test('connections are counted as the node counts them', () => {
  const bench = new Bench(LOG_ONLY)
  bench.log(0, '[init] Bitcoin Core version v30.0.0')
  bench.log(1000, ...inbound(0, '127.0.0.1:5000'), ...inbound(1, '8.8.8.8:5001'))
  bench.log(
    2000,
    '[opencon] [net] trying v1 connection (block-relay-only) to [2a00::1]:8333, lastseen=0.0hrs',
    ...inbound(2, '127.0.0.1:5002'),
    '[opencon] [net] Added connection to [2a00::1]:8333 peer=3',
  )
  // Closed by the network thread itself: it counts until that thread looks again.
  bench.log(3000, '[net] [net] socket closed, disconnecting peer=0')
  bench.log(3010, '[net] [net] Resetting socket for peer=0', ...inbound(4, '127.0.0.1:5004'))
  bench.log(3020, '[net] [net] Cleared nodestate for peer=0', ...inbound(5, '127.0.0.1:5005'))
  // Closed because another thread wished so: it is off the list before its socket is closed.
  bench.log(4000, '[net] [net] selected inbound connection for eviction, disconnecting peer=1')
  bench.log(4010, '[net] [net] Resetting socket for peer=1', ...inbound(6, '127.0.0.1:5006'))
  bench.flush()
  assert.deepEqual(
    bench.events.map(event =>
      pick(event, 'tracepoint', 'peerId', 'network', 'existingConnections', 'quality'),
    ),
    [
      ['net:inbound_connection', 0, 'unroutable', 1, 'exact'],
      ['net:inbound_connection', 1, 'ipv4', 2, 'exact'],
      ['net:inbound_connection', 2, 'unroutable', 3, 'exact'],
      ['net:outbound_connection', 3, 'ipv6', 1, 'exact'],
      ['net:closed_connection', 0, 'unroutable', undefined, 'exact'],
      ['net:inbound_connection', 4, 'unroutable', 4, 'exact'],
      ['net:inbound_connection', 5, 'unroutable', 4, 'exact'],
      ['net:evicted_inbound_connection', 1, 'ipv4', undefined, 'exact'],
      ['net:closed_connection', 1, 'ipv4', undefined, 'exact'],
      ['net:inbound_connection', 6, 'unroutable', 4, 'exact'],
    ],
  )
})

test('messages of connections that share a directory go to their own peers', () => {
  const bench = new Bench()
  bench.log(0, ...inbound(0, '127.0.0.1:5000'))
  bench.log(1000, '[msghand] [net] received: ping (2 bytes) peer=0')
  bench.log(2000, '[net] [net] Resetting socket for peer=0')
  bench.log(3000, ...inbound(7, '127.0.0.1:5000'))
  bench.log(4000, '[msghand] [net] received: ping (2 bytes) peer=7')
  // The records come all at once, after the lines.
  record(bench, 990, 'ping', [1, 1])
  record(bench, 3990, 'ping', [2, 2])
  bench.flush()
  const messages = bench.events.filter(event => event.tracepoint === 'net:inbound_message')
  assert.deepEqual(
    messages.map(event => [...pick(event, 'peerId', 'timestampUs', 'quality'), event.payload[0]]),
    [
      [0, START_US + 990, 'exact', 1],
      [7, START_US + 3990, 'exact', 2],
    ],
  )
})

test('a message with one view only goes out alone, and its other view is swallowed', () => {
  const bench = new Bench()
  bench.log(0, ...inbound(0, '127.0.0.1:5000'))
  bench.log(1000, '[msghand] [net] received: ping (2 bytes) peer=0')
  bench.bridge.advance(START_US + 2000)
  record(bench, 2000, 'pong', [3], { direction: 'outbound' })
  bench.bridge.advance(START_US + 3 * SECOND)
  record(bench, 990, 'ping', [1, 1])
  bench.log(2010, '[msghand] [net] sending pong (1 bytes) peer=0')
  bench.flush()
  assert.deepEqual(
    bench.events
      .slice(1)
      .map(event => pick(event, 'tracepoint', 'size', 'quality', 'missing', 'peerId')),
    [
      ['net:inbound_message', 2, 'partial', ['payload'], 0],
      ['net:outbound_message', 1, 'derived', [], 0],
    ],
  )
})

test('under a moved clock the lines tell the time', () => {
  const bench = new Bench()
  bench.log(0, ...inbound(0, '127.0.0.1:5000'))
  const mockS = START_US / 1e6 + 86_400
  const mock = new Date(mockS * 1000).toISOString().slice(0, 19)
  bench.bridge.advance(START_US)
  record(bench, 0, 'ping', [1], { timeUs: mockS * 1e6 })
  record(bench, 0, 'ping', [2], { timeUs: mockS * 1e6 })
  bench.bridge.advance(START_US + 5 * SECOND)
  bench.log(
    5 * SECOND,
    `(mocktime: ${mock}Z) [msghand] [net] received: ping (1 bytes) peer=0`,
    `(mocktime: ${mock}Z) [msghand] [net] received: ping (1 bytes) peer=0`,
    `(mocktime: ${mock}Z) [net] [net] Added connection to 127.0.0.1:5009 peer=9`,
    `(mocktime: ${mock}Z) [net] [net] Resetting socket for peer=9`,
  )
  bench.flush()
  assert.deepEqual(
    bench.events.slice(1).map(event => pick(event, 'timestampUs', 'payload', 'establishedAt')),
    [
      [START_US + 5 * SECOND, Uint8Array.of(1), undefined],
      [START_US + 5 * SECOND + 1, Uint8Array.of(2), undefined],
      [START_US + 5 * SECOND + 3, undefined, mockS],
    ],
  )
})

test('without addresses in the log, a directory is known by its messages', () => {
  const bench = new Bench({ ...ALL_INPUTS, log: { ...ALL_INPUTS.log, ips: false } })
  bench.log(0, '[net] [net] Added connection peer=3')
  bench.log(1000, '[msghand] [net] received: version (2 bytes) peer=3')
  record(bench, 990, 'version', [1, 2], { directory: '127.0.0.1_4321' })
  bench.bridge.advance(START_US + 3 * SECOND)
  const message = bench.events.find(event => event.tracepoint === 'net:inbound_message')
  assert.deepEqual(pick(message, 'peerId', 'address'), [3, '127.0.0.1:4321'])
  assert.equal(message?.payload.length, 2)
})

test('what log and ZMQ both tell is one event, in whichever order they come', () => {
  const bench = new Bench()
  const line = `[msghand] [validation] Enqueuing TransactionAddedToMempool: txid=${TXID} wtxid=${TXID}`
  const removed = `[msghand] [validation] Enqueuing TransactionRemovedFromMempool: txid=${TXID} wtxid=${TXID} reason=expiry`
  sequence(bench, 500, 'A', TXID, 0)
  bench.log(10, line)
  answer(bench, 600, 'getmempoolentry', [TXID], entry(0.00001234))
  bench.log(2 * SECOND, removed)
  sequence(bench, 2 * SECOND + 500, 'R', TXID, 1)
  // Only ZMQ tells the second stay.
  sequence(bench, 4 * SECOND, 'A', TXID, 2)
  bench.flush()
  assert.deepEqual(
    bench.events.map(event =>
      pick(event, 'tracepoint', 'timestampUs', 'feeSat', 'vsize', 'reason', 'quality'),
    ),
    [
      ['mempool:added', START_US + 10, 1234, 110, undefined, 'exact'],
      ['mempool:removed', START_US + 2 * SECOND, 1234, 110, 'expiry', 'exact'],
      ['mempool:added', START_US + 4 * SECOND, 1234, 110, undefined, 'derived'],
    ],
  )
  assert.ok(bench.queries.some(query => query.method === 'getmempoolentry'))
})

test('a replacement comes before its removal, and both know when the old one had entered', () => {
  const bench = new Bench()
  bench.log(
    0,
    `[http.1] [validation] Enqueuing TransactionAddedToMempool: txid=${TXID} wtxid=${TXID}`,
  )
  answer(bench, 100, 'getmempoolentry', [TXID], entry(0.00001))
  bench.log(
    2 * SECOND,
    `[http.1] [mempool] replacing mempool tx ${TXID} (wtxid=${TXID}, fees=1000, vsize=110). New tx ${OTHER} (wtxid=${OTHER}, fees=5000, vsize=120)`,
    `[http.1] [validation] Enqueuing TransactionRemovedFromMempool: txid=${TXID} wtxid=${TXID} reason=replaced`,
    `[http.1] [validation] Enqueuing TransactionAddedToMempool: txid=${OTHER} wtxid=${OTHER}`,
  )
  bench.flush()
  assert.deepEqual(bench.names(), [
    'mempool:added',
    'mempool:replaced',
    'mempool:removed',
    'mempool:added',
  ])
  assert.deepEqual(pick(bench.events[1], 'replacedEnteredAt', 'replacementFeeSat', 'quality'), [
    START_US / 1e6,
    5000,
    'exact',
  ])
  assert.deepEqual(pick(bench.events[2], 'enteredAt', 'feeSat', 'vsize'), [
    START_US / 1e6,
    1000,
    110,
  ])
  // Nobody told the fee of the new one.
  assert.deepEqual(pick(bench.events[3], 'missing', 'vsize'), [['feeSat'], 120])
})

test('what has to go for lack of room goes after the one that it makes room for', () => {
  const bench = new Bench(LOG_ONLY)
  bench.log(
    0,
    '[init] Bitcoin Core version v30.0.0',
    `[m] [validation] Enqueuing TransactionAddedToMempool: txid=${TXID} wtxid=${TXID}`,
    `[m] [validation] Enqueuing TransactionRemovedFromMempool: txid=${TXID} wtxid=${TXID} reason=sizelimit`,
    `[m] [validation] Enqueuing TransactionAddedToMempool: txid=${OTHER} wtxid=${OTHER}`,
  )
  // One that makes no room for itself is added and removed, but its addition is not logged.
  bench.log(
    SECOND,
    `[m] [validation] Enqueuing TransactionRemovedFromMempool: txid=${BLOCK} wtxid=${BLOCK} reason=sizelimit`,
  )
  bench.flush()
  assert.deepEqual(
    bench.events.map(event => {
      const [name, txid] = pick(event, 'tracepoint', 'txid')
      return `${name} ${txid instanceof Uint8Array ? hashToHex(txid).slice(0, 2) : ''}`
    }),
    [
      'mempool:added ab',
      'mempool:added cd',
      'mempool:removed ab',
      'mempool:added ef',
      'mempool:removed ef',
    ],
  )
})

test('refusals of a package are no refusals of single transactions', () => {
  const bench = new Bench(LOG_ONLY)
  const refusal = `[msghand] [mempoolrej] ${TXID} (wtxid=${OTHER}) from peer=1 was not accepted: dust, x`
  bench.log(
    0,
    refusal,
    `[msghand] [txpackages] package evaluation for parent ${TXID} (wtxid=${OTHER}, sender=1) + child ${OTHER} (wtxid=${OTHER}, sender=1): package rejected`,
    refusal,
    '[msghand] [net] received: tx (0 bytes) peer=1',
    refusal,
  )
  bench.flush()
  assert.deepEqual(
    bench.events.filter(({ tracepoint }) => tracepoint === 'mempool:rejected').length,
    2,
  )
})

const connected = (hash: string, height: number): string[] => [
  '[h] [bench]     - Sanity checks: 0.00ms [0.00s (0.00ms/blk)]',
  '[h] [bench]     - Fork checks: 0.02ms [0.00s (0.00ms/blk)]',
  '[h] [bench]       - Connect 2 transactions: 0.08ms (0.039ms/tx, 0.077ms/txin) [0.02s (0.07ms/blk)]',
  '[h] [bench]     - Verify 1 txins: 0.09ms (0.089ms/txin) [0.02s (0.08ms/blk)]',
  '[h] [bench]     - Write undo data: 0.04ms [0.00s (0.01ms/blk)]',
  '[h] [bench]     - Index writing: 0.01ms [0.00s (0.00ms/blk)]',
  `[h] [validation] BlockChecked: block hash=${hash} state=Valid`,
  '[h] [bench]   - Writing chainstate: 0.01ms [0.00s (0.00ms/blk)]',
  `[h] [validation] Enqueuing MempoolTransactionsRemovedForBlock: block height=${height} txs removed=1`,
  `[h] UpdateTip: new best=${hash} height=${height} version=0x20000000 log2_work=1.0 tx=1`,
]

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

test('missed messages of ZMQ are a loss, and the mempool is asked for anew', () => {
  const inputs = { ...ALL_INPUTS, log: { ...ALL_INPUTS.log, on: false } }
  const bench = new Bench(inputs)
  sequence(bench, 0, 'A', TXID, 4_294_967_295)
  sequence(bench, 1, 'R', TXID, 0)
  const asked = bench.queries.length
  sequence(bench, 2, 'A', TXID, 3)
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
