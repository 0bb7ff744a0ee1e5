/** Rows of every size and layout become the same events as the generated reader's. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { MessageBuilder, MessageReader } from '../../../src/capnp/index.js'
import { Batch, TextCache } from '../../../src/client/batch/index.js'
import { ErrorCodes, NodetapError } from '../../../src/client/index.js'
import { readRows } from '../../../src/client/upstream/message-rows.js'
import { rowListOf } from '../../../src/client/upstream/row-list.js'
import { tracepoints, tracing } from '../../../src/schema/index.js'
import { type MadeRow, madeRow, readParams, rowsMessage, scattered } from './row-lists.js'

const DEADLINE = { timeout: 60_000 } as const
const ROWS = Array.from({ length: 300 }, (_, i) => madeRow(i))

function batchesOf(frame: Uint8Array, texts = new TextCache()): Batch[] {
  const list = rowListOf(readParams(frame), 0)
  const context = { firstSequence: 40, byteLength: frame.length, texts, arena: null }
  return readRows(list, context).map(source => new Batch(source))
}

/** What a batch says, as rows again. */
function rowsOf(batches: readonly Batch[]): MadeRow[] {
  let sequence = 40
  return batches.flatMap(batch =>
    [...batch].map(event => {
      assert.ok('messageType' in event)
      assert.equal(event.sequence, sequence++)
      return {
        inbound: event.tracepoint === 'net:inbound_message',
        peerId: event.peerId,
        peerAddr: event.address,
        connType: event.connectionType,
        msgType: event.messageType,
        msgSize: event.size,
        timestampUs: event.timestampUs,
        payload: Uint8Array.from(event.payload),
      }
    }),
  )
}

/** What Cap'n Proto says that a message holds. */
function expected(frame: Uint8Array): MadeRow[] {
  return [...readParams(frame).messages].map(row => ({
    inbound: row.inbound,
    peerId: row.peerId,
    peerAddr: row.peerAddr,
    connType: row.connType,
    msgType: row.msgType,
    msgSize: row.msgSize,
    timestampUs: row.timestampUs,
    payload: Uint8Array.from(row.payload),
  }))
}

test('rows of every size', DEADLINE, () => {
  for (let dataWords = 0; dataWords <= 7; dataWords++) {
    for (let pointerWords = 0; pointerWords <= 6; pointerWords++) {
      if (dataWords + pointerWords === 0) continue
      const frame = rowsMessage(ROWS, { dataWords, pointerWords })
      assert.deepEqual(rowsOf(batchesOf(frame)), expected(frame), `${dataWords}+${pointerWords}`)
    }
  }
  assert.deepEqual(rowsOf(batchesOf(rowsMessage(ROWS))), ROWS)
})

test('rows whose texts and payloads lie in other segments', DEADLINE, () => {
  for (const double of [false, true]) {
    const frame = scattered(rowsMessage(ROWS), double)
    assert.deepEqual(expected(frame), ROWS)
    assert.deepEqual(rowsOf(batchesOf(frame)), ROWS)
  }
})

test('rows are encoded as the columns of a node that sends columns', DEADLINE, () => {
  const batches = batchesOf(scattered(rowsMessage(ROWS), true))
  const encoded = batches.map(batch => {
    const message = new MessageBuilder()
    batch.encode(message, 0)
    const again = new Batch(new MessageReader(message.toFrame()).root(tracepoints.Batch))
    again.check()
    return again
  })
  assert.deepEqual(rowsOf(encoded), ROWS)
})

test('columns and single events agree, and payloads can be had as one', DEADLINE, () => {
  const [batch] = batchesOf(scattered(rowsMessage(ROWS), false))
  assert.ok(batch)
  const { payload, address } = batch.columns('net:inbound_message')
  const inbound = ROWS.filter(row => row.inbound)
  assert.deepEqual(Buffer.from(payload.bytes), Buffer.concat(inbound.map(row => row.payload)))
  inbound.forEach((row, i) => {
    assert.deepEqual(Uint8Array.from(payload.get(i)), row.payload)
    assert.equal(payload.byteLength(i), row.payload.length)
    assert.equal(payload.ends[i]! - payload.start(i), row.payload.length)
  })
  // Each text is there once, whichever row and column it is from.
  const texts = Array.from({ length: address.texts.length }, (_, i) => address.texts.get(i))
  assert.equal(new Set(texts).size, texts.length)
  assert.deepEqual(
    texts.toSorted(),
    [...new Set(ROWS.flatMap(row => [row.peerAddr, row.connType, row.msgType]))].toSorted(),
  )
})

test('no rows, and rows of one direction', DEADLINE, () => {
  assert.deepEqual(batchesOf(rowsMessage([])), [])
  const builder = new MessageBuilder()
  builder.initRoot(tracing.NetMessageTrace.methods.messagesStream.Params)
  assert.deepEqual(batchesOf(builder.toFrame()), [])
  const outbound = ROWS.filter(row => !row.inbound)
  const [batch] = batchesOf(rowsMessage(outbound))
  assert.deepEqual(batch?.tracepoints, ['net:outbound_message'])
  assert.deepEqual(rowsOf([batch!]), outbound)
})

test('rows whose times lie far apart become several batches', DEADLINE, () => {
  const hour = 3_600_000_000
  const times = [5 * hour, 5 * hour + 7, 5 * hour - 3, 9 * hour, 9 * hour, 0, 2 ** 52]
  const rows = times.map((timestampUs, i) => ({ ...madeRow(i), timestampUs }))
  const batches = batchesOf(rowsMessage(rows))
  assert.deepEqual(
    batches.map(batch => [batch.firstSequence, batch.eventCount]),
    [
      [40, 3],
      [43, 2],
      [45, 1],
      [46, 1],
    ],
  )
  assert.deepEqual(rowsOf(batches), rows)
})

test('many different texts', DEADLINE, () => {
  const rows = Array.from({ length: 5000 }, (_, i) => ({ ...madeRow(i), peerAddr: `peer ${i}` }))
  assert.deepEqual(rowsOf(batchesOf(rowsMessage(rows))), rows)
  const tooMany = Array.from({ length: 65_536 }, (_, i) => ({ ...madeRow(1), peerAddr: `${i}` }))
  assert.throws(() => rowsOf(batchesOf(rowsMessage(tooMany))), {
    code: ErrorCodes.MalformedMessage,
    message: /different texts/,
  })
})

test('rows that share a large text or payload do not become a large message', DEADLINE, () => {
  const big = { ...madeRow(1), payload: new Uint8Array(1 << 20), peerAddr: 'x'.repeat(1 << 20) }
  for (const pointer of [0, 3]) {
    const frame = rowsMessage([big, ...Array.from({ length: 1000 }, () => madeRow(4))])
    const params = readParams(frame)
    params.followPointer(0)
    const { target, dataWords, pointerWords, int32 } = params.message
    const stride = dataWords + pointerWords
    const first = target + dataWords + pointer
    for (let i = 1; i <= 1000; i++) {
      const at = first + i * stride
      int32[2 * at] = int32[2 * first]! - ((i * stride) << 2)
      int32[2 * at + 1] = int32[2 * first + 1]!
    }
    assert.throws(() => rowsOf(batchesOf(frame)), {
      code: ErrorCodes.MalformedMessage,
      message: /amplification/,
    })
  }
})

test('small rows that would be a large message in ours are refused', DEADLINE, () => {
  const shared = 'x'.repeat(1 << 20)
  const rows = [
    { ...madeRow(1), peerAddr: shared },
    ...Array.from({ length: 99 }, () => madeRow(4)),
  ]
  const frame = rowsMessage(rows, { dataWords: 0, pointerWords: 1 })
  const params = readParams(frame)
  params.followPointer(0)
  const { target, int32 } = params.message
  for (let i = 1; i < rows.length; i++) {
    int32[2 * (target + i)] = int32[2 * target]! - (i << 2)
    int32[2 * (target + i) + 1] = int32[2 * target + 1]!
  }
  // A list of a million times nothing.
  const nothing = rowsMessage([])
  const { message: empty } = readParams(nothing)
  const list = empty.rootAt + 1 + tracing.NetMessageTrace.methods.messagesStream.Params.dataWords
  empty.int32[2 * list] = 1
  empty.int32[2 * list + 1] = 1_000_000 << 3
  for (const amplifying of [frame, nothing]) {
    assert.throws(() => batchesOf(amplifying), {
      code: ErrorCodes.MalformedMessage,
      message: /amplification/,
    })
  }
})

test('whatever the bytes are, nothing but one kind of error is thrown', DEADLINE, () => {
  const rows = ROWS.slice(0, 12)
  const frames = [
    rowsMessage(rows),
    scattered(rowsMessage(rows), false),
    scattered(rowsMessage(rows), true),
    rowsMessage(rows, { dataWords: 3, pointerWords: 2 }),
  ]
  const changes = fc.array(fc.tuple(fc.nat(), fc.integer({ min: 0, max: 255 })), {
    minLength: 1,
    maxLength: 8,
  })
  fc.assert(
    fc.property(fc.constantFrom(...frames), changes, (frame, changes) => {
      const changed = frame.slice()
      for (const [at, value] of changes) changed[at % changed.length] = value
      try {
        rowsOf(batchesOf(changed))
      } catch (error) {
        assert.ok(error instanceof NodetapError, String(error))
        assert.equal(error.code, ErrorCodes.MalformedMessage)
      }
    }),
    { interruptAfterTimeLimit: 10_000, numRuns: 20_000, verbose: 1 },
  )
})
