import assert from 'node:assert/strict'
import { test } from 'node:test'
import { formatSubscribers } from '../../../src/cli/subscribers/format-subscribers.js'
import type { ServerDescription, SubscriberDescription } from '../../../src/client/index.js'
import { NODE_TRACEPOINT_NAMES } from '../../../src/tracepoints/index.js'

const PLAIN = {
  isTerminal: false,
  hasCursor: false,
  columns: 80,
  rows: 24,
  hasColor: false,
  write: async () => {},
}

const NODE: ServerDescription = {
  software: 'nodetap/0.1.0',
  node: '',
  processId: 1,
  startedAtUnixUs: 0,
  monotonicZeroUnixUs: 0,
  nextSequence: 0,
  subscriptions: 1,
  maxSubscriptions: 64,
  connections: 2,
  maxConnections: 64,
  ringBytes: 1_000_000,
  ringUsedBytes: 10,
  ringHighWaterBytes: 2500,
  snapshots: [],
  tracepoints: [],
}

const SUBSCRIBER: SubscriberDescription = {
  id: 3,
  processId: 77,
  connectionId: 2,
  sinceUnixUs: 1_000_000_000,
  kind: 'columns',
  tracepoints: ['mempool:added'],
  where: '',
  payloadBytes: 0,
  maxBatchEvents: 1,
  maxBatchBytes: 1,
  maxBatchWaitUs: 1,
  maxQueueBytes: 1,
  sampleOneIn: 1,
  sampleBy: null,
  maxEventsPerSecond: 0,
  snapshot: false,
  aggregate: null,
  sentEvents: 12,
  sentBytes: 3456,
  queuedEvents: 1,
  queuedBytes: 100,
  lostEvents: 5,
  filteredEvents: 6,
  workerTimeUs: 1250,
}

/** The lines about one subscriber. */
function lines(subscriber: Partial<SubscriberDescription>, seconds = 0): string[] {
  const nowUnixUs = SUBSCRIBER.sinceUnixUs + seconds * 1e6
  const text = formatSubscribers([{ ...SUBSCRIBER, ...subscriber }], NODE, nowUnixUs, PLAIN)
  return text.trimEnd().split('\n').slice(4)
}

test('a subscriber and its account', () => {
  assert.equal(
    formatSubscribers([SUBSCRIBER], NODE, SUBSCRIBER.sinceUnixUs + 61e6, PLAIN),
    `1 of 64 subscriptions on 2 of 64 connections
ring: 10 B of 1.0 MB used, 2.5 kB at most
events: 0 fired, 0 of them lost before any subscription

#3  process 77, connection 2, columns, for 1 min 1 s
    mempool:added
    sent 12 (3.5 kB), queued 1 (100 B), lost 5, filtered 6, worker 1.3 ms
`,
  )
})

test('what a subscriber says of itself cannot move the cursor', () => {
  const where = 'address = "\u001b[2Jx"'
  assert.equal(lines({ where, processId: 0 })[2], '    where address = "\\x1b[2Jx"')
  assert.match(lines({ processId: 0 })[0] ?? '', /^#3 {2}unknown process, /)
  assert.equal(lines({ tracepoints: ['future:\u001bx'] })[1], '    future:\\x1bx')
})

test('what it asked for besides is told where it is not what everybody gets', () => {
  const asked = (subscriber: Partial<SubscriberDescription>): string[] =>
    lines(subscriber)
      .slice(2, -1)
      .map(line => line.trim())
  assert.deepEqual(asked({}), [])
  assert.deepEqual(
    asked({ sampleOneIn: 100, sampleBy: 'txid', maxEventsPerSecond: 500, payloadBytes: 80 }),
    ['one event in 100 by txid, at most 500 events a second, 80 B of payloads'],
  )
  assert.deepEqual(
    asked({ sampleOneIn: 3, payloadBytes: Number.POSITIVE_INFINITY, snapshot: true }),
    ['one event in 3, whole payloads, the node’s state first'],
  )
  const aggregate = {
    groupBy: ['messageType', '\u001b[2J'],
    measures: ['count', 'sum(size)'],
    intervalMs: 1500,
    mode: 'totals',
    maxGroups: 7,
  } as const
  assert.deepEqual(asked({ aggregate }), [
    'count, sum(size) by messageType, \\x1b[2J, every 1.5 s, in total',
  ])
  assert.deepEqual(asked({ aggregate: { ...aggregate, groupBy: [], intervalMs: 0 } }), [
    'count, sum(size), when asked, in total',
  ])
})

test('patterns stand for names where there are all of them', () => {
  const shown = (tracepoints: readonly string[]): string | undefined => lines({ tracepoints })[1]
  const mempool = NODE_TRACEPOINT_NAMES.filter(name => name.startsWith('mempool:'))
  assert.equal(shown([...mempool, 'net:inbound_message']), '    mempool:* net:inbound_message')
  assert.equal(shown(mempool.slice(1)), `    ${mempool.slice(1).join(' ')}`)
  assert.equal(shown(NODE_TRACEPOINT_NAMES), '    *')
  assert.equal(shown([...NODE_TRACEPOINT_NAMES, 'nodetap:ring']), '    * nodetap:ring')
})

test('how long it has been there, in two units at most', () => {
  for (const [seconds, shown] of [
    [0, '0 s'],
    [59, '59 s'],
    [3600, '1 h'],
    [7265, '2 h 1 min'],
    [90_061, '1 d 1 h'],
  ] as const) {
    assert.match(lines({}, seconds)[0] ?? '', new RegExp(`, for ${shown}$`))
  }
})
