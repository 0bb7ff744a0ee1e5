/** A source that knows when its events happened, and how good they are. */
import assert from 'node:assert/strict'
import { join } from 'node:path'
import { test } from 'node:test'
import { connect } from '../../src/client/index.js'
import { startPublisher } from '../../src/publisher/index.js'
import { temporaryDirectory, until } from './support.js'

test('events keep the times of their source, and batches wait by the worker’s clock', async t => {
  const path = join(temporaryDirectory(t), 'node.sock')
  // Unix microseconds, long past, and not always going up.
  const times = [1_600_000_000_000_000, 1_600_000_000_000_250, 1_500_000_000_000_000]
  let now = 0
  await using tracing = await startPublisher({ path, clock: () => now, monotonicZeroUnixUs: 0 })
  await using session = await connect({ path })
  await using subscription = session.subscribe(['mempool:added'], { maxBatchWaitUs: 50_000 })
  const terms = await subscription.ready
  assert.equal(terms.monotonicZeroUnixUs, 0)
  const added = tracing.tracepoints['mempool:added']
  for (const time of times) {
    now = time
    added.fire(new Uint8Array(32), 100, 1000)
  }
  const seen: number[] = []
  let batches = 0
  for await (const batch of subscription) {
    batches++
    for (const event of batch) seen.push(event.timestampUs)
    if (seen.length === times.length) break
  }
  assert.deepEqual(seen, times)
  // The first two share a batch: neither is due at once because its time is long past.
  assert.equal(batches, 2)
})

test('how good a source’s events are can be told, and told anew', async t => {
  const path = join(temporaryDirectory(t), 'node.sock')
  await using tracing = await startPublisher({
    path,
    qualities: { 'utxocache:uncache': { quality: 'none', note: 'the node does not tell' } },
  })
  await using session = await connect({ path })
  const qualityOf = async (name: string): Promise<string> => {
    const { tracepoints } = await session.describe()
    const found = tracepoints.find(it => it.name === name)
    return `${found?.quality} (${found?.qualityNote})`
  }
  assert.equal(await qualityOf('utxocache:uncache'), 'none (the node does not tell)')
  assert.equal(await qualityOf('mempool:added'), 'exact ()')
  tracing.setQualities({ 'mempool:added': { quality: 'derived', note: 'from the log' } })
  await until(
    'it is told',
    async () => (await qualityOf('mempool:added')) === 'derived (from the log)',
  )
  assert.equal(await qualityOf('utxocache:uncache'), 'exact ()')
})

test('a source that has missed events says so at their place in the stream', async t => {
  const path = join(temporaryDirectory(t), 'node.sock')
  await using tracing = await startPublisher({ path, ringBytes: 1024 * 1024 })
  // Nobody is subscribed: nobody has missed anything.
  tracing.missed('mempool:added', 5)
  await using session = await connect({ path })
  await using subscription = session.subscribe(['mempool:*'])
  await subscription.ready
  const added = tracing.tracepoints['mempool:added']
  const txid = new Uint8Array(32)
  added.fire(txid, 141, 1)
  tracing.missed('mempool:added', 3)
  tracing.missed('mempool:removed')
  tracing.missed('net:inbound_message', 7)
  added.fire(txid, 141, 2)
  const told: string[] = []
  for await (const batch of subscription) {
    for (const { tracepoint, cause, count } of batch.losses) {
      told.push(`${count} ${tracepoint} ${cause}`)
    }
    for (const event of batch) told.push(String(event.sequence))
    if (told.includes('5')) break
  }
  assert.deepEqual(told, ['0', '3 mempool:added missed', '1 mempool:removed missed', '5'])
})
