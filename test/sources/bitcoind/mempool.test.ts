import assert from 'node:assert/strict'
import { test } from 'node:test'
import { hashToHex } from '../../../src/bitcoin/index.js'
import {
  ALL_INPUTS,
  answer,
  Bench,
  BLOCK,
  blockOf,
  entry,
  LOG_ONLY,
  OTHER,
  pick,
  SECOND,
  START_US,
  sequence,
  TXID,
} from './support.js'

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

test('what goes with a parent that is too old may have entered just then', () => {
  const bench = new Bench(LOG_ONLY)
  const mocked = '(mocktime: 2026-01-16T03:04:05Z) [http.1] [validation]'
  bench.log(
    0,
    '[init] Bitcoin Core version v30.0.0',
    `${mocked} Enqueuing TransactionRemovedFromMempool: txid=${TXID} wtxid=${TXID} reason=expiry`,
  )
  bench.flush()
  assert.deepEqual(
    bench.events.map(event => pick(event, 'tracepoint', 'reason', 'enteredAt')),
    [
      ['mempool:added', undefined, undefined],
      ['mempool:removed', 'expiry', Date.parse('2026-01-16T03:04:05Z') / 1000],
    ],
  )
})

test('a mempool that is loaded at the start keeps the times of entry', () => {
  // With thread names and without.
  for (const thread of ['[initload] ', '']) {
    const added = (txid: string): string =>
      `${thread}[validation] Enqueuing TransactionAddedToMempool: txid=${txid} wtxid=${txid}`
    const bench = new Bench()
    bench.log(0, 'Bitcoin Core version v30.0.0', added(TXID), added(OTHER))
    bench.bridge.advance(START_US + 3 * SECOND)
    // The node answers when the additions have long gone out, and of one of them only.
    const hourAgoS = START_US / 1e6 - 3600
    answer(bench, 4 * SECOND, 'getmempoolentry', [TXID], { ...entry(0.00001), time: hourAgoS })
    bench.log(
      8 * SECOND,
      ...[TXID, OTHER].map(
        txid =>
          `${thread}[validation] Enqueuing TransactionRemovedFromMempool: txid=${txid} wtxid=${txid} reason=conflict`,
      ),
    )
    bench.flush()
    assert.deepEqual(
      bench.events
        .filter(({ tracepoint }) => tracepoint === 'mempool:removed')
        .map(event => pick(event, 'enteredAt', 'missing')),
      [
        [hourAgoS, []],
        [0, ['vsize', 'feeSat', 'enteredAt']],
      ],
    )
  }
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

test('a transaction of a wallet that its node refuses is a rejection', () => {
  // 28 and 30 say "to mempool for relay", later ones what shall become of it.
  const submitted = `Submitting wtx ${TXID} to mempool for relay`
  const later = `Submitting wtx ${OTHER} to mempool and for broadcast to peers`
  const refused = 'CommitTransaction(): Transaction cannot be broadcast immediately,'
  const bench = new Bench(LOG_ONLY)
  bench.log(
    0,
    `[http.1] [w] ${submitted}`,
    `[http.2] [w] ${later}`,
    `[http.1] [w] ${refused} too-long-mempool-chain, too many unconfirmed ancestors [limit: 25]`,
    `[http.2] [other] ${refused} dust, of another wallet`,
    // What the node was not even asked for has no reason.
    `[http.2] [w] ${refused} `,
    `[http.2] [w] ${refused} scriptpubkey`,
    `[http.2] [w] ${refused} dust, told twice`,
  )
  bench.flush()
  assert.deepEqual(
    bench.events.map(event =>
      event.tracepoint === 'mempool:rejected' ? [event.txid[0], event.reason] : [],
    ),
    [
      [0xab, 'too-long-mempool-chain'],
      [0xcd, 'scriptpubkey'],
    ],
  )
})

test('a whole mempool after a gap tells who is still there', () => {
  const zmqOnly = { ...ALL_INPUTS, log: { ...ALL_INPUTS.log, on: false } }
  const bench = new Bench(zmqOnly)
  answer(bench, 0, 'getrawmempool', [true], { [TXID]: entry(0.00001), [OTHER]: entry(0.00002) })
  bench.bridge.push({
    kind: 'mark',
    atUs: START_US + SECOND,
    input: 'zmq',
    mark: 'gap',
    detail: 'connected again',
  })
  // One has gone unnoticed; the block that follows takes the other.
  answer(bench, 5 * SECOND, 'getrawmempool', [true], { [OTHER]: entry(0.00002) })
  for (const [hash, txid] of [
    [BLOCK, TXID],
    ['99'.repeat(32), OTHER],
  ] as const) {
    answer(bench, 6 * SECOND, 'getblock', [hash, 3], blockOf(hash, 101, txid))
  }
  sequence(bench, 7 * SECOND, 'C', BLOCK, 0)
  sequence(bench, 8 * SECOND, 'C', '99'.repeat(32), 1)
  bench.flush()
  const removed = bench.events.filter(({ tracepoint }) => tracepoint === 'mempool:removed')
  assert.deepEqual(
    removed.map(event => pick(event, 'feeSat', 'reason', 'enteredAt')),
    [[2000, 'block', START_US / 1e6]],
  )
  assert.equal(bench.losses.length, 1)
})
