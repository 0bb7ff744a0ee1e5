/** The tracepoints that are about the publisher itself. */
import assert from 'node:assert/strict'
import { join } from 'node:path'
import { type TestContext, test } from 'node:test'
import {
  connect,
  type EventMap,
  type Subscription,
  type TraceEvent,
} from '../../src/client/index.js'
import { startPublisher } from '../../src/publisher/index.js'
import { temporaryDirectory, until } from './support.js'

async function fixture(t: TestContext) {
  const path = join(temporaryDirectory(t), 'node.sock')
  const tracing = await startPublisher({ path, ringBytes: 256 * 1024 })
  const session = await connect({ path })
  t.after(async () => {
    await session.close()
    await tracing.close()
  })
  return { tracing, session, path }
}

/** Keeps all events of a subscription. */
function kept(subscription: Subscription) {
  const events: TraceEvent[] = []
  void (async () => {
    for await (const batch of subscription) events.push(...batch)
  })()
  return {
    events,
    of: <T extends TraceEvent['tracepoint']>(tracepoint: T): EventMap[T][] =>
      // The name decides the type.
      events.filter(event => event.tracepoint === tracepoint) as EventMap[T][],
  }
}

test('who comes and who goes is told to the others, with what it came to', async t => {
  const { tracing, session, path } = await fixture(t)
  const watching = session.subscribe(['nodetap:*subscribed'], { maxBatchWaitUs: 0 })
  await watching.ready
  const watched = kept(watching)
  const other = await connect({ path })
  const subscription = other.subscribe(['mempool:added', 'net:*_message'], {
    where: 'size > 5 or vsize > 0',
  })
  await subscription.ready
  const received = kept(subscription)
  const added = tracing.tracepoints['mempool:added']
  for (let i = 0; i < 10; i++) added.fire(new Uint8Array(32), 1, 1)
  await until('all have come', () => received.events.length === 10)
  await other.aggregate({ tracepoints: ['mempool:*'], measures: { n: { function: 'count' } } })
    .ready
  const [account] = (await session.subscribers()).filter(
    it => it.kind === 'columns' && it.where !== '',
  )
  await other.close()
  await until('both have gone', () => watched.of('nodetap:unsubscribed').length === 2)

  const [columns, aggregate] = watched.of('nodetap:subscribed')
  assert.ok(columns && aggregate && account)
  assert.equal(watched.of('nodetap:subscribed').length, 2)
  assert.equal(columns.tracepoints, 'net:inbound_message net:outbound_message mempool:added')
  assert.equal(columns.where, 'size > 5 or vsize > 0')
  assert.equal(columns.kind, 'columns')
  assert.equal(columns.processId, process.pid)
  assert.equal(columns.subscriptionId, account.id)
  assert.equal(columns.connectionId, account.connectionId)
  assert.equal(columns.subscriptions, 2)
  assert.equal(aggregate.kind, 'aggregate')
  assert.equal(aggregate.subscriptions, 3)
  const gone = watched.of('nodetap:unsubscribed').find(it => it.subscriptionId === account.id)
  assert.ok(gone)
  assert.equal(gone.sentEvents, 10)
  assert.equal(gone.sentBytes, account.sentBytes)
  assert.equal(gone.lostEvents, 0)
  assert.ok(gone.workerTimeUs > 0 && gone.workerTimeUs < gone.durationUs)
  assert.equal(watched.of('nodetap:unsubscribed').at(-1)?.subscriptions, 1)
})

test('own events have their place in the one sequence, and filters and counts see them', async t => {
  const { tracing, session } = await fixture(t)
  const all = session.subscribe(['mempool:added', 'nodetap:subscribed'])
  await all.ready
  const received = kept(all)
  const some = session.subscribe(['mempool:added', 'nodetap:subscribed'], {
    where: "tracepoints contains 'closed' and subscriptions = 4",
  })
  const counted = session.aggregate({
    tracepoints: ['nodetap:subscribed'],
    groupBy: ['kind'],
    measures: { n: { function: 'count' } },
    intervalMs: 0,
  })
  await Promise.all([some.ready, counted.ready])
  const chosen = kept(some)
  const added = tracing.tracepoints['mempool:added']
  for (const pattern of ['net:closed_connection', 'net:closed_connection', 'utxocache:add']) {
    added.fire(new Uint8Array(32), 1, 1)
    await session.subscribe([pattern]).ready
  }
  added.fire(new Uint8Array(32), 1, 1)
  await until('all have come', () => received.events.length === 9)
  assert.deepEqual(
    received.events.map(({ sequence, tracepoint }) => `${sequence} ${tracepoint}`),
    [
      '0 nodetap:subscribed',
      '1 nodetap:subscribed',
      ...[2, 4, 6].flatMap(i => [`${i} mempool:added`, `${i + 1} nodetap:subscribed`]),
      '8 mempool:added',
    ],
  )
  for (let i = 1; i < received.events.length; i++) {
    const [before, after] = [received.events[i - 1], received.events[i]]
    assert.ok((before?.timestampUs ?? 0) <= (after?.timestampUs ?? 0) + 1000)
  }
  const report = await counted.read()
  assert.equal(report.events, 3)
  assert.equal((await some.counts())?.find(it => it.tracepoint === 'nodetap:subscribed')?.fired, 4)
  await until('the one that is wanted has come', () => chosen.events.length === 1)
  const [wanted] = chosen.of('nodetap:subscribed')
  assert.equal(wanted?.tracepoints, 'net:closed_connection')
  const { tracepoints } = await session.describe()
  assert.equal(tracepoints.find(({ name }) => name === 'nodetap:subscribed')?.fired, 5)
})

test('losses are told by cause, once a second, and not those of own events', async t => {
  const { tracing, session, path } = await fixture(t)
  const watching = session.subscribe(['nodetap:lost'], { maxBatchWaitUs: 0 })
  await watching.ready
  const watched = kept(watching)
  await using other = await connect({ path })
  // Nobody reads it: eight batches are on their way, and then its queue is full.
  const stuck = other.subscribe(['mempool:added', 'nodetap:*'], {
    maxBatchEvents: 1,
    maxQueueBytes: 1,
  })
  await stuck.ready
  const added = tracing.tracepoints['mempool:added']
  const inbound = tracing.tracepoints['net:misbehaving_connection']
  await using third = await connect({ path })
  await third.subscribe(['net:misbehaving_connection']).ready
  for (let i = 0; i < 50; i++) added.fire(new Uint8Array(32), 1, 1)
  // A wrong argument is a fault, which reaches nobody.
  inbound.fire(0.5, 'x')
  const lostOf = (cause: string): number =>
    watched
      .of('nodetap:lost')
      .filter(it => it.cause === cause)
      .reduce((sum, it) => sum + it.lostEvents, 0)
  const lost = async (): Promise<number> =>
    ((await stuck.counts()) ?? []).find(it => it.tracepoint === 'mempool:added')?.lost ?? 0
  await until('both are told', () => lostOf('fault') === 1 && lostOf('queueFull') > 0)
  await until('all are told', async () => lostOf('queueFull') === (await lost()))
  const [id] = (await session.subscribers()).filter(it => it.tracepoints.includes('mempool:added'))
  for (const { subscriptionId, lostTracepoint, cause, firstSequence, lastSequence } of watched.of(
    'nodetap:lost',
  )) {
    const isFault = cause === 'fault'
    assert.equal(subscriptionId, isFault ? 0 : id?.id)
    assert.equal(lostTracepoint, isFault ? 'net:misbehaving_connection' : 'mempool:added')
    assert.ok(firstSequence <= lastSequence)
  }
})

test('the ring is told once a second, and telling it makes nothing more to tell', async t => {
  const { tracing, session } = await fixture(t)
  const subscription = session.subscribe(['nodetap:*'])
  await subscription.ready
  const watched = kept(subscription)
  await until('the ring was told twice', () => watched.events.length >= 2)
  assert.ok(watched.events.every(({ tracepoint }) => tracepoint === 'nodetap:ring'))
  assert.deepEqual(
    watched.events.map(({ sequence }) => sequence),
    [...watched.events.keys()],
  )
  const [first, second] = watched.of('nodetap:ring')
  assert.ok(first && second)
  assert.equal(second.firedEvents, 0)
  assert.equal(second.capacityBytes, 256 * 1024)
  assert.equal(second.highWaterBytes, 0)
  assert.equal(second.subscriptions, 1)
  assert.equal(second.connections, 1)

  await session.subscribe(['mempool:added']).ready
  const added = tracing.tracepoints['mempool:added']
  for (let i = 0; i < 100; i++) added.fire(new Uint8Array(32), 1, 1)
  await until('it tells of them', () => watched.of('nodetap:ring').at(-1)?.firedEvents === 100)
  const marks = watched.of('nodetap:ring').map(it => it.highWaterBytes)
  assert.ok(Math.max(...marks) >= 100 * 8 * 7)
})
