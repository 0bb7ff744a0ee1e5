import assert from 'node:assert/strict'
import { appendFileSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import fc from 'fast-check'
import { type Batch, batchOfEvents } from '../../src/client/index.js'
import { ErrorCodes, isNodetapError } from '../../src/errors/index.js'
import { exportEvents, importCapture } from '../../src/exporters/index.js'
import type { TraceEvent } from '../../src/tracepoints/index.js'
import { readCapture } from '../bitcoin/support.js'
import { temporaryDirectory } from '../e2e/support.js'
import { streamOf } from './support.js'

type MessageEvent = TraceEvent<'net:inbound_message' | 'net:outbound_message'>

const START_US = 1_704_067_200_000_000

function message(
  sequence: number,
  peerId: number,
  address: string,
  payload: Uint8Array,
  more: Partial<MessageEvent> = {},
): MessageEvent {
  return {
    tracepoint: sequence % 3 === 0 ? 'net:outbound_message' : 'net:inbound_message',
    sequence,
    timestampUs: START_US + 10 * sequence,
    peerId,
    address,
    connectionType: 'inbound',
    messageType: 'ping',
    size: payload.length,
    payload,
    ...more,
  }
}

async function imported(directory: string): Promise<{ events: MessageEvent[]; rest: number }> {
  const capture = await importCapture(directory)
  const events: MessageEvent[] = []
  for await (const batch of capture.batches) {
    for (const event of batch as Iterable<MessageEvent>) {
      events.push({ ...event, payload: Uint8Array.from(event.payload) })
    }
  }
  return { events, rest: capture.restBytes() }
}

const exportTo = (directory: string, batches: readonly Batch[]): ReturnType<typeof exportEvents> =>
  exportEvents({ batches: streamOf(batches), monotonicZeroUnixUs: 0 }, directory, 'message-capture')

test('what is exported is laid out as Bitcoin Core does, and comes back in', async t => {
  const directory = join(temporaryDirectory(t), 'message_capture')
  const peers = ['198.51.100.7:8333', '[2001:db8::9]:50000', `${'a'.repeat(56)}.onion:8333`]
  const events = Array.from({ length: 300 }, (_, i) =>
    message(i, i % 3, peers[(i * 7) % 3] ?? '', new Uint8Array(i).fill(i), {
      tracepoint: i % 2 === 0 ? 'net:inbound_message' : 'net:outbound_message',
      messageType: i % 5 === 0 ? 'sendcmpct' : 'abcdefghijkl',
    }),
  )
  const totals = await exportTo(directory, [
    batchOfEvents(events.slice(0, 100)),
    batchOfEvents(events.slice(100)),
  ])
  assert.deepEqual(totals, { events: 300, skipped: 0 })
  assert.deepEqual(
    readdirSync(directory).sort(),
    peers.map(address => address.replaceAll(':', '_')).sort(),
  )
  // Read by another reader of the format.
  const received = readFileSync(join(directory, '198.51.100.7_8333', 'msgs_recv.dat'))
  assert.equal(received.readBigUInt64LE(0), BigInt(START_US))
  assert.deepEqual(
    [...readCapture(received)].map(({ messageType, payload }) => [messageType, payload.length]),
    events
      .filter(it => it.address === peers[0] && it.tracepoint === 'net:inbound_message')
      .map(it => [it.messageType, it.payload.length]),
  )
  const back = await imported(directory)
  assert.equal(back.rest, 0)
  const sorted = [...peers].sort((a, b) =>
    a.replaceAll(':', '_') < b.replaceAll(':', '_') ? -1 : 1,
  )
  assert.deepEqual(
    back.events,
    events.map(event => ({
      ...event,
      peerId: sorted.indexOf(event.address),
      connectionType: 'unknown',
    })),
  )
})

test('no text of a peer gets into a path', async t => {
  const root = temporaryDirectory(t)
  const directory = join(root, 'out')
  const texts = ['../../evil:1', '/etc/passwd:1', 'a\0b:1', '..', 'CON:1', 'host.example:8333', '']
  const events = texts.map((address, i) => message(i, i, address, new Uint8Array(1)))
  await exportTo(directory, [batchOfEvents(events)])
  assert.deepEqual(
    readdirSync(directory).sort(),
    texts.map((_, i) => `peer_${i}`),
  )
  assert.deepEqual(readdirSync(root), ['out'])
})

test('what the format has no place for is counted, and nothing is written over', async t => {
  const directory = join(temporaryDirectory(t), 'out')
  const events = [
    message(1, 1, '198.51.100.7:1', new Uint8Array(3)),
    message(2, 1, '198.51.100.7:1', new Uint8Array(3), { size: 4 }),
  ]
  const added: TraceEvent = {
    tracepoint: 'mempool:added',
    sequence: 3,
    timestampUs: START_US + 100,
    txid: new Uint8Array(32),
    vsize: 1,
    feeSat: 1,
  }
  const batch = batchOfEvents([...events, added])
  assert.deepEqual(await exportTo(directory, [batch]), { events: 1, skipped: 2 })
  await assert.rejects(exportTo(directory, [batch]), error =>
    isNodetapError(error, ErrorCodes.FileFailed),
  )
})

test('more peers than files may be open, and more than a batch holds', async t => {
  const directory = join(temporaryDirectory(t), 'out')
  const events = Array.from({ length: 6000 }, (_, i) =>
    message(i, i % 150, `198.51.100.${i % 150}:8333`, new Uint8Array(4)),
  )
  await exportTo(directory, [batchOfEvents(events)])
  assert.equal(readdirSync(directory).length, 150)
  const back = await imported(directory)
  assert.deepEqual(
    back.events.map(it => [it.sequence, it.timestampUs, it.address]),
    events.map(it => [it.sequence, it.timestampUs, it.address]),
  )
})

test('a capture of weeks is split where times do not fit one batch', async t => {
  const directory = join(temporaryDirectory(t), 'out')
  const HOURS_US = 7_200_000_000
  const events = [0, 1, 2, 3].map(i =>
    message(i, 0, '198.51.100.7:1', new Uint8Array(1), { timestampUs: START_US + i * HOURS_US }),
  )
  for (const [i, event] of events.entries()) {
    // A batch of its own each, as a node's would be.
    const part = join(directory, String(i))
    mkdirSync(directory, { recursive: true })
    await exportTo(part, [batchOfEvents([event])])
  }
  const whole = join(directory, 'whole')
  mkdirSync(join(whole, '198.51.100.7_1'), { recursive: true })
  for (const [i, { tracepoint }] of events.entries()) {
    const name = tracepoint === 'net:inbound_message' ? 'msgs_recv.dat' : 'msgs_sent.dat'
    appendFileSync(
      join(whole, '198.51.100.7_1', name),
      readFileSync(join(directory, String(i), '198.51.100.7_1', name)),
    )
  }
  const back = await imported(whole)
  assert.deepEqual(
    back.events.map(it => it.timestampUs),
    events.map(it => it.timestampUs),
  )
})

test('a record that was not written whole is passed over; what cannot be names its byte', async t => {
  const root = temporaryDirectory(t)
  const source = join(root, 'out')
  const events = [1, 2].map(i => message(i, 0, '198.51.100.7:1', new Uint8Array(50).fill(i)))
  await exportTo(source, [batchOfEvents(events)])
  const bytes = readFileSync(join(source, '198.51.100.7_1', 'msgs_recv.dat'))
  const directory = join(root, 'cut')
  mkdirSync(join(directory, 'a_1'), { recursive: true })
  const path = join(directory, 'a_1', 'msgs_recv.dat')
  for (let length = 0; length <= bytes.length; length++) {
    writeFileSync(path, bytes.subarray(0, length))
    const { events: whole, rest } = await imported(directory)
    assert.equal(whole.length, Math.floor(length / 74))
    assert.equal(rest, length % 74)
  }
  await fc.assert(
    fc.asyncProperty(fc.nat(bytes.length - 1), fc.nat(255), async (at, value) => {
      const changed = Buffer.from(bytes)
      changed[at] = value
      writeFileSync(path, changed)
      try {
        await imported(directory)
      } catch (error) {
        assert.ok(isNodetapError(error, ErrorCodes.MalformedRecording), String(error))
        assert.match(error.message, /msgs_recv\.dat, byte \d+: /)
      }
    }),
    { numRuns: 300, interruptAfterTimeLimit: 15_000 },
  )
})

test('a directory without captured messages says what is wanted', async t => {
  const directory = temporaryDirectory(t)
  await assert.rejects(importCapture(directory), error => {
    assert.ok(isNodetapError(error, ErrorCodes.InvalidArgument))
    assert.match(error.message, /holds no captured messages/)
    return true
  })
  await assert.rejects(importCapture(join(directory, 'none')), error =>
    isNodetapError(error, ErrorCodes.FileFailed),
  )
})
