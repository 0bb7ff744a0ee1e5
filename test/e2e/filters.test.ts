import assert from 'node:assert/strict'
import { join } from 'node:path'
import { type TestContext, test } from 'node:test'
import {
  type Batch,
  connect,
  type Session,
  type SubscribeOptions,
  type Subscription,
} from '../../src/client/index.js'
import { type PublisherOptions, startPublisher, type Tracing } from '../../src/publisher/index.js'
import type { TraceEvent } from '../../src/tracepoints/index.js'
import { temporaryDirectory, until } from './support.js'

const EMPTY = new Uint8Array(0)
const TYPES = ['inv', 'tx', 'ping', 'pong', 'headers'] as const

async function start(
  t: TestContext,
  options: PublisherOptions = {},
): Promise<{ tracing: Tracing; session: Session }> {
  const tracing = await startPublisher({
    path: join(temporaryDirectory(t), 'node.sock'),
    ...options,
  })
  const session = await connect({ path: tracing.path })
  t.after(async () => {
    await session.close()
    await tracing.close()
  })
  return { tracing, session }
}

/** Messages of all types in turn; what each has as its size is its number. */
function fireMessages(tracing: Tracing, count: number): void {
  const inbound = tracing.tracepoints['net:inbound_message']
  const outbound = tracing.tracepoints['net:outbound_message']
  for (let i = 0; i < count; i++) {
    const type = TYPES[i % TYPES.length] ?? ''
    const payload = Uint8Array.of(i, i >> 8, 7)
    if (inbound.enabled) inbound.fire(i % 9, `10.0.${i % 9}.1:8333`, 'inbound', type, i, payload)
    if (outbound.enabled) outbound.fire(i % 9, 'x.onion:1', 'manual', type, i, payload)
  }
}

class Received {
  readonly batches: Batch[] = []
  readonly subscription: Subscription

  constructor(session: Session, patterns: readonly string[], options: SubscribeOptions) {
    this.subscription = session.subscribe(patterns, options)
    void this.#collect()
  }

  async #collect(): Promise<void> {
    for await (const batch of this.subscription) this.batches.push(batch)
  }

  get events(): TraceEvent[] {
    return this.batches.flatMap(batch => [...batch])
  }

  /** Checks that what became of every event adds up, and gives the sums. */
  async counts(): Promise<Record<'fired' | 'delivered' | 'queued' | 'lost' | 'filtered', number>> {
    const sums = { fired: 0, delivered: 0, queued: 0, lost: 0, filtered: 0 }
    for (const counts of (await this.subscription.counts()) ?? []) {
      const { fired, delivered, queued, lost, filtered } = counts
      assert.equal(fired, delivered + queued + lost + filtered, counts.tracepoint)
      sums.fired += fired
      sums.delivered += delivered
      sums.queued += queued
      sums.lost += lost
      sums.filtered += filtered
    }
    return sums
  }
}

const size = (event: TraceEvent): number => ('size' in event ? event.size : -1)

test('only what meets the condition comes, and everything else is counted', async t => {
  const { tracing, session } = await start(t)
  const where = 'size >= 100 and (messageType prefix p or payload prefix 0301) and peerId != 3'
  const received = new Received(session, ['net:*_message'], { where })
  await received.subscription.ready
  fireMessages(tracing, 500)
  const expected = Array.from({ length: 500 }, (_, i) => i).filter(
    i => i >= 100 && (TYPES[i % 5]?.startsWith('p') || i === 259) && i % 9 !== 3,
  )
  await until('they have come', () => received.events.length === 2 * expected.length)
  assert.deepEqual(
    received.events.map(size),
    expected.flatMap(i => [i, i]),
  )
  // The condition looked at payloads, the subscriber does not.
  assert.ok(received.events.every(event => 'payload' in event && event.payload.length === 0))
  const counts = await received.counts()
  assert.deepEqual([counts.fired, counts.filtered], [1000, 1000 - 2 * expected.length])
})

test('messages of types that nobody wants never enter the ring', async t => {
  const { tracing, session } = await start(t)
  const some = new Received(session, ['net:*_message'], {
    where: 'direction = inbound and messageType in (inv, tx)',
  })
  const terms = await some.subscription.ready
  assert.deepEqual(terms.tracepoints, ['net:inbound_message'])
  assert.equal(tracing.tracepoints['net:outbound_message'].enabled, false)
  fireMessages(tracing, 100)
  await until('they have come', () => some.events.length === 40)
  const described = await session.describe()
  assert.equal(described.nextSequence, 40)
  assert.equal(described.tracepoints[0]?.fired, 40)
  assert.equal((await some.counts()).filtered, 0)

  // Another's wants are added, and each gets its own.
  const pings = new Received(session, ['net:inbound_message'], { where: 'messageType = ping' })
  await pings.subscription.ready
  fireMessages(tracing, 100)
  await until('they have come', () => some.events.length === 80 && pings.events.length === 20)
  assert.equal((await session.describe()).nextSequence, 100)
  assert.deepEqual(await some.counts(), {
    fired: 100,
    delivered: 80,
    queued: 0,
    lost: 0,
    filtered: 20,
  })
  assert.equal((await pings.counts()).filtered, 40)

  // One who wants all of them gets all of them.
  const all = new Received(session, ['net:inbound_message'], {})
  await all.subscription.ready
  fireMessages(tracing, 100)
  await until('they have come', () => all.events.length === 100)
  assert.deepEqual(
    all.events.map(event => event.sequence),
    Array.from({ length: 100 }, (_, i) => 100 + i),
  )
  assert.deepEqual(all.events.map(size), [...Array(100).keys()])
  assert.equal((await some.counts()).filtered, 80)

  // When it goes, the gate closes again.
  await all.subscription.close()
  await pings.subscription.close()
  const before = (await session.describe()).nextSequence
  fireMessages(tracing, 100)
  await until('they have come', () => some.events.length === 160)
  assert.equal((await session.describe()).nextSequence, before + 40)
  await some.counts()
})

test('the surplus of a rate limit is lost, told in its place, and counted', async t => {
  let now = 0
  const { tracing, session } = await start(t, {
    monotonicZeroUnixUs: 0,
    clock: () => {
      now += 10_000
      return now
    },
  })
  const limited = new Received(session, ['net:inbound_message'], { maxEventsPerSecond: 10 })
  await limited.subscription.ready
  const inbound = tracing.tracepoints['net:inbound_message']
  // 100 a second, for two and a half.
  for (let i = 0; i < 250; i++) inbound.fire(1, 'a', 'inbound', 'tx', i, EMPTY)
  const lost = (): number =>
    limited.batches.flatMap(it => it.losses).reduce((sum, loss) => sum + loss.count, 0)
  await until('all is told', () => limited.events.length === 30 && lost() === 220)
  assert.deepEqual(
    limited.events.map(size),
    [0, 100, 200].flatMap(first => Array.from({ length: 10 }, (_, i) => first + i)),
  )
  for (const batch of limited.batches) {
    for (const loss of batch.losses) {
      assert.equal(loss.cause, 'rateLimit')
      if (batch.eventCount > 0) assert.ok(loss.lastSequence < batch.firstSequence)
    }
  }
  const counts = await limited.counts()
  assert.deepEqual([counts.fired, counts.delivered, counts.lost], [250, 30, 220])
})

test('two publishers sample the same transactions', async t => {
  const kept: string[][] = []
  const options = { sampleOneIn: 4, sampleBy: 'txid' }
  const nodes = [await start(t), await start(t)]
  for (const [n, { tracing, session }] of nodes.entries()) {
    const received = new Received(session, ['mempool:*'], options)
    await received.subscription.ready
    const txid = new Uint8Array(32)
    for (let i = 0; i < 400; i++) {
      // The other node sees them in another order, and some of its own besides.
      const number = n === 0 ? i : 450 - i
      txid[3] = number
      txid[4] = number >> 8
      tracing.tracepoints['mempool:added'].fire(txid, 100, 100)
      tracing.tracepoints['mempool:removed'].fire(txid, 'block', 100, 100, 0)
    }
    const counts = await received.counts()
    assert.equal(counts.fired, 800)
    await until('they have come', () => received.events.length === counts.delivered)
    const txids = received.events.map(it =>
      'txid' in it ? Buffer.from(it.txid).toString('hex') : '',
    )
    assert.equal(txids.length, 2 * new Set(txids).size, 'added and removed share a fate')
    kept.push([...new Set(txids)])
  }
  const [ones = [], others = []] = kept
  assert.ok(ones.length > 60 && ones.length < 140)
  const inBoth = (txid: string): boolean => {
    const number = Buffer.from(txid, 'hex').readUInt16LE(3)
    return number > 50 && number < 400
  }
  assert.deepEqual(ones.filter(inBoth).sort(), others.filter(inBoth).sort())
})

test('what makes no sense fails before anything is subscribed', async t => {
  const { session } = await start(t)
  const ready = (patterns: readonly string[], options: SubscribeOptions): Promise<unknown> => {
    const subscription = session.subscribe(patterns, options)
    return subscription.ready
  }
  await assert.rejects(ready(['mempool:added'], { where: 'siz > 5' }), /Did you mean vsize/)
  await assert.rejects(ready(['mempool:added'], { where: 'size > 5' }), /has no field "size"/)
  await assert.rejects(ready(['mempool:added'], { sampleBy: 'size' }), /cannot be sampled by/)
  await assert.rejects(ready(['mempool:added'], { sampleOneIn: 0 }), /sampleOneIn is 0/)
  assert.equal((await session.describe()).subscriptions, 0)
})
