import assert from 'node:assert/strict'
import { test } from 'node:test'
import { ByteReader } from '../../src/bitcoin/byte-reader.js'
import { assertMalformed, bytesOf } from './support.js'

const readerOf = (hex: string) => new ByteReader(bytesOf(hex), 'test')

test('integers are little-endian, ports are not', () => {
  const reader = readerOf('01 0203 0203 04050607 ffffffff 08090a0b0c0d0e0f 00 07')
  assert.equal(reader.uint8('a'), 1)
  assert.equal(reader.uint16('b'), 0x0302)
  assert.equal(reader.uint16BigEndian('c'), 0x0203)
  assert.equal(reader.uint32('d'), 0x07060504)
  assert.equal(reader.int32('e'), -1)
  assert.equal(reader.uint64('f'), 0x0f0e0d0c0b0a0908n)
  assert.equal(reader.bool('g'), false)
  assert.equal(reader.bool('h'), true)
  assert.equal(reader.remaining, 0)
})

test('64-bit integers become numbers where these are exact', () => {
  const of = (value: bigint) => {
    const bytes = Buffer.alloc(8)
    bytes.writeBigInt64LE(value)
    return new ByteReader(bytes, 'test').safeInt64('value')
  }
  const exact = [0n, 1n, -1n, 2n ** 32n, -(2n ** 32n), 2_100_000_000_000_000n]
  for (const value of [...exact, 2n ** 53n - 1n, -(2n ** 53n) + 2n ** 32n]) {
    assert.equal(of(value), Number(value))
  }
  for (const value of [2n ** 53n, -(2n ** 53n) - 1n, 2n ** 63n - 1n, -(2n ** 63n)]) {
    assertMalformed(() => of(value), `test.value at byte 0: ${value} is outside`)
  }
})

test('a CompactSize is taken in its shortest form only', () => {
  const taken: readonly (readonly [string, number])[] = [
    ['00', 0],
    ['fc', 252],
    ['fdfd00', 253],
    ['fdffff', 65_535],
    ['fe00000100', 65_536],
    ['fe00000002', 0x0200_0000],
  ]
  for (const [hex, value] of taken) assert.equal(readerOf(hex).compactSize('n'), value)
  for (const hex of ['fd0000', 'fdfc00', 'feffff0000', 'ffffffffff00000000']) {
    assertMalformed(() => readerOf(hex).compactSize('n'), 'shortest form')
  }
  for (const hex of ['fe01000002', 'feffffffff', 'ff0000000001000000', 'ffffffffffffffffff']) {
    assertMalformed(() => readerOf(hex).compactSize('n'), 'is over 33554432')
  }
  for (const hex of ['', 'fd', 'fdff', 'fe000001', 'ff00000000010000']) {
    assertMalformed(() => readerOf(hex).compactSize('n'), 'are needed')
  }
})

test('a CompactSize of services has all 64 bits', () => {
  assert.equal(readerOf('09').compactSize64('n'), 9n)
  assert.equal(readerOf('fd0904').compactSize64('n'), 1033n)
  assert.equal(readerOf('feffffffff').compactSize64('n'), 2n ** 32n - 1n)
  assert.equal(readerOf('ffffffffffffffffff').compactSize64('n'), 2n ** 64n - 1n)
  assertMalformed(() => readerOf('ffffffffff00000000').compactSize64('n'), 'shortest form')
})

test('a count is checked before its elements are', () => {
  assert.equal(readerOf('02 00000000').count('list', 2), 2)
  assertMalformed(
    () => readerOf('03 00000000').count('list', 2),
    'test.list at byte 0: count 3 needs at least 6 bytes, 4 are left',
  )
  assertMalformed(() => readerOf('03 000000').count('list', 1, 2), 'count 3 is over the limit of 2')
  assertMalformed(
    () => readerOf('03 000000').varBytes('bytes', 2),
    'test.bytes at byte 0: length 3 is over the limit of 2',
  )
})

test('a failure names the way to the field and where it is', () => {
  const reader = readerOf('00000000')
  reader.enter('headers')
  reader.at(3)
  reader.enter('inputs')
  reader.at(12)
  assertMalformed(
    () => reader.hash('hash'),
    'test.headers[3].inputs[12].hash at byte 0: 32 bytes are needed, 4 are left',
  )
  reader.leave()
  reader.leave()
  reader.enter('receiver')
  reader.skip(3, 'skipped')
  assertMalformed(() => reader.uint16('port'), 'test.receiver.port at byte 3: 2 bytes are needed')
})

test('views are plain and show the payload itself', () => {
  const payload = Buffer.from([0, 1, 2, 3])
  const view = new ByteReader(payload, 'test', 1).view(2, 'bytes')
  assert.equal(Buffer.isBuffer(view), false)
  assert.deepEqual(view, Uint8Array.of(1, 2))
  payload[1] = 9
  assert.equal(view[0], 9)
})
