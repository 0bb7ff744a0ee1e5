import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import {
  BridgeLimits,
  type CaptureRecord,
  CaptureSplitter,
  LineSplitter,
} from '../../../src/sources/bitcoind/index.js'
import { START_US } from './support.js'

function recordBytes(timeUs: number, type: string, payload: Uint8Array): Buffer {
  const header = Buffer.alloc(24)
  header.writeBigInt64LE(BigInt(timeUs), 0)
  header.write(type, 8, 'latin1')
  header.writeUInt32LE(payload.length, 20)
  return Buffer.concat([header, payload])
}

/** What a splitter makes of bytes that come in pieces of the given sizes, over and over. */
function takeAll(
  splitter: { take(chunk: Buffer): number },
  bytes: Uint8Array,
  sizes: readonly number[],
): number {
  let rest = Buffer.alloc(0)
  let at = 0
  for (let piece = 0; at < bytes.length; piece++) {
    const size = sizes[piece % sizes.length] ?? 1
    rest = Buffer.concat([rest, bytes.subarray(at, at + size)])
    rest = rest.subarray(splitter.take(rest))
    at += size
  }
  return rest.length
}

interface Captured {
  readonly records: readonly CaptureRecord[]
  /** Bytes that were left out. */
  readonly damaged: number
  /** Bytes that wait for more. */
  readonly waiting: number
}

function readAll(bytes: Uint8Array, sizes: readonly number[]): Captured {
  const records: CaptureRecord[] = []
  let damaged = 0
  const splitter = new CaptureSplitter(
    {
      record: record => records.push(record),
      damaged: count => {
        damaged += count
      },
    },
    true,
  )
  const waiting = takeAll(splitter, bytes, sizes)
  return { records, damaged, waiting }
}

function readLines(bytes: Uint8Array, sizes: readonly number[]): { lines: string[]; cuts: number } {
  const lines: string[] = []
  let cuts = 0
  const splitter = new LineSplitter({
    line: line => lines.push(line),
    opened: () => undefined,
    cut: () => {
      cuts++
    },
  })
  takeAll(splitter, bytes, sizes)
  return { lines, cuts }
}

const twoRecords = Buffer.concat([
  recordBytes(START_US, 'version', Buffer.from([1, 2, 3])),
  recordBytes(START_US + 1, 'sendaddrv2', Buffer.alloc(0)),
  recordBytes(START_US + 2, 'twelvechars1', Buffer.from([9])),
])

test('records are read from pieces of any size', () => {
  for (let size = 1; size <= twoRecords.length; size++) {
    const { records, damaged, waiting } = readAll(twoRecords, [size])
    assert.deepEqual(
      records.map(({ timeUs, messageType, payload }) => [timeUs, messageType, [...payload]]),
      [
        [START_US, 'version', [1, 2, 3]],
        [START_US + 1, 'sendaddrv2', []],
        [START_US + 2, 'twelvechars1', [9]],
      ],
    )
    assert.equal(damaged + waiting, 0)
  }
})

test('a record that is cut anywhere waits for its rest', () => {
  for (let end = 1; end < 27; end++) {
    const { records, damaged, waiting } = readAll(twoRecords.subarray(0, end), [end])
    assert.equal(records.length, 0)
    assert.equal(waiting, end)
    assert.equal(damaged, 0)
  }
})

test('bytes that can be no record are left out, before any memory is taken', () => {
  const huge = recordBytes(START_US, 'block', Buffer.alloc(0))
  huge.writeUInt32LE(BridgeLimits.maxCapturedPayloadBytes + 1, 20)
  const cases = [
    recordBytes(0, 'ping', Buffer.alloc(0)),
    recordBytes(-START_US, 'ping', Buffer.alloc(0)),
    recordBytes(START_US, 'pi\nng', Buffer.alloc(0)),
    recordBytes(START_US, 'pi\0ng', Buffer.alloc(0)),
    huge,
  ]
  for (const bytes of cases) {
    const { records, damaged } = readAll(Buffer.concat([bytes, twoRecords]), [7])
    assert.equal(records.length, 3)
    assert.equal(damaged, bytes.length)
  }
})

test('any records come out as they went in, and no bytes make the splitter throw', () => {
  const record = fc.record({
    timeUs: fc.integer({ min: START_US, max: START_US + 1e12 }),
    type: fc.stringMatching(/^[ -~]{0,12}$/),
    payload: fc.uint8Array({ maxLength: 300 }),
  })
  fc.assert(
    fc.property(
      fc.array(record, { maxLength: 8 }),
      fc.array(fc.integer({ min: 1, max: 64 }), { minLength: 1, maxLength: 5 }),
      (list, sizes) => {
        const bytes = Buffer.concat(
          list.map(({ timeUs, type, payload }) => recordBytes(timeUs, type, payload)),
        )
        const { records, damaged, waiting } = readAll(bytes, sizes)
        assert.equal(damaged + waiting, 0)
        assert.deepEqual(
          records.map(({ timeUs, messageType, payload }) => [timeUs, messageType, [...payload]]),
          list.map(({ timeUs, type, payload }) => [timeUs, type, [...payload]]),
        )
      },
    ),
    { interruptAfterTimeLimit: 15_000 },
  )
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 200 }), bytes => {
      readAll(bytes, [5])
    }),
    { interruptAfterTimeLimit: 15_000 },
  )
})

test('lines are the same however the bytes are cut', () => {
  const bytes = Buffer.from('one\ntwo\r\n\n  four\u00e9\nno end', 'latin1')
  for (let size = 1; size <= bytes.length; size++) {
    assert.deepEqual(readLines(bytes, [size]).lines, ['one', 'two', '  four\u00e9'])
  }
})

test('a line without an end is not held for ever', () => {
  const long = Buffer.alloc(10_000_000, 'x')
  const bytes = Buffer.concat([long, Buffer.from('end\nnext\n')])
  assert.deepEqual(readLines(bytes, [10_000]), { lines: ['next'], cuts: 1 })
})
