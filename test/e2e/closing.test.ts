/** A publisher that closes while its subscribers are busy. */
import assert from 'node:assert/strict'
import { join } from 'node:path'
import { test } from 'node:test'
import { connect } from '../../src/client/index.js'
import { ErrorCodes, isNodetapError } from '../../src/errors/index.js'
import { startPublisher } from '../../src/publisher/index.js'
import { temporaryDirectory } from './support.js'

const ROUNDS = 10
const EVENTS = 8_000

test('a subscriber that is busy answering still learns why the publisher went', async t => {
  const path = join(temporaryDirectory(t), 'node.sock')
  for (let round = 0; round < ROUNDS; round++) {
    const tracing = await startPublisher({ path })
    await using session = await connect({ path })
    // Small batches: the client has many answers to write while the socket closes.
    await using subscription = session.subscribe(['mempool:added'], { maxBatchEvents: 16 })
    await subscription.ready
    const added = tracing.tracepoints['mempool:added']
    const txid = new Uint8Array(32)
    for (let i = 0; i < EVENTS; i++) if (added.enabled) added.fire(txid, 100, i)
    const closing = tracing.close()
    let events = 0
    const reason = await (async () => {
      for await (const batch of subscription) events += batch.eventCount
    })().then(
      () => assert.fail('the stream ended without a reason'),
      (error: unknown) => error,
    )
    await closing
    assert.ok(isNodetapError(reason, ErrorCodes.Disconnected), String(reason))
    assert.match(reason.message, /The publisher closes/)
    assert.equal(events, EVENTS)
  }
})
