import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import type { LogFact } from '../../../../src/sources/bitcoind/log/facts.js'
import { LogParser } from '../../../../src/sources/bitcoind/log/log-parser.js'

const HASH = 'ab'.repeat(32)
const OTHER = 'cd'.repeat(32)
const TIME_US = Date.parse('2026-01-02T03:04:05Z') * 1000
const parser = new LogParser()

/** The fact of a text in the usual form of a line, without its head. */
function bodyOf(category: string, text: string): object | undefined {
  const fact = parser.parse(`2026-01-02T03:04:05.000006Z [msghand] [${category}] ${text}`)
  if (fact === undefined) return undefined
  const { timeUs, mockTimeS, thread, ...body } = fact
  assert.equal(timeUs, TIME_US + 6)
  assert.equal(mockTimeS, undefined)
  assert.equal(thread, 'msghand')
  return body
}

test('every mix of options of the log tells the same', () => {
  const text = 'received: ping (8 bytes) peer=7'
  for (const suppressed of ['', '[*] ']) {
    for (const micros of ['', '.123456']) {
      for (const mock of ['', '(mocktime: 2027-01-01T00:00:00Z) ']) {
        for (const thread of ['', '[msghand] ']) {
          for (const source of ['', '[net_processing.cpp:3700] [ProcessMessage] ']) {
            for (const category of ['[net] ', '[net:debug] ']) {
              const line = `${suppressed}2026-01-02T03:04:05${micros}Z ${mock}${thread}${source}${category}${text}`
              assert.deepEqual(
                parser.parse(line),
                {
                  fact: 'message',
                  direction: 'inbound',
                  messageType: 'ping',
                  size: 8,
                  peerId: 7,
                  timeUs: TIME_US + (micros === '' ? 0 : 123456),
                  mockTimeS: mock === '' ? undefined : Date.parse('2027-01-01T00:00:00Z') / 1000,
                  thread: thread === '' ? '' : 'msghand',
                },
                line,
              )
            }
          }
        }
      }
    }
  }
})

test('lines about peers, as versions from 28 on write them', () => {
  const cases: [string, object][] = [
    [
      'Added connection to 1.2.3.4:8333 peer=3',
      { fact: 'peer-added', address: '1.2.3.4:8333', peerId: 3 },
    ],
    ['Added connection peer=3', { fact: 'peer-added', address: '', peerId: 3 }],
    ['connection from [::1]:4000 accepted', { fact: 'peer-accepted', address: '[::1]:4000' }],
    [
      'trying v2 connection (block-relay-only) to 1.2.3.4:8333, lastseen=0.3hrs',
      { fact: 'peer-tried', connectionType: 'block-relay-only', address: '1.2.3.4:8333' },
    ],
    ['Resetting socket for peer=3, peeraddr=1.2.3.4:8333', { fact: 'peer-closed', peerId: 3 }],
    ['Resetting socket for peer=3', { fact: 'peer-closed', peerId: 3 }],
    ['disconnecting peer=3', { fact: 'peer-closed', peerId: 3 }],
    // As 29 and 30 write them with logips.
    ['Resetting socket for peer=3 peeraddr=1.2.3.4:8333', { fact: 'peer-closed', peerId: 3 }],
    [
      'selected inbound connection for eviction, disconnecting peer=3 peeraddr=1.2.3.4:8333',
      { fact: 'peer-evicted', peerId: 3 },
    ],
    [
      'socket closed, disconnecting peer=3 peeraddr=1.2.3.4:8333',
      { fact: 'peer-socket-ended', peerId: 3 },
    ],
    [
      'socket recv error, disconnecting peer=3 peeraddr=1.2.3.4:8333: Connection reset by peer (104)',
      { fact: 'peer-socket-ended', peerId: 3 },
    ],
    [
      'feeler connection completed, disconnecting peer=3 peeraddr=1.2.3.4:8333',
      { fact: 'peer-described', peerId: 3, address: '', connectionType: 'feeler' },
    ],
    ['Cleared nodestate for peer=3', { fact: 'peer-cleared', peerId: 3 }],
    [
      'selected inbound connection for eviction, disconnecting peer=3, peeraddr=1.2.3.4:8333',
      { fact: 'peer-evicted', peerId: 3 },
    ],
    [
      'selected inbound connection for eviction peer=3; disconnecting',
      { fact: 'peer-evicted', peerId: 3 },
    ],
    ['socket closed, disconnecting peer=3', { fact: 'peer-socket-ended', peerId: 3 }],
    ['Misbehaving: peer=3', { fact: 'peer-misbehaved', peerId: 3, reason: '' }],
    [
      'Misbehaving: peer=3: headers message size = 2001',
      { fact: 'peer-misbehaved', peerId: 3, reason: 'headers message size = 2001' },
    ],
    [
      'New outbound-full-relay v1 peer connected: version: 70016, blocks=100, peer=3, peeraddr=1.2.3.4:8333',
      {
        fact: 'peer-described',
        peerId: 3,
        address: '1.2.3.4:8333',
        connectionType: 'outbound-full-relay',
      },
    ],
    [
      'New manual peer connected: transport: v2, version: 70016, peer=3',
      { fact: 'peer-described', peerId: 3, address: '', connectionType: 'manual' },
    ],
    [
      'feeler connection completed peer=8; disconnecting',
      { fact: 'peer-described', peerId: 8, address: '', connectionType: 'feeler' },
    ],
    [
      'addrfetch connection timeout; disconnecting peer=8',
      { fact: 'peer-described', peerId: 8, address: '', connectionType: 'addr-fetch' },
    ],
    [
      'addrfetch connection completed, disconnecting peer=8, peeraddr=1.2.3.4:8333',
      { fact: 'peer-described', peerId: 8, address: '', connectionType: 'addr-fetch' },
    ],
    [
      'sending xunknown (0 bytes) peer=3',
      { fact: 'message', direction: 'outbound', messageType: 'xunknown', size: 0, peerId: 3 },
    ],
  ]
  for (const [text, expected] of cases) assert.deepEqual(bodyOf('net', text), expected, text)
})

test('lines about the mempool', () => {
  const cases: [string, string, object][] = [
    [
      'validation',
      `Enqueuing TransactionAddedToMempool: txid=${HASH} wtxid=${OTHER}`,
      { fact: 'tx-added', txid: HASH },
    ],
    [
      'validation',
      `Enqueuing TransactionRemovedFromMempool: txid=${HASH} wtxid=${OTHER} reason=sizelimit`,
      { fact: 'tx-removed', txid: HASH, reason: 'sizelimit' },
    ],
    [
      'mempool',
      `replacing mempool tx ${HASH} (wtxid=${HASH}, fees=100, vsize=110). New tx ${OTHER} (wtxid=${OTHER}, fees=200, vsize=120)`,
      {
        fact: 'tx-replaced',
        txid: HASH,
        feeSat: 100,
        vsize: 110,
        replacementId: OTHER,
        replacementFeeSat: 200,
        replacementVsize: 120,
        replacementIsTxid: true,
      },
    ],
    [
      'mempool',
      `replacing mempool tx ${HASH} (wtxid=${HASH}, fees=100, vsize=110). New package ${OTHER} with 2 txs, fees=300, vsize=240`,
      {
        fact: 'tx-replaced',
        txid: HASH,
        feeSat: 100,
        vsize: 110,
        replacementId: OTHER,
        replacementFeeSat: 300,
        replacementVsize: 240,
        replacementIsTxid: false,
      },
    ],
    [
      'mempoolrej',
      `${HASH} (wtxid=${OTHER}) from peer=5 was not accepted: min relay fee not met, 0 < 10`,
      { fact: 'tx-rejected', txid: HASH, reason: 'min relay fee not met' },
    ],
    [
      'mempoolrej',
      `${HASH} (wtxid=${OTHER}) from peer=5 was not accepted: mempool-script-verify-flag-failed (a, b), input 0`,
      { fact: 'tx-rejected', txid: HASH, reason: 'mempool-script-verify-flag-failed (a, b)' },
    ],
  ]
  for (const [category, text, expected] of cases) {
    assert.deepEqual(bodyOf(category, text), expected, text)
  }
})

test('lines of blocks, flushes and wallets', () => {
  const head = '2026-01-02T03:04:05.000006Z'
  const facts = [
    `${head} [http.1] UpdateTip: new best=${HASH} height=12 version=0x20000000 log2_work=1.0 tx=1`,
    `${head} [http.1] [w 1] Coin Selection: Algorithm:srd, Waste Metric Score:-12`,
    `${head} [http.1] [default wallet] Fee Calculation: Fee:465 Bytes:155 Tgt:0`,
    `${head} [w] Fee non-grouped = 465, grouped = 465, using non-grouped`,
    `${head} [init] [bench]     - Verify 1 txins: 0.21ms (0.103ms/txin) [0.02s (0.08ms/blk)]`,
    `${head} [init] [bench] BatchWrite: write coins cache to disk (4 out of 140 cached coins) completed (0.04ms)`,
    `${head} [init] [bench] FlushStateToDisk: write coins cache to disk (140 coins, 2.50KiB) completed (0.04ms)`,
    `${head} [init] [coindb] Writing chainstate to disk: flush mode=FORCE_SYNC, prune=0, large=0`,
  ].map(line => parser.parse(line))
  const common = { timeUs: TIME_US + 6, mockTimeS: undefined }
  assert.deepEqual(facts, [
    { fact: 'tip', hash: HASH, height: 12, thread: 'http.1', ...common },
    {
      fact: 'coins-selected',
      wallet: 'w 1',
      algorithm: 'srd',
      wasteSat: -12,
      thread: 'http.1',
      ...common,
    },
    { fact: 'fee-calculated', wallet: '', feeSat: 465, thread: 'http.1', ...common },
    { fact: 'grouping-chosen', wallet: 'w', grouped: false, thread: '', ...common },
    { fact: 'bench', step: 'verify', ms: 0.21, count: 1, thread: 'init', ...common },
    {
      fact: 'flush-written',
      coins: 140,
      memoryBytes: undefined,
      bySteadyClock: false,
      done: true,
      thread: 'init',
      ...common,
    },
    {
      fact: 'flush-written',
      coins: 140,
      memoryBytes: 2560,
      bySteadyClock: false,
      done: true,
      thread: 'init',
      ...common,
    },
    { fact: 'flush-started', mode: 'forceSync', forPrune: false, thread: 'init', ...common },
  ])
})

test('the tip of a background chain is not the tip', () => {
  const head = '2026-01-02T03:04:05.000006Z [msghand]'
  const text = `UpdateTip: new best=${HASH} height=12 version=0x20000000 log2_work=1.0 tx=1`
  assert.equal(parser.parse(`${head} [background validation] ${text}`), undefined)
  assert.equal(parser.parse(`${head} ${text}`)?.fact, 'tip')
})

/** Texts that would each be an event if they stood at the start of a line's text. */
const IMITATIONS = [
  'Misbehaving: peer=1: evil',
  'received: ping (8 bytes) peer=1',
  'Added connection to 6.6.6.6:666 peer=66',
  'Resetting socket for peer=1',
  `UpdateTip: new best=${HASH} height=12 version=0x20000000 log2_work=1`,
  `Enqueuing TransactionAddedToMempool: txid=${HASH} wtxid=${OTHER}`,
  `${HASH} (wtxid=${OTHER}) from peer=5 was not accepted: evil`,
  '2026-01-02T03:04:05.000006Z [msghand] [net] Misbehaving: peer=1: evil',
  '[net] Misbehaving: peer=1: evil',
]

/** Lines of Core's that show what a peer has sent. */
const CARRIERS: ((text: string) => string)[] = [
  text =>
    `receive version message: ${text}: version 70016, blocks=1, us=1.2.3.4:1, txrelay=1, peer=9`,
  text => `Unknown message type "${text}" from peer=9`,
  text => `Unsupported message "${text}" prior to verack from peer=9`,
  text => `ProcessMessages(${text}, 8 bytes): Exception 'x' caught`,
  text => `Reject message code 16: ${text}`,
]

test('a text of a peer that imitates a line is no line', () => {
  for (const imitation of IMITATIONS) {
    for (const carrier of CARRIERS) assert.equal(bodyOf('net', carrier(imitation)), undefined)
  }
  // Core escapes the ends of lines that peers send; if one gets through, it has no time of its own.
  for (const imitation of IMITATIONS.slice(0, 7)) assert.equal(parser.parse(imitation), undefined)
})

test('28 logs the memory of a flush in whole kilobytes, 30 in whole kibibytes', () => {
  const coins = 'FlushStateToDisk: write coins cache to disk'
  const flushes = [`${coins} (338 coins, 266kB) started`, `${coins} (338 coins, 260KiB) started`]
  for (const [text, memoryBytes] of [
    [flushes[0] ?? '', 266_000],
    [flushes[1] ?? '', 260 * 1024],
  ] as const) {
    assert.deepEqual(bodyOf('bench', text), {
      fact: 'flush-written',
      coins: 338,
      memoryBytes,
      bySteadyClock: text.includes('kB'),
      done: false,
    })
  }
})

test('programs made of Core tell their start by their own names', () => {
  for (const name of ['Core', 'Inquisition', 'Knots']) {
    const line = `2026-01-02T03:04:05Z [init] Bitcoin ${name} version v28.1.0 (release build)`
    assert.equal(parser.parse(line)?.fact, 'started', name)
  }
  assert.equal(parser.parse('2026-01-02T03:04:05Z [init] Bitcoin core version v28'), undefined)
})

test('the name of a wallet that imitates a line is no line', () => {
  const texts = [
    'Misbehaving: peer=1: reason',
    `UpdateTip: new best=${HASH} height=5 version=1`,
    `${HASH} (wtxid=${OTHER}) from peer=1 was not accepted: dust`,
    `Enqueuing TransactionAddedToMempool: txid=${HASH} wtxid=${OTHER}`,
    'Fee Calculation: Fee:1 Bytes:1',
    'Bitcoin Core version v31.0.0',
  ]
  for (const text of texts) {
    assert.ok(bodyOf('net', text) !== undefined, text)
    const name = `x] [net] ${text}`
    assert.equal(bodyOf(name, `AddToWallet ${HASH} new`), undefined, text)
  }
})

test('a message type that imitates the rest of its line only spoils its own line', () => {
  const line = bodyOf('net', 'received: x (1 bytes) peer=66 (8 bytes) peer=9')
  assert.equal(line, undefined)
  assert.deepEqual(bodyOf('net', 'received: x (1 b (8 bytes) peer=9'), {
    fact: 'message',
    direction: 'inbound',
    messageType: 'x (1 b',
    size: 8,
    peerId: 9,
  })
})

test('no line makes the parser throw, and cut or changed ones tell nothing of another kind', () => {
  const lines = [
    ...IMITATIONS.map(text => `2026-01-02T03:04:05.000006Z [msghand] [net] ${text}`),
    '2026-01-02T03:04:05Z (mocktime: 2026-01-02T03:04:05Z) [net] received: ping (8 bytes) peer=1',
  ]
  const kinds = new Set<LogFact['fact'] | undefined>(lines.map(line => parser.parse(line)?.fact))
  kinds.add(undefined)
  fc.assert(
    fc.property(
      fc.constantFrom(...lines),
      fc.nat(),
      fc.nat(),
      fc.string({ maxLength: 8 }),
      (line, at, length, inserted) => {
        const from = at % (line.length + 1)
        const changed = line.slice(0, from) + inserted + line.slice(from + (length % 12))
        assert.ok(kinds.has(parser.parse(changed)?.fact), changed)
      },
    ),
    { interruptAfterTimeLimit: 3_000, numRuns: 50_000 },
  )
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), text => {
      parser.parse(text)
      parser.parse(`2026-01-02T03:04:05Z ${text}`)
    }),
    { interruptAfterTimeLimit: 15_000 },
  )
})
