/** The tracing prototype of 2025: coins, one call each. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type Batch, connect, ErrorCodes, type Loss } from '../../../src/client/index.js'
import type { StreamSink } from '../../../src/client/stream.js'
import { CoinStream } from '../../../src/client/upstream/coin-stream.js'
import { UpstreamLimits } from '../../../src/client/upstream/limits.js'
import { Capability } from '../../../src/rpc/index.js'
import { tracing2025 } from '../../../src/schema/index.js'
import { runCli, startCli, until } from '../../e2e/support.js'
import { FakeNode } from './fake-node.js'

const DEADLINE = { timeout: 60_000 } as const
const { add, spend, uncache } = tracing2025.UtxoCacheTrace.methods

const METHODS = [
  ['utxocache:add', add],
  ['utxocache:spent', spend],
  ['utxocache:uncache', uncache],
] as const

/** Coin number `i`. */
function coin(i: number) {
  return {
    txid: new Uint8Array(32).fill(i),
    vout: i,
    height: 800_000 + i,
    value: 2_100_000_000_000_000 - i,
    coinbase: i % 2 === 0,
  }
}

function fire(callback: Capability, i: number, method: (typeof METHODS)[number][1] = add) {
  const { txid, vout, height, value, coinbase } = coin(i)
  return callback.call(method, params => {
    const info = params.initUtxoInfo()
    info.outpointHash = txid
    info.outpointN = vout
    info.height = height
    info.value = value
    info.isCoinbase = coinbase
  })
}

test('coins become utxocache events, with the cache unknown', DEADLINE, async t => {
  const node = await FakeNode.start(t, { coinTracing: true, mining: 2 })
  await using session = await connect({ path: node.path })
  assert.equal(session.offers, 'upstream')
  const { tracepoints } = await session.describe()
  assert.deepEqual(
    tracepoints.map(({ name }) => name),
    METHODS.map(([name]) => name),
  )
  const subscription = session.subscribe(['utxocache:*'])
  await subscription.ready
  const { callback } = node.traced[0]!
  // The node waits for each answer: that one comes without anybody taking the event.
  for (let i = 0; i < 9; i++) await fire(callback, i, METHODS[i % 3]![1])
  const events = []
  for await (const batch of subscription) {
    for (const event of batch) events.push(event)
    if (events.length === 9) break
  }
  assert.deepEqual(
    events.map(({ timestampUs: _, ...event }) => event),
    Array.from({ length: 9 }, (_, i) => ({
      tracepoint: METHODS[i % 3]![0],
      sequence: i,
      ...coin(i),
      cache: 'unknown',
    })),
  )
  assert.deepEqual(node.handlers, ['destroyed'])
})

test('only what was asked for is delivered, and nothing else is offered', DEADLINE, async t => {
  const node = await FakeNode.start(t, { coinTracing: true })
  await using session = await connect({ path: node.path })
  await assert.rejects(session.subscribe(['net:*']).ready, { code: ErrorCodes.UnknownTracepoint })
  const subscription = session.subscribe(['utxocache:spent'])
  await subscription.ready
  const { callback } = node.traced[0]!
  await fire(callback, 1, add)
  await fire(callback, 2, spend)
  for await (const batch of subscription) {
    assert.deepEqual(
      [...batch].map(({ tracepoint, sequence }) => [tracepoint, sequence]),
      [['utxocache:spent', 0]],
    )
    break
  }
})

test('the command line traces coins, and Ctrl-C lets the node go on', DEADLINE, async t => {
  const node = await FakeNode.start(t, { coinTracing: true })
  const { stdout } = await runCli(t, ['list', '--socket', node.path])
  assert.match(stdout, /prototype of 2025/)
  const cli = startCli(t, ['trace', 'utxocache:*', '--json', '--socket', node.path])
  await until('it traces', () => node.traced.length === 1)
  await fire(node.traced[0]!.callback, 1)
  await until('an event is printed', () => cli.lines.length === 1)
  cli.child.kill('SIGINT')
  assert.equal((await cli.done).code, 0)
  assert.deepEqual(node.handlers, ['destroyed'])
})

/** Holds the batches that it is given until told to take them. */
class HoldingSink implements StreamSink {
  readonly batches: Batch[] = []
  readonly losses: Loss[] = []
  #held: (() => void)[] = []

  batch(batch: Batch): Promise<void> {
    this.batches.push(batch)
    return new Promise(resolve => this.#held.push(resolve))
  }

  lost(losses: readonly Loss[]): void {
    this.losses.push(...losses)
  }

  ended(): void {}

  takeAll(): void {
    for (const take of this.#held.splice(0)) take()
  }
}

test(
  'coins of one turn, and those that come while one waits, are one batch',
  DEADLINE,
  async () => {
    const sink = new HoldingSink()
    let now = 1000
    const stream = new CoinStream(
      METHODS.map(([name]) => name),
      sink,
      () => now,
    )
    using callback = Capability.of(stream.server())
    await Promise.all([fire(callback, 0), fire(callback, 1)])
    await until('they are handed over', () => sink.batches.length === 1)
    for (let i = 2; i < 5; i++) {
      now += 10
      await fire(callback, i)
    }
    assert.equal(sink.batches.length, 1)
    sink.takeAll()
    await until('the rest is handed over', () => sink.batches.length === 2)
    assert.deepEqual(
      sink.batches.map(batch =>
        [...batch].map(({ sequence, timestampUs }) => [sequence, timestampUs]),
      ),
      [
        [
          [0, 1000],
          [1, 1000],
        ],
        [
          [2, 1010],
          [3, 1020],
          [4, 1030],
        ],
      ],
    )
  },
)

test('what waits too long for a consumer is lost and counted', DEADLINE, async () => {
  const sink = new HoldingSink()
  const stream = new CoinStream(['utxocache:add'], sink, () => 0)
  using callback = Capability.of(stream.server())
  await fire(callback, 0)
  await until('it is handed over', () => sink.batches.length === 1)
  for (let i = 1; i <= UpstreamLimits.maxWaitingCoins; i++) await fire(callback, 1)
  assert.deepEqual(sink.losses, [])
  await fire(callback, 1)
  const sequence = UpstreamLimits.maxWaitingCoins + 1
  assert.deepEqual(sink.losses, [
    {
      tracepoint: 'utxocache:add',
      count: 1,
      cause: 'queueFull',
      firstSequence: sequence,
      lastSequence: sequence,
    },
  ])
  sink.takeAll()
  await until('the rest is handed over', () => sink.batches.length === 2)
  assert.equal(sink.batches[1]?.eventCount, UpstreamLimits.maxWaitingCoins)
})

test('a coin with a hash of another size is refused', DEADLINE, async () => {
  const sink = new HoldingSink()
  const stream = new CoinStream(['utxocache:add'], sink)
  using callback = Capability.of(stream.server())
  await assert.rejects(
    callback.call(add, params => {
      params.initUtxoInfo().outpointHash = new Uint8Array(31)
    }),
    /31 bytes/,
  )
})
