/** Options of upstream's clients, cut to what there may be: docs/interop.md has the table. */
import assert from 'node:assert/strict'
import { join } from 'node:path'
import { test } from 'node:test'
import { connect, type SubscriberDescription } from '../../../src/client/index.js'
import { startPublisher } from '../../../src/publisher/index.js'
import {
  type Capability,
  connectSocket,
  InterfaceServer,
  RpcConnection,
} from '../../../src/rpc/index.js'
import { init, tracing } from '../../../src/schema/index.js'
import { temporaryDirectory } from '../../e2e/support.js'

const MIB = 1024 * 1024
/** Bytes of a row, as the queue and batches count them. */
const ROW = 160

type Asked = Partial<
  Record<
    | 'maxPayloadBytes'
    | 'maxQueueEvents'
    | 'maxBatchEvents'
    | 'maxBatchWaitUs'
    | 'maxQueueBytes'
    | 'maxBatchBytes',
    number
  >
>
type InForce = Pick<
  SubscriberDescription,
  'payloadBytes' | 'maxBatchEvents' | 'maxBatchBytes' | 'maxBatchWaitUs' | 'maxQueueBytes'
>

const CASES: readonly (readonly [string, Asked, InForce])[] = [
  [
    'what upstream has where nothing is said',
    {},
    {
      payloadBytes: 0,
      maxBatchEvents: 1024,
      maxBatchBytes: 4 * MIB + 1024 * ROW,
      maxBatchWaitUs: 1000,
      maxQueueBytes: 64 * MIB + 65_536 * ROW,
    },
  ],
  [
    'nothing at all',
    {
      maxQueueEvents: 0,
      maxBatchEvents: 0,
      maxBatchWaitUs: 0,
      maxQueueBytes: 0,
      maxBatchBytes: 0,
    },
    {
      payloadBytes: 0,
      maxBatchEvents: 1,
      maxBatchBytes: 1 + ROW,
      maxBatchWaitUs: 0,
      maxQueueBytes: ROW,
    },
  ],
  [
    'too much of everything',
    {
      maxPayloadBytes: 0xffff_ffff,
      maxQueueEvents: 0xffff_ffff,
      maxBatchEvents: 0xffff_ffff,
      maxBatchWaitUs: 0xffff_ffff,
      maxQueueBytes: 2 ** 50,
      maxBatchBytes: 2 ** 50,
    },
    {
      payloadBytes: 4 * MIB,
      maxBatchEvents: 16_384,
      maxBatchBytes: 32 * MIB + 16_384 * ROW,
      maxBatchWaitUs: 1_000_000,
      maxQueueBytes: 1024 * MIB + MIB * ROW,
    },
  ],
  [
    'a queue smaller than a batch, and than a payload',
    { maxPayloadBytes: MIB, maxQueueEvents: 10, maxBatchEvents: 1000, maxQueueBytes: 1 },
    {
      payloadBytes: MIB,
      maxBatchEvents: 10,
      maxBatchBytes: 4 * MIB + 10 * ROW,
      maxBatchWaitUs: 1000,
      maxQueueBytes: MIB + 10 * ROW,
    },
  ],
]

function traceMessages(server: Capability, asked: Asked): Promise<Capability | null> {
  return server.call(
    tracing.Tracing.methods.traceNetMessages,
    (params, capabilities) => {
      Object.assign(params.initOptions(), asked)
      params.callback = capabilities.addServer(new InterfaceServer('NetMessageTrace'))
    },
    (results, capabilities) => capabilities.take(results.result),
  )
}

test('options are cut as upstream cuts them, but where ours is the lower bound', async t => {
  const path = join(temporaryDirectory(t), 'node.sock')
  await using _tracing = await startPublisher({ path, ringBytes: 1024 * 1024 })
  await using session = await connect({ path })
  const rpc = new RpcConnection(await connectSocket(path))
  t.after(() => rpc.close())
  const server = await rpc
    .bootstrap()
    .call(init.Init.methods.makeTracing, null, (results, capabilities) =>
      capabilities.take(results.result),
    )
  assert.ok(server)
  for (const [what, asked, inForce] of CASES) {
    const handler = await traceMessages(server, asked)
    assert.ok(handler)
    const account = (await session.subscribers()).at(-1)
    assert.ok(account)
    const { payloadBytes, maxBatchEvents, maxBatchBytes, maxBatchWaitUs, maxQueueBytes } = account
    assert.deepEqual(
      { payloadBytes, maxBatchEvents, maxBatchBytes, maxBatchWaitUs, maxQueueBytes },
      inForce,
      what,
    )
    handler.release()
  }
})
