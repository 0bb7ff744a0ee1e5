/** Our client against nodes with the prototype of 2026: losses, shared memory. */
import assert from 'node:assert/strict'
import { mkdtempSync, rmSync, unlinkSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { type TestContext, test } from 'node:test'
import { type Batch, connect, ErrorCodes, type Loss } from '../../../src/client/index.js'
import { canReadSharedMemory } from '../../../src/client/upstream/payload-arena.js'
import type { Capability } from '../../../src/rpc/index.js'
import { tracing } from '../../../src/schema/index.js'
import { runHere } from '../../e2e/run-here.js'
import { temporaryDirectory, until } from '../../e2e/support.js'
import { FakeNode, type Traced } from './fake-node.js'
import { madeRow } from './row-lists.js'
import { stream, traced, writeRows } from './traced-node.js'

const DEADLINE = { timeout: 60_000 } as const
const { messages, messagesStream, payloadArena } = tracing.NetMessageTrace.methods

test('both ways to deliver are taken, whichever was asked for', DEADLINE, async t => {
  const { node, session } = await traced(t)
  await using _ = session
  const subscription = session.subscribe(['net:*_message'])
  await subscription.ready
  const { callback, threads, options } = node.traced[0]!
  assert.equal(options?.stream, true)
  const sent = Promise.all([
    stream(callback, 0, 3),
    callback.call(messages, (params, capabilities) => {
      threads.write(params.initContext(), capabilities)
      writeRows(params.initMessages(4), 3)
    }),
  ])
  const types: string[] = []
  for await (const batch of subscription) {
    for (const event of batch) if ('messageType' in event) types.push(event.messageType)
    if (types.length === 7) break
  }
  await sent
  assert.deepEqual(
    types,
    Array.from({ length: 7 }, (_, i) => madeRow(i).msgType),
  )
})

test('a batch is answered when it has been taken, not before', DEADLINE, async t => {
  const { node, session } = await traced(t)
  await using _ = session
  const subscription = session.subscribe(['net:*_message'])
  await subscription.ready
  let answered = false
  const sent = stream(node.traced[0]!.callback, 0, 3).then(() => {
    answered = true
  })
  // The node asked after it sent: the answer to that is behind the batch.
  await session.tip()
  assert.equal(answered, false)
  for await (const _batch of subscription) break
  await sent
})

test('losses are told at their place, with numbers left out', DEADLINE, async t => {
  const { node, session } = await traced(t)
  await using _ = session
  const subscription = session.subscribe(['net:*_message'])
  await subscription.ready
  const { callback } = node.traced[0]!
  void stream(callback, 0, 2)
  void stream(callback, 2, 4, 10)
  void stream(callback, 4, 4, 5)
  const sequences: number[] = []
  const losses: Loss[] = []
  for await (const batch of subscription) {
    for (const loss of batch.losses) {
      assert.equal(loss.firstSequence, (sequences.at(-1) ?? -1) + 1)
      losses.push(loss)
    }
    for (const event of batch) sequences.push(event.sequence)
    if (losses.length === 2) break
  }
  assert.deepEqual(sequences, [0, 1, 12, 13])
  const loss = { tracepoint: 'net:*_message', cause: 'unknown' }
  assert.deepEqual(losses, [
    { ...loss, count: 10, firstSequence: 2, lastSequence: 11 },
    { ...loss, count: 5, firstSequence: 14, lastSequence: 18 },
  ])
})

test('losses of one direction name it', DEADLINE, async t => {
  const { node, session } = await traced(t)
  await using _ = session
  const subscription = session.subscribe(['net:inbound_message'])
  await subscription.ready
  void stream(node.traced[0]!.callback, 0, 0, 3)
  for await (const batch of subscription) {
    assert.deepEqual(
      batch.losses.map(({ tracepoint, count }) => [tracepoint, count]),
      [['net:inbound_message', 3]],
    )
    break
  }
})

// ── Shared memory ───────────────────────────────────────────────────────────────────────────

const withoutArena = canReadSharedMemory()
  ? false
  : 'shared memory shows in the file system on Linux only'

const SLOT_BYTES = 4096
const SLOTS = 4

/** A shared-memory object, as shm_open(3) makes it. */
function sharedMemory(t: TestContext): { name: string; fill(value: number): void } {
  const folder = mkdtempSync('/dev/shm/nodetap-test-')
  rmSync(folder, { recursive: true })
  t.after(() => rmSync(folder, { force: true }))
  return {
    name: `/${basename(folder)}`,
    fill: value => {
      const bytes = Buffer.alloc(SLOT_BYTES * SLOTS)
      for (let slot = 0; slot < SLOTS; slot++) {
        bytes.fill(value + slot, slot * SLOT_BYTES, (slot + 1) * SLOT_BYTES)
      }
      writeFileSync(folder, bytes)
    },
  }
}

function announce({ callback, threads }: Traced, name: string, slotBytes = SLOT_BYTES) {
  return callback.call(payloadArena, (params, capabilities) => {
    threads.write(params.initContext(), capabilities)
    params.name = name
    params.slotBytes = slotBytes
    params.slotCount = SLOTS
  })
}

/** Rows whose payloads are in the slots given, but for those with -1. */
function streamSlots(callback: Capability, slots: readonly number[], length = 5): Promise<void> {
  return callback.call(messagesStream, params => {
    const list = params.initMessages(slots.length)
    writeRows(list, 0)
    slots.forEach((slot, i) => {
      const row = list.get(i)
      row.payloadSlot = slot
      if (slot < 0) row.payload = Uint8Array.of(0xaa, i)
      else row.payloadLen = length
    })
  })
}

function payloadsOf(batch: Batch): string[] {
  return [...batch].map(event => {
    assert.ok('payload' in event)
    return Buffer.from(event.payload).toString('hex')
  })
}

test('payloads in shared memory are copied before the node is answered', {
  ...DEADLINE,
  skip: withoutArena,
}, async t => {
  const { node, session } = await traced(t)
  await using _ = session
  const subscription = session.subscribe(['net:*_message'], { shmBytes: 1 << 20 })
  await subscription.ready
  const tracing = node.traced[0]!
  assert.equal(tracing.options?.shmBytes, 1 << 20)
  const memory = sharedMemory(t)
  memory.fill(0x10)
  await announce(tracing, memory.name)
  const first = streamSlots(tracing.callback, [2, -1, 0, 3])
  const second = streamSlots(tracing.callback, [-1, -1])
  const batches: Batch[] = []
  for await (const batch of subscription) {
    batches.push(batch)
    if (batches.length === 2) break
    await first
    // The slots are the node's again.
    memory.fill(0x90)
  }
  await second
  assert.deepEqual(batches.map(payloadsOf), [
    ['1212121212', 'aa01', '1010101010', '1313131313'],
    ['aa00', 'aa01'],
  ])
})

test('the command line asks for shared memory too', {
  ...DEADLINE,
  skip: withoutArena,
}, async t => {
  const node = await FakeNode.start(t, { tracing: true })
  for (const args of [
    ['trace', 'net:*_message', '--payload', 'all'],
    ['stats', 'net:*_message'],
    ['record', '-o', join(temporaryDirectory(t), 'trace.rec')],
  ]) {
    const before = node.traced.length
    const ending = new AbortController()
    const cli = runHere([...args, '--shm', '1MiB', '--socket', node.path], false, ending.signal)
    await until('it is traced', () => node.traced.length > before)
    assert.equal(node.traced[before]?.options?.shmBytes, 1 << 20)
    ending.abort()
    assert.equal((await cli).code, 0)
  }
  const { code, stderr } = await runHere(['trace', '*', '--shm', '1MiB', '--file', 'x.rec'])
  assert.equal(code, 2)
  assert.match(stderr, /cannot be used with option '--file/)
})

test('shared memory that cannot be read is refused, and payloads come inline', {
  ...DEADLINE,
  skip: withoutArena,
}, async t => {
  const { node, session } = await traced(t)
  await using _ = session
  const subscription = session.subscribe(['net:*_message'], { shmBytes: 1 << 20 })
  await subscription.ready
  const tracing = node.traced[0]!
  const memory = sharedMemory(t)
  memory.fill(0)
  for (const name of [
    '/nodetap-test-none',
    '/../etc/passwd',
    '..',
    '',
    '/a/b',
    `/${'x'.repeat(300)}`,
  ]) {
    await assert.rejects(announce(tracing, name), { code: ErrorCodes.Unimplemented })
  }
  await assert.rejects(announce(tracing, memory.name, SLOT_BYTES * 2), /does not hold/)
  await assert.rejects(announce(tracing, memory.name, 2 ** 40), { code: ErrorCodes.Unimplemented })
  void streamSlots(tracing.callback, [-1])
  for await (const batch of subscription) {
    assert.deepEqual(payloadsOf(batch), ['aa00'])
    break
  }
})

test('slots that there are not are refused', { ...DEADLINE, skip: withoutArena }, async t => {
  const { node, session } = await traced(t)
  await using _ = session
  const subscription = session.subscribe(['net:*_message'], { shmBytes: 1 << 20 })
  await subscription.ready
  const tracing = node.traced[0]!
  await assert.rejects(streamSlots(tracing.callback, [0]), /not announced/)
  const memory = sharedMemory(t)
  memory.fill(0)
  await announce(tracing, memory.name)
  await assert.rejects(streamSlots(tracing.callback, [SLOTS]), /in slot 4/)
  await assert.rejects(streamSlots(tracing.callback, [1], SLOT_BYTES + 1), /of 4097 bytes/)
  const same = Array.from({ length: 20 }, () => 1)
  await assert.rejects(streamSlots(tracing.callback, same, SLOT_BYTES), /more payload/)
  // What has been unlinked stays readable: the node may do so as soon as it is announced.
  unlinkSync(`/dev/shm${memory.name}`)
  void streamSlots(tracing.callback, [1], 1)
  for await (const batch of subscription) {
    assert.deepEqual(payloadsOf(batch), ['01'])
    break
  }
})

test('a node of another version is told apart from one without tracing', DEADLINE, async t => {
  const node = await FakeNode.start(t, { otherTracing: true })
  await using session = await connect({ path: node.path })
  await assert.rejects(session.subscribe(['net:*_message']).ready, {
    code: ErrorCodes.Unimplemented,
    message: /of a version that this client does not know/,
  })
})
