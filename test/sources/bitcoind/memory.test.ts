import assert from 'node:assert/strict'
import { test } from 'node:test'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { Bridge, BridgeLimits, LineSplitter } from '../../../src/sources/bitcoind/index.js'
import type { LogFact } from '../../../src/sources/bitcoind/log/facts.js'
import { LogParser } from '../../../src/sources/bitcoind/log/log-parser.js'
import { ALL_INPUTS, START_US } from './support.js'

setFlagsFromString('--expose-gc')
// The flag makes contexts from now on have a function `gc`, which nothing types.
const collect = runInNewContext('gc') as () => void

test('what is remembered of a log does not keep the log in memory', () => {
  const parser = new LogParser()
  const facts: LogFact[] = []
  const splitter = new LineSplitter({
    line: line => {
      const fact = parser.parse(line)
      if (fact !== undefined) facts.push(fact)
    },
    opened: () => undefined,
    cut: () => undefined,
  })
  const head = '2026-01-02T03:04:05.000006Z [msghand]'
  const other = `${head} [libevent] ${'x'.repeat(100)}\n`.repeat(450)
  const hash = (count: number): string => count.toString(16).padStart(64, '0')
  const texts = [
    (hashes: string) =>
      `[validation] Enqueuing TransactionAddedToMempool: txid=${hashes} wtxid=${hashes}`,
    (hashes: string) =>
      `[mempoolrej] ${hashes} (wtxid=${hashes}) from peer=1 was not accepted: dust, x`,
    () => '[net] Added connection to [2001:4860:4860::8888]:8333 peer=1',
    () => '[a wallet with a long name] Coin Selection: Algorithm:knapsack, Waste Metric Score:1',
    () => '[net] Misbehaving: peer=1: headers message size = 2001',
    (hashes: string) => `UpdateTip: new best=${hashes} height=1 version=1`,
  ]
  collect()
  const before = process.memoryUsage().heapUsed
  let bytes = 0
  for (let count = 0; count < 1_200; count++) {
    const text = texts[count % texts.length]?.(hash(count)) ?? ''
    const piece = Buffer.from(`${head} ${text}\n${other}`)
    bytes += piece.length
    splitter.take(piece)
  }
  collect()
  const grown = process.memoryUsage().heapUsed - before
  assert.equal(facts.length, 1_200)
  assert.ok(bytes > 60e6)
  assert.ok(grown < 8e6, `${facts.length} facts of ${bytes} bytes of log keep ${grown} bytes`)
})

test('large messages do not fill the memory while a block is waited for', () => {
  const payloads = new Set<Uint8Array>()
  let held = 0
  let most = 0
  const bridge = new Bridge(
    {
      event: event => {
        if (event.tracepoint === 'net:inbound_message' && payloads.delete(event.payload)) held--
      },
      loss: () => undefined,
    },
    { want: () => undefined },
    { inputs: { ...ALL_INPUTS, log: { ...ALL_INPUTS.log, on: false } } },
  )
  const size = 4_000_000
  // The same bytes under many views: what counts is what the bridge believes to hold.
  const bytes = new Uint8Array(size)
  bridge.push({
    kind: 'zmq',
    receivedUs: START_US,
    topic: 'sequence',
    body: Buffer.from(`${'ab'.repeat(32)}43`, 'hex'),
    counter: 0,
  })
  for (let count = 0; count < 1_000; count++) {
    const payload = bytes.subarray()
    payloads.add(payload)
    held++
    const timeUs = START_US + count * 1000
    const fields = { directory: '1.2.3.4_5', direction: 'inbound', messageType: 'block' } as const
    bridge.push({ kind: 'capture', ...fields, timeUs, payload })
    bridge.advance(timeUs)
    most = Math.max(most, held)
  }
  assert.ok(most * size <= BridgeLimits.maxDraftBytes + size, `${most} payloads were held`)
  bridge.flush()
  assert.equal(held, 0)
})
