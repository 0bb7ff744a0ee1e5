/** Who is subscribed, and whether the accounts add up. */
import assert from 'node:assert/strict'
import { join } from 'node:path'
import { test } from 'node:test'
import { connect, type SubscriberDescription } from '../../src/client/index.js'
import { connectTo, greet } from '../../src/client/node-services/index.js'
import { UpstreamBackend } from '../../src/client/upstream/upstream-backend.js'
import { startPublisher } from '../../src/publisher/index.js'
import { CallThreads } from '../../src/rpc/index.js'
import { init } from '../../src/schema/index.js'
import { runCli, startCli, temporaryDirectory, until } from './support.js'

test('accounts add up with what a subscription counts itself', async t => {
  const path = join(temporaryDirectory(t), 'node.sock')
  await using tracing = await startPublisher({ path, ringBytes: 1024 * 1024 })
  await using session = await connect({ path })
  await using other = await connect({ path })
  const before = Date.now() * 1000

  const slow = session.subscribe(['net:inbound_message'], {
    payloadBytes: Number.POSITIVE_INFINITY,
    maxQueueBytes: 40_000,
    maxBatchEvents: 100,
  })
  const filtered = session.subscribe(['net:*_message', 'mempool:added'], {
    where: 'size > 500 or vsize > 0',
    maxBatchWaitUs: 50_000,
  })
  const figures = other.aggregate({
    tracepoints: ['net:inbound_message'],
    measures: { n: { function: 'count' } },
  })
  await Promise.all([slow.ready, filtered.ready, figures.ready])
  let received = 0
  void (async () => {
    for await (const batch of filtered) received += batch.eventCount
  })()

  const inbound = tracing.tracepoints['net:inbound_message']
  const added = tracing.tracepoints['mempool:added']
  const payload = new Uint8Array(1000)
  const fire = (count: number): void => {
    for (let i = 0; i < count; i++) {
      inbound.fire(i, 'a:1', 'inbound', 'tx', i % 1000, payload.subarray(0, i % 1000))
      added.fire(payload.subarray(0, 32), 100, 100)
    }
  }
  // The slow one is not read: its queue fills and drops.
  for (let round = 0; round < 20; round++) {
    fire(100)
    await new Promise(resolve => setImmediate(resolve))
    await session.describe()
  }

  // Its batches wait for 50 ms; by then the slow one's have been closed and sent, or dropped.
  await until('the filtered one has got a batch', () => received > 0)
  const all = await session.subscribers()
  const counts = await Promise.all([slow.counts(), filtered.counts()])
  assert.deepEqual(
    all.map(it => it.kind),
    ['columns', 'columns', 'aggregate'],
  )
  for (const [i, perTracepoint] of counts.entries()) {
    const account = all[i] as SubscriberDescription
    const total = (what: 'fired' | 'delivered' | 'queued' | 'lost' | 'filtered'): number =>
      (perTracepoint ?? []).reduce((sum, it) => sum + it[what], 0)
    // No event has been fired in between; those queued may have been sent.
    assert.equal(account.sentEvents + account.queuedEvents, total('delivered') + total('queued'))
    assert.equal(account.lostEvents, total('lost'))
    assert.equal(account.filteredEvents, total('filtered'))
    assert.equal(
      total('fired'),
      account.sentEvents + account.queuedEvents + account.lostEvents + account.filteredEvents,
    )
    assert.equal(account.processId, process.pid)
    assert.ok(account.sinceUnixUs >= before && account.sinceUnixUs <= Date.now() * 1000)
    assert.ok(account.workerTimeUs > 0)
    assert.ok(account.sentBytes > account.sentEvents)
  }
  const [first, second, third] = all
  assert.ok(first && second && third)
  assert.ok(first.lostEvents > 0)
  assert.ok(first.queuedBytes <= first.maxQueueBytes)
  assert.equal(first.payloadBytes, Number.POSITIVE_INFINITY)
  assert.equal(first.where, '')
  assert.equal(second.where, 'size > 500 or vsize > 0')
  assert.deepEqual(second.tracepoints, [
    ...['net:inbound_message', 'net:outbound_message', 'mempool:added'],
  ])
  assert.ok(second.filteredEvents > 0)
  assert.equal(first.connectionId, second.connectionId)
  assert.notEqual(first.connectionId, third.connectionId)
  assert.equal(third.sentEvents + third.lostEvents + third.filteredEvents, 2000)
  assert.equal(new Set(all.map(it => it.id)).size, 3)

  const idle = other.subscribe(['validation:*'])
  await idle.ready
  fire(100)
  await until('the events have come', () => received > 1000)
  const again = await session.subscribers()
  assert.equal(again.at(-1)?.sentEvents, 0)
  assert.ok((again[1]?.workerTimeUs ?? 0) > second.workerTimeUs)
  const { ringHighWaterBytes, ringUsedBytes, ringBytes } = await session.describe()
  assert.ok(ringHighWaterBytes > 0 && ringHighWaterBytes <= ringBytes)
  assert.ok(ringUsedBytes <= ringHighWaterBytes)

  await other.close()
  await until('they have gone', async () => (await session.subscribers()).length === 2)
  await slow.close()
})

test('what each asked for is told, beyond the condition', async t => {
  const path = join(temporaryDirectory(t), 'node.sock')
  const snapshots = { tip: () => ({ hash: new Uint8Array(32), height: 1, blockTime: 0 }) }
  await using _tracing = await startPublisher({ path, ringBytes: 1024 * 1024, snapshots })
  await using session = await connect({ path })
  const sampled = session.subscribe(['validation:*'], {
    where: 'height > 5',
    sampleOneIn: 10,
    sampleBy: 'hash',
    maxEventsPerSecond: 500,
    snapshot: true,
  })
  await sampled.ready
  const figures = session.aggregate({
    tracepoints: ['net:inbound_message'],
    groupBy: ['messageType'],
    measures: { n: { function: 'count' }, bytes: { function: 'sum', field: 'size' } },
    intervalMs: 1,
    mode: 'totals',
    maxGroups: 7,
  })
  await figures.ready
  const [first, second] = await session.subscribers()
  assert.ok(first && second)
  assert.deepEqual(
    [first.sampleOneIn, first.sampleBy, first.maxEventsPerSecond, first.snapshot],
    [10, 'hash', 500, true],
  )
  assert.equal(first.aggregate, null)
  assert.deepEqual(
    [second.sampleOneIn, second.sampleBy, second.maxEventsPerSecond, second.snapshot],
    [1, null, 0, false],
  )
  // The interval is the one in force.
  assert.deepEqual(second.aggregate, {
    groupBy: ['messageType'],
    measures: ['count', 'sum(size)'],
    intervalMs: 100,
    mode: 'totals',
    maxGroups: 7,
  })
})

test('a client of upstream’s prototype has an account, too', async t => {
  const path = join(temporaryDirectory(t), 'node.sock')
  await using tracing = await startPublisher({ path, ringBytes: 1024 * 1024 })
  await using session = await connect({ path })
  const { rpc, backend } = await connectTo(path, undefined, async (rpc, signal) => {
    const { main, threadMap } = await greet(rpc, signal)
    const threads = await CallThreads.make(threadMap, 'upstream')
    const server = await main.call(
      init.Init.methods.makeTracing,
      (params, capabilities) => threads.write(params.initContext(), capabilities),
      (results, capabilities) => capabilities.take(results.result),
    )
    assert.ok(server)
    return { rpc, backend: new UpstreamBackend(server, threads) }
  })
  let received = 0
  await backend.open(
    ['net:inbound_message'],
    { payloadBytes: 100 },
    {
      async batch(batch) {
        received += batch.eventCount
      },
      lost: () => assert.fail('nothing is lost'),
      ended: () => {},
    },
  )
  const inbound = tracing.tracepoints['net:inbound_message']
  for (let i = 0; i < 20; i++) inbound.fire(i, 'a:1', 'inbound', 'tx', 5, new Uint8Array(5))
  await until('all have come', () => received === 20)
  const [account] = await session.subscribers()
  assert.equal(account?.kind, 'rows')
  assert.equal(account?.processId, 0)
  assert.equal(account?.payloadBytes, 100)
  assert.equal(account?.sentEvents, 20)
  assert.ok((account?.sentBytes ?? 0) > 20 * 80)
  assert.deepEqual(account?.tracepoints, ['net:inbound_message'])
  rpc.close()
  await until('it has gone', async () => (await session.subscribers()).length === 0)
})

test('the command line shows them, as lines and as JSON', async t => {
  const path = join(temporaryDirectory(t), 'node.sock')
  await using tracing = await startPublisher({ path, ringBytes: 1024 * 1024 })
  const none = await runCli(t, ['subscribers', '--socket', path])
  assert.equal(none.code, 0, none.stderr)
  assert.match(
    none.stdout,
    /^0 of 64 subscriptions on 1 of 64 connections\nring: 0 B of 1\.0 MB used/,
  )

  const trace = startCli(t, ['trace', 'net:*', 'mempool:added', '--socket', path])
  await until('it is subscribed', () => tracing.tracepoints['net:closed_connection'].enabled)
  const json = await runCli(t, ['subscribers', '--json', '--socket', path])
  const [account] = JSON.parse(json.stdout) as SubscriberDescription[]
  assert.equal(account?.processId, trace.child.pid)
  const { stdout } = await runCli(t, ['subscribers', '--socket', path])
  assert.match(stdout, new RegExp(`#1  process ${trace.child.pid}, connection \\d+, columns, for `))
  assert.match(stdout, /^ {4}net:\* mempool:added$/m)
  assert.match(
    stdout,
    /^ {4}sent 0 \(0 B\), queued 0 \(0 B\), lost 0, filtered 0, worker \d+\.\d ms$/m,
  )

  const watch = startCli(t, ['subscribers', '--json', '--watch', '--socket', path])
  await until('it tells again and again', () => watch.lines.length >= 2)
  watch.child.kill('SIGINT')
  assert.equal((await watch.done).code, 0)
})
