/** Figures of a node with the prototype of 2026: it sends all, and they are computed here. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import {
  type AggregateReport,
  connect,
  ErrorCodes,
  isNodetapError,
} from '../../../src/client/index.js'
import type { Capability } from '../../../src/rpc/index.js'
import { tracing } from '../../../src/schema/index.js'
import { FakeNode } from './fake-node.js'
import { madeRow } from './row-lists.js'

const { messagesStream } = tracing.NetMessageTrace.methods

/**
 * Sends rows up to `count`, the last `dropped` having been lost; answered when they are counted.
 */
function send(callback: Capability, count: number, dropped = 0): Promise<void> {
  return callback.call(messagesStream, params => {
    params.dropped = dropped
    const list = params.initMessages(count)
    for (let i = 0; i < count; i++) {
      const { inbound, peerId, peerAddr, connType, msgType, msgSize, timestampUs } = madeRow(i)
      Object.assign(list.get(i), {
        inbound,
        peerId,
        peerAddr,
        connType,
        msgType,
        msgSize,
        timestampUs,
      })
    }
  })
}

test('a node that cannot compute is asked for events, which are counted here', async t => {
  const node = await FakeNode.start(t, { tracing: true })
  await using session = await connect({ path: node.path })
  assert.equal(session.offers, 'upstream')
  const aggregation = session.aggregate({
    tracepoints: ['net:*_message'],
    where: 'size < 100',
    groupBy: ['messageType', 'direction'],
    measures: {
      bytes: { function: 'sum', field: 'size' },
      addresses: { function: 'distinct', field: 'address' },
    },
    intervalMs: 0,
  })
  const terms = await aggregation.ready
  assert.equal(terms.isComputedByNode, false)
  assert.equal(terms.intervalMs, 0)
  const { callback } = node.traced[0] ?? {}
  assert.ok(callback)
  await send(callback, 30)
  await send(callback, 30, 4)
  const rows = Array.from({ length: 30 }, (_, i) => madeRow(i)).filter(it => it.msgSize < 100)
  const report = await aggregation.read()
  assert.equal(report.events, 2 * rows.length)
  assert.equal(report.lost, 4)
  for (const { keys, events, measures } of report.groups) {
    const same = rows.filter(row => {
      return row.msgType === keys.messageType && row.inbound === (keys.direction === 'inbound')
    })
    assert.equal(events, 2 * same.length)
    assert.equal(
      measures.bytes,
      same.reduce((sum, it) => sum + 2 * it.msgSize, 0),
    )
    assert.equal(measures.addresses, new Set(same.map(it => it.peerAddr)).size)
  }
  const next = await aggregation.read()
  assert.deepEqual([next.number, next.events, next.lost], [1, 0, 0])
  assert.equal(next.fromUs, report.untilUs)
  await aggregation.close()
  assert.deepEqual(node.handlers, ['destroyed'])
})

test('reports come by themselves, and one that is not taken puts off the next', async t => {
  const node = await FakeNode.start(t, { tracing: true })
  await using session = await connect({ path: node.path })
  const aggregation = session.aggregate({
    tracepoints: ['net:*_message'],
    measures: { count: { function: 'count' } },
    intervalMs: 100,
  })
  await aggregation.ready
  const { callback } = node.traced[0] ?? {}
  assert.ok(callback)
  const reports: AggregateReport[] = []
  let sent = 0
  for await (const report of aggregation) {
    reports.push(report)
    if (reports.length === 4) break
    await send(callback, 10)
    sent += 10
  }
  assert.deepEqual(
    reports.map(it => it.number),
    [0, 1, 2, 3],
  )
  assert.equal(
    reports.reduce((sum, it) => sum + it.events, 0),
    sent,
  )
})

test('a tracepoint that the node does not have is refused', async t => {
  const node = await FakeNode.start(t, { tracing: true })
  await using session = await connect({ path: node.path })
  const aggregation = session.aggregate({
    tracepoints: ['mempool:added'],
    measures: { count: { function: 'count' } },
  })
  await assert.rejects(aggregation.ready, error => {
    return isNodetapError(error, ErrorCodes.UnknownTracepoint)
  })
  assert.equal(node.traced.length, 0)
})
