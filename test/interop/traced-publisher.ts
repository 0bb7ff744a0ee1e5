/** A publisher for clients in other languages, and the messages that it fires. */
import type { TestContext } from 'node:test'
import { connect } from '../../src/client/index.js'
import { startPublisher, type Tracing } from '../../src/publisher/index.js'
import { until } from './harness.js'
import { temporarySocket } from './program.js'
import { madeMessage } from './tracing.js'

/** A publisher for one test, at whose end nobody may be subscribed any more. */
export async function publisher(t: TestContext): Promise<Tracing> {
  const socket = temporarySocket()
  const tracing = await startPublisher({ path: socket.path, node: 'a node of the tests' })
  t.after(async () => {
    await tracing.close()
    socket.remove()
  })
  return tracing
}

/** Waits until the publisher knows of no subscription. */
export async function untilNobodySubscribed(tracing: Tracing): Promise<void> {
  await using session = await connect({ path: tracing.path })
  await until(async () => (await session.describe()).subscriptions === 0)
}

/** Fires `count` P2P messages, of which `node.c++` would make the same. */
export function fire(tracing: Tracing, count: number, size = 0): void {
  const inbound = tracing.tracepoints['net:inbound_message']
  const outbound = tracing.tracepoints['net:outbound_message']
  for (let i = 0; i < count; i++) {
    const { peerId, address, connectionType, messageType } = madeMessage(i, 0, 0)
    const payload = new Uint8Array(size).map((_, j) => (i + j) % 251)
    const site = i % 2 === 0 ? inbound : outbound
    site.fire(peerId, address, connectionType, messageType, size, payload)
  }
}

export async function untilEnabled(tracing: Tracing, enabled = true): Promise<void> {
  await until(() => tracing.tracepoints['net:outbound_message'].enabled === enabled)
}
