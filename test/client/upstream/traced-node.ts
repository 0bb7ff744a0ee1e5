import type { TestContext } from 'node:test'
import { connect, type Session } from '../../../src/client/index.js'
import type { Capability } from '../../../src/rpc/index.js'
import { tracing } from '../../../src/schema/index.js'
import { FakeNode, type Offers } from './fake-node.js'
import { madeRow } from './row-lists.js'

/** A node with the prototype of 2026, and a session with it. */
export async function traced(
  t: TestContext,
  offers: Offers = {},
): Promise<{ node: FakeNode; session: Session }> {
  const node = await FakeNode.start(t, { tracing: true, ...offers })
  return { node, session: await connect({ path: node.path }) }
}

/** Sends rows `from` to `to`, the latter excluded. */
export function stream(callback: Capability, from: number, to: number, dropped = 0): Promise<void> {
  return callback.call(tracing.NetMessageTrace.methods.messagesStream, params => {
    params.dropped = dropped
    writeRows(params.initMessages(to - from), from)
  })
}

export function writeRows(
  list: ReturnType<tracing.NetMessageTraceMessagesStreamParamsBuilder['initMessages']>,
  from: number,
): void {
  for (let i = 0; i < list.length; i++) {
    const row = madeRow(from + i)
    const to = list.get(i)
    to.inbound = row.inbound
    to.peerId = row.peerId
    to.peerAddr = row.peerAddr
    to.connType = row.connType
    to.msgType = row.msgType
    to.msgSize = row.msgSize
    to.timestampUs = row.timestampUs
  }
}
