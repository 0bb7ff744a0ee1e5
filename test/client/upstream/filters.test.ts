/** Filters with a node that has none: our client chooses, by the same rules. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { connect, type TraceEvent } from '../../../src/client/index.js'
import { evaluate, parseExpression } from '../../../src/expressions/index.js'
import type { Capability } from '../../../src/rpc/index.js'
import { tracing } from '../../../src/schema/index.js'
import { FakeNode } from './fake-node.js'
import { madeRow } from './row-lists.js'

const DEADLINE = { timeout: 60_000 } as const
const { messagesStream } = tracing.NetMessageTrace.methods

function stream(callback: Capability, from: number, to: number, dropped = 0): Promise<void> {
  return callback.call(messagesStream, params => {
    params.dropped = dropped
    const list = params.initMessages(to - from)
    for (let i = 0; i < list.length; i++) {
      const { payload, ...row } = madeRow(from + i)
      const entry = list.get(i)
      Object.assign(entry, row)
      entry.payload = payload
    }
  })
}

/** The events of a hundred rows that `where` lets through, by the reference. */
function expected(where: string): number[] {
  const expression = parseExpression(where)
  return Array.from({ length: 100 }, (_, i) => i).filter(i => {
    const { inbound, msgSize, msgType, peerAddr, connType, peerId, payload } = madeRow(i)
    const event: TraceEvent = {
      tracepoint: inbound ? 'net:inbound_message' : 'net:outbound_message',
      sequence: i,
      timestampUs: 0,
      peerId,
      address: peerAddr,
      connectionType: connType,
      messageType: msgType,
      size: msgSize,
      payload,
    }
    return evaluate(expression, event)
  })
}

test('conditions are met by the events that a publisher would send', DEADLINE, async t => {
  const node = await FakeNode.start(t, { tracing: true })
  await using session = await connect({ path: node.path })
  for (const where of [
    'messageType in (ping, inv) and address in 10.0.0.0/30',
    'not (connectionType = manual or size > 1GB)',
    'payload contains 0d0d0d or peerId = -1',
    'sequence = 20..30',
  ]) {
    const wanted = expected(where)
    assert.ok(wanted.length > 3 && wanted.length < 97, where)
    const subscription = session.subscribe(['net:*_message'], { where })
    await subscription.ready
    const { callback, options } = node.traced.at(-1)!
    const needsPayload = where.startsWith('payload')
    assert.deepEqual(
      [options?.inbound, options?.outbound, options?.maxPayloadBytes],
      [true, true, needsPayload ? 65_536 : 0],
    )
    const sent = Promise.all([
      stream(callback, 0, 40),
      stream(callback, 40, 41),
      stream(callback, 41, 100),
    ])
    const sequences: number[] = []
    for await (const batch of subscription) {
      assert.ok(batch.eventCount > 0)
      sequences.push(...[...batch].map(event => event.sequence))
      if (sequences.length >= wanted.length) break
    }
    assert.deepEqual(sequences, wanted, where)
    await sent
  }
})

test('what a direction decides is left to the node', DEADLINE, async t => {
  const node = await FakeNode.start(t, { tracing: true })
  await using session = await connect({ path: node.path })
  const subscription = session.subscribe(['net:*_message'], {
    where: 'direction = outbound and messageType != ping',
  })
  const terms = await subscription.ready
  assert.deepEqual(terms.tracepoints, ['net:outbound_message'])
  const { options } = node.traced[0]!
  assert.deepEqual([options?.inbound, options?.outbound], [false, true])
  await subscription.close()
})

test('losses are told though no event around them is wanted', DEADLINE, async t => {
  const node = await FakeNode.start(t, { tracing: true })
  await using session = await connect({ path: node.path })
  const subscription = session.subscribe(['net:*_message'], {
    where: 'messageType = block',
    maxEventsPerSecond: 5,
  })
  await subscription.ready
  const { callback } = node.traced[0]!
  // Nothing is taken here, and still each is answered: nobody waits for what is not wanted.
  await stream(callback, 0, 10)
  await stream(callback, 10, 20, 7)
  for await (const batch of subscription) {
    assert.equal(batch.eventCount, 0)
    assert.deepEqual(
      batch.losses.map(({ cause, count }) => [cause, count]),
      [['unknown', 7]],
    )
    break
  }
})

test('a condition that the node has no events for fails before it is asked', DEADLINE, async t => {
  const node = await FakeNode.start(t, { tracing: true })
  await using session = await connect({ path: node.path })
  const subscription = session.subscribe(['net:*_message'], { where: 'feeSat > 5' })
  await assert.rejects(subscription.ready, /No tracepoint asked for has a field "feeSat"/)
  assert.equal(node.traced.length, 0)
})
