import assert from 'node:assert/strict'
import { test } from 'node:test'
import { BufferPool, ColumnBatch } from '../../../src/publisher/batches/index.js'
import { OwnEvents } from '../../../src/publisher/own-events/index.js'
import { type EventRun, RingLimits } from '../../../src/publisher/ring/index.js'
import { PublisherNews } from '../../../src/publisher/subscriptions/publisher-news.js'
import { findTracepoint, TRACEPOINTS, type TraceEvent } from '../../../src/tracepoints/index.js'
import { frameOf, readBatch, UNLIMITED } from '../batches/support.js'
import { bothEnds } from '../ring/harness.js'

function fixture() {
  const ends = bothEnds()
  const batch = new ColumnBatch(new BufferPool(), UNLIMITED)
  const wanted = new Set(TRACEPOINTS.map(({ id }) => id))
  let now = 5000
  /** What happens while an event is handed out. */
  const meanwhile: (() => void)[] = []
  const own = new OwnEvents(
    ends.reader,
    () => now++,
    id => wanted.has(id),
    (run: EventRun) => {
      assert.equal(batch.append(ends.reader, run), 1)
      meanwhile.shift()?.()
    },
  )
  return {
    ...ends,
    own,
    wanted,
    meanwhile,
    read: (): TraceEvent[] =>
      batch.eventCount === 0 ? [] : [...readBatch(frameOf(batch.finish()))],
  }
}

const LOST = {
  subscriptionId: 0,
  lostTracepoint: 'net:inbound_message',
  cause: 'ringFull',
  lostEvents: 7,
  firstSequence: 1,
  lastSequence: 2 ** 53 - 1,
}

test('an own event takes a number between those of the ring, and the ring is not touched', () => {
  const { own, sites, reader, control, read } = fixture()
  const sequences: number[] = []
  const drain = (): void => {
    reader.drain({ event: (_id, _at, sequence) => sequences.push(sequence), loss: () => {} })
  }
  sites['mempool:added'].fire(new Uint8Array(32), 1, 1)
  drain()
  sites['mempool:added'].fire(new Uint8Array(32), 1, 1)
  const pending = control.pendingBytes
  own.fire('nodetap:lost', () => LOST)
  assert.equal(control.pendingBytes, pending)
  drain()
  assert.deepEqual(sequences, [0, 2])
  assert.deepEqual(read(), [
    { tracepoint: 'nodetap:lost', sequence: 1, timestampUs: 5000, ...LOST },
  ])
})

test('its texts are those of the moment, beside any that the node defines, and are cut', () => {
  const { own, sites, reader, read } = fixture()
  const drop = { event: () => {}, loss: () => {} }
  // More texts than there are numbers for the node's.
  for (let i = 0; i < RingLimits.textIds + 10; i++) {
    sites['net:misbehaving_connection'].fire(i, `text ${i}`)
    if (i % 500 === 0) reader.drain(drop)
  }
  reader.drain(drop)
  const subscribed = (tracepoints: string): void =>
    own.fire('nodetap:subscribed', () => ({
      ...{ subscriptionId: 1, connectionId: 2, processId: 0xffffffff, kind: 'rows' },
      ...{ tracepoints, where: 'größe', subscriptions: 3 },
    }))
  subscribed('x'.repeat(RingLimits.maxTextBytes + 5))
  subscribed('y')
  const [first, second] = read()
  assert.ok(first?.tracepoint === 'nodetap:subscribed')
  assert.ok(second?.tracepoint === 'nodetap:subscribed')
  assert.equal(first.tracepoints, 'x'.repeat(RingLimits.maxTextBytes))
  assert.equal(first.processId, 0xffffffff)
  assert.deepEqual([second.tracepoints, second.where, second.kind], ['y', 'größe', 'rows'])
})

test('while the ring is drained, or another is handed out, an own event waits', () => {
  const { own, meanwhile, read } = fixture()
  const lost = (lostEvents: number): void =>
    own.fire('nodetap:lost', () => ({ ...LOST, lostEvents }))
  own.hold(() => {
    lost(1)
    own.hold(() => lost(2))
    assert.deepEqual(read(), [])
  })
  meanwhile.push(() => lost(4))
  lost(3)
  assert.deepEqual(
    read().map(it => (it.tracepoint === 'nodetap:lost' ? it.lostEvents : null)),
    [1, 2, 3, 4],
  )
})

test('what nobody wants is not even put together', () => {
  const { own, wanted, reader, read } = fixture()
  wanted.clear()
  own.fire('nodetap:lost', () => assert.fail('nobody asks for it'))
  assert.deepEqual(read(), [])
  assert.equal(reader.nextSequence, 0)
})

test('ring and losses are told once a second, added up, and not those of own events', () => {
  const { own, reader, control, read } = fixture()
  const news = new PublisherNews(own, reader, control, {
    fired: id => id,
    lost: () => 1,
    size: 4,
  })
  const loss = (name: 'mempool:added' | 'nodetap:ring', count: number, first: number) => ({
    tracepointId: findTracepoint(name).id,
    cause: 'ringFull' as const,
    count,
    firstSequence: first,
    lastSequence: first + count,
  })
  const subscriber = { id: 9, takeLosses: () => [loss('mempool:added', 1, 50)] }
  const told = (nowUs: number): string[] => {
    news.tell(nowUs, [subscriber])
    return read().map(it =>
      it.tracepoint === 'nodetap:lost'
        ? `${it.subscriptionId} ${it.lostEvents} ${it.firstSequence}-${it.lastSequence}`
        : it.tracepoint,
    )
  }
  assert.deepEqual(told(1_000_000), ['9 1 50-51', 'nodetap:ring'])
  news.lost(loss('mempool:added', 2, 10))
  news.lost(loss('mempool:added', 3, 20))
  news.lost(loss('nodetap:ring', 3, 30))
  assert.deepEqual(told(1_999_999), [])
  assert.deepEqual(told(2_000_000), ['0 5 10-23', '9 1 50-51', 'nodetap:ring'])
  assert.deepEqual(told(3_000_000), ['9 1 50-51', 'nodetap:ring'])
})
