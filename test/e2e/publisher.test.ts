import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { test } from 'node:test'
import { fileURLToPath } from 'node:url'
import {
  type Batch,
  connect,
  ErrorCodes,
  isNodetapError,
  type Subscription,
} from '../../src/client/index.js'
import { startPublisher } from '../../src/publisher/index.js'
import { PublisherProcess, temporaryDirectory, until } from './support.js'

/** Takes batches in the background. */
function collect(subscription: Subscription): {
  batches: Batch[]
  count: () => number
  lost: () => number
  done: Promise<void>
} {
  const batches: Batch[] = []
  const done = (async () => {
    for await (const batch of subscription) batches.push(batch)
  })()
  done.catch(() => {})
  return {
    batches,
    done,
    count: () => batches.reduce((sum, batch) => sum + batch.eventCount, 0),
    lost: () =>
      batches.reduce((sum, batch) => sum + batch.losses.reduce((n, loss) => n + loss.count, 0), 0),
  }
}

test('a subscriber gets every event, in order, and the node stops when it goes', async t => {
  const path = join(temporaryDirectory(t), 'node.sock')
  const node = await PublisherProcess.start(t, path)
  assert.equal((await node.ask({ kind: 'fire', count: 10, every: 10 })).fired, 0)

  await using session = await connect({ path })
  const subscription = session.subscribe(['net:inbound_message', 'mempool:*'], { payloadBytes: 4 })
  const terms = await subscription.ready
  assert.equal(terms.firstSequence, 0)
  const received = collect(subscription)
  const { fired } = await node.ask({ kind: 'fire', count: 30_000, every: 1000 })
  assert.equal(fired, 30_000)
  await until('everything has come', () => received.count() === fired)

  let sequence = 0
  let removals = 0
  let lastTime = 0
  for (const batch of received.batches) {
    for (const event of batch) {
      assert.equal(event.sequence, sequence++)
      assert.ok(event.timestampUs >= lastTime)
      lastTime = event.timestampUs
      if (event.tracepoint === 'mempool:removed') {
        removals++
        assert.equal(event.reason, 'block')
        assert.equal(event.enteredAt, 1_600_000_000)
      } else {
        assert.ok(event.tracepoint === 'net:inbound_message')
        assert.equal(event.payload.length, 4)
        assert.equal(event.size, 8)
        assert.equal(event.address, `127.0.0.1:${event.peerId}`)
      }
    }
  }
  assert.equal(removals, 10_000)
  await subscription.close()
  await until('the tracepoint is off', async () => !(await node.ask({ kind: 'state' })).enabled)
  assert.equal((await node.ask({ kind: 'fire', count: 10, every: 10 })).fired, 0)
})

test('subscribing and delivery work while the node’s event loop is blocked', async t => {
  const path = join(temporaryDirectory(t), 'node.sock')
  const node = await PublisherProcess.start(t, path)
  const blocked = node.ask({ kind: 'block', ms: 1500 })
  // The node can neither answer nor turn now; its worker can.
  await using session = await connect({ path })
  const received = collect(session.subscribe(['net:*']))
  let early = 0
  const watch = blocked.then(answer => ({ answer, early }))
  await until('events have come during the block', () => {
    early = received.count()
    return early >= 10
  })
  const { answer, early: duringBlock } = await watch
  assert.notEqual(answer.enabledAfterMs, null)
  assert.ok(duringBlock >= 10)
  await until('all have come', () => received.count() === answer.fired)
})

test('two subscribers each get what they asked for', async t => {
  const path = join(temporaryDirectory(t), 'node.sock')
  const node = await PublisherProcess.start(t, path)
  await using first = await connect({ path })
  await using second = await connect({ path })
  const messages = first.subscribe(['net:*_message'])
  const removals = second.subscribe(['mempool:removed'])
  await Promise.all([messages.ready, removals.ready])
  const got = { messages: collect(messages), removals: collect(removals) }
  await node.ask({ kind: 'fire', count: 3000, every: 100 })
  await until('both have all', () => got.messages.count() === 2000 && got.removals.count() === 1000)
  for (const batch of got.messages.batches)
    assert.deepEqual(batch.tracepoints, ['net:inbound_message'])
  for (const batch of got.removals.batches) assert.deepEqual(batch.tracepoints, ['mempool:removed'])
})

test('a stopped subscriber loses events counted exactly; another loses none', async t => {
  const path = join(temporaryDirectory(t), 'node.sock')
  const node = await PublisherProcess.start(t, path)
  await using session = await connect({ path })
  const healthy = session.subscribe(['net:*', 'mempool:removed'])
  await healthy.ready
  const received = collect(healthy)

  const program = fileURLToPath(new URL('./counting-subscriber.js', import.meta.url))
  const stopped = spawn(process.execPath, [program, path], { stdio: ['ignore', 'pipe', 'inherit'] })
  t.after(() => stopped.kill('SIGKILL'))
  let output = ''
  stopped.stdout.setEncoding('utf8').on('data', (text: string) => {
    output += text
  })
  await until('the subscriber is ready', () => output.includes('ready\n'))
  await node.ask({ kind: 'fire', count: 3000, every: 100 })
  stopped.kill('SIGSTOP')
  const { fired } = await node.ask({ kind: 'fire', count: 600_000, every: 1000 })
  assert.equal(fired, 600_000)
  await until('the healthy one has all', () => received.count() === 603_000)
  assert.equal(received.lost(), 0)
  stopped.kill('SIGCONT')
  await node.ask({ kind: 'fire', count: 3000, every: 100 })
  await until('the healthy one has all', () => received.count() === 606_000)
  // Asks the node for its counts and compares them with its own.
  stopped.kill('SIGUSR2')
  const [code] = await once(stopped, 'close')
  assert.equal(code, 0, output)
  const report = JSON.parse(output.split('\n').at(-2) ?? '') as Record<string, number>
  assert.equal(report['fired'], 606_000)
  assert.equal((report['events'] ?? 0) + (report['lost'] ?? 0), 606_000)
  assert.ok((report['lost'] ?? 0) > 0, 'the stop was long enough to lose something')
  assert.equal(report['orderErrors'], 0)
})

test('a node that is killed ends the stream with DISCONNECTED', async t => {
  const path = join(temporaryDirectory(t), 'node.sock')
  const node = await PublisherProcess.start(t, path)
  await using session = await connect({ path })
  const subscription = session.subscribe(['net:*'])
  await subscription.ready
  const received = collect(subscription)
  await node.ask({ kind: 'fire', count: 300, every: 100 })
  await until('they have come', () => received.count() === 200)
  node.child.kill('SIGKILL')
  await assert.rejects(received.done, (error: unknown) =>
    isNodetapError(error, ErrorCodes.Disconnected),
  )
})

test('a subscriber that is killed leaves nothing behind in the node', async t => {
  const path = join(temporaryDirectory(t), 'node.sock')
  const node = await PublisherProcess.start(t, path)
  const program = fileURLToPath(new URL('./counting-subscriber.js', import.meta.url))
  const victim = spawn(process.execPath, [program, path], { stdio: ['ignore', 'pipe', 'inherit'] })
  let output = ''
  victim.stdout.setEncoding('utf8').on('data', (text: string) => {
    output += text
  })
  await until('the subscriber is ready', () => output.includes('ready\n'))
  assert.equal((await node.ask({ kind: 'state' })).enabled, true)
  victim.kill('SIGKILL')
  await until('the tracepoint is off', async () => !(await node.ask({ kind: 'state' })).enabled)
  await using session = await connect({ path })
  const { subscriptions, connections } = await session.describe()
  assert.equal(subscriptions, 0)
  assert.equal(connections, 1)
})

test('a client reconnects to a restarted node and says what it may have missed', async t => {
  const path = join(temporaryDirectory(t), 'node.sock')
  const node = await PublisherProcess.start(t, path)
  await using session = await connect({ path, reconnect: true })
  const subscription = session.subscribe(['net:*'])
  await subscription.ready
  const received = collect(subscription)
  await node.ask({ kind: 'fire', count: 300, every: 100 })
  await until('they have come', () => received.count() === 200)
  node.child.kill('SIGKILL')
  await once(node.child, 'exit')
  // The dead node's socket is still there; the new one replaces it.
  const again = await PublisherProcess.start(t, path)
  await until('it is subscribed again', async () => (await again.ask({ kind: 'state' })).enabled)
  await again.ask({ kind: 'fire', count: 300, every: 100 })
  await until('they have come', () => received.count() === 400)
  const gaps = received.batches.flatMap(batch => batch.gap ?? [])
  assert.equal(gaps.length, 1)
  assert.equal(gaps[0]?.restarted, true)
  assert.equal(gaps[0]?.missedEvents, null)
})

test('a client reconnects to a node that closed in order, as to one that was killed', async t => {
  const path = join(temporaryDirectory(t), 'node.sock')
  const first = await startPublisher({ path })
  t.after(() => first.close())
  await using session = await connect({ path, reconnect: true })
  const subscription = session.subscribe(['mempool:added'])
  await subscription.ready
  const gap = (async () => {
    for await (const batch of subscription) if (batch.gap !== null) return batch.gap
    return null
  })()
  await first.close()
  const second = await startPublisher({ path })
  t.after(() => second.close())
  assert.equal((await gap)?.restarted, true)
})

test('closing delivers what was fired before, then ends the stream', async t => {
  const path = join(temporaryDirectory(t), 'node.sock')
  const node = await PublisherProcess.start(t, path)
  await using session = await connect({ path })
  const subscription = session.subscribe(['net:*'])
  await subscription.ready
  const received = collect(subscription)
  await node.ask({ kind: 'fire', count: 3000, every: 3000 })
  await node.ask({ kind: 'close' })
  await assert.rejects(received.done, (error: unknown) =>
    isNodetapError(error, ErrorCodes.Disconnected),
  )
  assert.equal(received.count(), 2000)
})

test('a hundred rounds of connecting and subscribing leave everything as it was', async t => {
  const path = join(temporaryDirectory(t), 'node.sock')
  // A small ring has been through all of its memory after a few rounds.
  const node = await PublisherProcess.start(t, path, 256 * 1024)
  const round = async (): Promise<void> => {
    await using session = await connect({ path })
    const subscription = session.subscribe(['*'])
    await subscription.ready
    const received = collect(subscription)
    const { fired } = await node.ask({ kind: 'fire', count: 300, every: 100 })
    await until('they have come', () => received.count() === fired)
    await subscription.close()
  }
  for (let i = 0; i < 300; i++) await round()
  const before = await node.ask({ kind: 'state' })
  for (let i = 0; i < 100; i++) await round()
  const after = await until('the tracepoint is off', async () => {
    const state = await node.ask({ kind: 'state' })
    return state.enabled ? null : state
  })
  await using session = await connect({ path })
  const { subscriptions, connections } = await session.describe()
  assert.equal(subscriptions, 0)
  assert.equal(connections, 1)
  // Memory that each round would keep shows after a hundred: 16 MiB are 160 KiB a round.
  assert.ok(
    after.rssBytes - before.rssBytes < 16 * 1024 * 1024,
    `memory grew from ${before.rssBytes} to ${after.rssBytes}`,
  )
})
