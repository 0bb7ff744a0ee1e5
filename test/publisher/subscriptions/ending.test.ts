import assert from 'node:assert/strict'
import { test } from 'node:test'
import { BufferPool, ColumnBatch, type EncodedBatch } from '../../../src/publisher/batches/index.js'
import {
  createRing,
  RingControl,
  RingReader,
  RingWriter,
} from '../../../src/publisher/ring/index.js'
import { createSites } from '../../../src/publisher/sites/index.js'
import {
  type Outlet,
  SubscriptionGroup,
  SubscriptionRegistry,
  UNKNOWN_SUBSCRIBER,
} from '../../../src/publisher/subscriptions/index.js'
import { findTracepoint } from '../../../src/tracepoints/index.js'
import { UNLIMITED } from '../batches/support.js'

class TestOutlet implements Outlet {
  readonly maxInFlight = 1
  readonly answers: ((error: null) => void)[] = []
  readonly said: string[] = []

  deliver(batch: EncodedBatch, onAnswered: (error: null) => void): void {
    this.said.push(`${batch.eventCount} events`)
    this.answers.push(onAnswered)
  }

  lost(): void {
    assert.fail('nothing is lost')
  }

  ended(reason: string): void {
    this.said.push(reason)
  }

  release(): void {
    this.said.push('released')
  }
}

test('at the end all are told, also who comes while others are waited for', async () => {
  const ring = createRing({ bytes: 64 * 1024 })
  const sites = createSites(new RingWriter(ring))
  let isActive = false
  const registry = new SubscriptionRegistry(new RingReader(ring), new RingControl(ring), active => {
    isActive = active
  })
  const ids = [findTracepoint('mempool:added').id]
  const add = (key: string): TestOutlet => {
    const outlet = new TestOutlet()
    registry.add({
      key,
      makeGroup: () =>
        new SubscriptionGroup(ids, 0, 1000, new ColumnBatch(new BufferPool(), UNLIMITED)),
      maxQueueBytes: 1 << 20,
      outlet,
      facts: { ...UNKNOWN_SUBSCRIBER, kind: 'columns' },
      snapshot: null,
    })
    return outlet
  }
  const first = add('first')
  sites['mempool:added'].fire(new Uint8Array(32), 1, 1)
  const ended = registry.end('closing', 60_000)
  const late = add('late')
  assert.deepEqual(first.said, ['1 events'])
  for (const answer of first.answers) answer(null)
  await ended
  assert.deepEqual(first.said, ['1 events', 'closing', 'released'])
  assert.deepEqual(late.said, ['closing', 'released'])
  assert.equal(registry.size, 0)
  assert.equal(isActive, false)
})
