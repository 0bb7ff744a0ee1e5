import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import {
  bridgeLimits,
  type CaptureRecord,
  CaptureRecordReader,
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

/** Reads bytes in pieces of the given sizes, over and over. */
function readAll(
  bytes: Uint8Array,
  sizes: readonly number[],
): [CaptureRecord[], CaptureRecordReader] {
  const reader = new CaptureRecordReader()
  const records: CaptureRecord[] = []
  let at = 0
  for (let piece = 0; at < bytes.length; piece++) {
    const size = sizes[piece % sizes.length] ?? 1
    reader.push(bytes.subarray(at, at + size), record => records.push(record))
    at += size
  }
  return [records, reader]
}

const twoRecords = Buffer.concat([
  recordBytes(START_US, 'version', Buffer.from([1, 2, 3])),
  recordBytes(START_US + 1, 'sendaddrv2', Buffer.alloc(0)),
  recordBytes(START_US + 2, 'twelvechars1', Buffer.from([9])),
])

test('records are read from pieces of any size', () => {
  for (let size = 1; size <= twoRecords.length; size++) {
    const [records, reader] = readAll(twoRecords, [size])
    assert.deepEqual(
      records.map(({ timeUs, messageType, payload }) => [timeUs, messageType, [...payload]]),
      [
        [START_US, 'version', [1, 2, 3]],
        [START_US + 1, 'sendaddrv2', []],
        [START_US + 2, 'twelvechars1', [9]],
      ],
    )
    assert.equal(reader.partial, false)
  }
})

test('a record that is cut anywhere waits for its rest', () => {
  for (let end = 1; end < 27; end++) {
    const [records, reader] = readAll(twoRecords.subarray(0, end), [end])
    assert.equal(records.length, 0)
    assert.equal(reader.partial, true)
    assert.equal(reader.problem, undefined)
  }
})

test('bytes that can be no record stop the reader, before any memory is taken', () => {
  const cases: [Buffer, RegExp][] = [
    [recordBytes(0, 'ping', Buffer.alloc(0)), /time/],
    [recordBytes(-START_US, 'ping', Buffer.alloc(0)), /time/],
    [recordBytes(START_US, 'pi\nng', Buffer.alloc(0)), /type/],
    [recordBytes(START_US, 'pi\0ng', Buffer.alloc(0)), /type/],
  ]
  const huge = recordBytes(START_US, 'block', Buffer.alloc(0))
  huge.writeUInt32LE(bridgeLimits.maxCapturedPayloadBytes + 1, 20)
  cases.push([huge, /payload of 4000001 bytes/])
  for (const [bytes, problem] of cases) {
    const [records, reader] = readAll(Buffer.concat([bytes, twoRecords]), [7])
    assert.equal(records.length, 0)
    assert.match(reader.problem ?? '', problem)
    reader.reset()
    reader.push(twoRecords, record => records.push(record))
    assert.equal(records.length, 3)
  }
})

test('any records come out as they went in, and no bytes make the reader throw', () => {
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
        const [records, reader] = readAll(bytes, sizes)
        assert.equal(reader.problem, undefined)
        assert.deepEqual(
          records.map(({ timeUs, messageType, payload }) => [timeUs, messageType, [...payload]]),
          list.map(({ timeUs, type, payload }) => [timeUs, type, [...payload]]),
        )
      },
    ),
    { interruptAfterTimeLimit: 2_000 },
  )
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 200 }), bytes => {
      readAll(bytes, [5])
    }),
    { interruptAfterTimeLimit: 1_000 },
  )
})

test('lines are the same however the bytes are cut', () => {
  const text = 'one\ntwo\r\n\n  four\u00e9\nno end'
  const bytes = Buffer.from(text, 'latin1')
  for (let size = 1; size <= bytes.length; size++) {
    const splitter = new LineSplitter()
    const lines: string[] = []
    for (let at = 0; at < bytes.length; at += size) {
      splitter.push(bytes.subarray(at, at + size), line => lines.push(line))
    }
    assert.deepEqual(lines, ['one', 'two', '', '  four\u00e9'])
    splitter.reset()
    splitter.push(Buffer.from('next\n'), line => lines.push(line))
    assert.equal(lines.at(-1), 'next')
  }
})

test('a line without an end is not held for ever', () => {
  const splitter = new LineSplitter()
  const lines: string[] = []
  const piece = Buffer.alloc(10_000, 'x')
  for (let count = 0; count < 1_000; count++) splitter.push(piece, line => lines.push(line))
  assert.equal(splitter.overlong, 1)
  splitter.push(Buffer.from('end\nnext\n'), line => lines.push(line))
  assert.deepEqual(lines, ['next'])
})
