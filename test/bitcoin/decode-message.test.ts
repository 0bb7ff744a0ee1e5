import assert from 'node:assert/strict'
import { test } from 'node:test'
import {
  decodedToJson,
  decodeMessage,
  describeMessage,
  hashToHex,
  knownMessageTypes,
} from '../../src/bitcoin/index.js'
import { goldens } from './golden/index.js'
import { assertMalformed, bytesOf } from './support.js'

for (const { name, messageType, hex, json, line } of goldens) {
  test(`golden bytes: ${name}`, () => {
    const payload = bytesOf(hex)
    const message = decodeMessage(messageType, payload)
    assert.equal(message.kind, messageType)
    assert.deepEqual(decodedToJson(message), {
      kind: messageType,
      messageType,
      size: payload.length,
      trailingBytes: 0,
      ...json,
    })
    assert.equal(describeMessage(message), line)
    // A payload inside a larger buffer, and a Buffer, decode the same.
    const inside = Buffer.concat([Buffer.alloc(3, 0xff), payload, Buffer.alloc(3, 0xff)])
    const view = inside.subarray(3, 3 + payload.length)
    assert.deepEqual(decodedToJson(decodeMessage(messageType, view)), decodedToJson(message))
  })
}

test('there are golden bytes for every message type', () => {
  const covered = new Set<string>(goldens.map(golden => golden.messageType))
  assert.deepEqual(
    knownMessageTypes.filter(messageType => !covered.has(messageType)),
    [],
  )
})

test('unknown types come back raw, whatever they are called', () => {
  const payload = bytesOf('00'.repeat(17))
  for (const messageType of ['sendpackages', 'constructor', '__proto__', '', 'INV', '\x1b[2J']) {
    const message = decodeMessage(messageType, payload)
    assert.equal(message.kind, 'raw')
    assert.deepEqual(message, { kind: 'raw', messageType, size: 17, trailingBytes: 0, payload })
  }
  assert.equal(
    describeMessage(decodeMessage('\x1b[2J', payload)),
    `\\x1b[2J 17 bytes ${'00'.repeat(16)}…`,
  )
  assert.equal(describeMessage(decodeMessage('nothing', new Uint8Array())), 'nothing 0 bytes')
  assert.deepEqual(decodedToJson(decodeMessage('xyz', bytesOf('0102'))), {
    kind: 'raw',
    messageType: 'xyz',
    size: 2,
    trailingBytes: 0,
    payload: '0102',
  })
})

test('a payload that is cut says so, and tells what comes first', () => {
  const inv = decodeMessage('inv', bytesOf(`fd1027${'00'.repeat(61)}`), { wholeSize: 360_003 })
  assert.equal(inv.kind, 'cut')
  assert.equal(inv.size, 360_003)
  assert.equal(inv.count, 10_000)
  assert.equal(inv.header, undefined)
  assert.equal(describeMessage(inv), 'inv cut at 64 of 360,003 bytes: 10,000 entries')

  const golden = goldens.find(({ name }) => name === 'block')
  assert.ok(golden)
  const block = bytesOf(golden.hex)
  const cut = decodeMessage('block', block.subarray(0, 80), { wholeSize: block.length })
  assert.equal(cut.kind, 'cut')
  assert.ok(cut.header)
  assert.equal(
    hashToHex(cut.header.hash),
    '000000000019d6689c085ae165831e934ff763ae46a2a6c172b3f1b60a8ce26f',
  )
  assert.equal(describeMessage(cut), `block cut at 80 of 285 bytes: ${hashToHex(cut.header.hash)}`)
  const shorter = decodeMessage('block', block.subarray(0, 79), { wholeSize: block.length })
  assert.equal(shorter.kind, 'cut')
  assert.equal(shorter.header, undefined)

  const none = decodeMessage('inv', new Uint8Array(), { wholeSize: 37 })
  assert.equal(none.kind, 'cut')
  assert.equal(none.count, undefined)
  assert.equal(decodeMessage('xyz', new Uint8Array(3), { wholeSize: 4 }).kind, 'cut')
  assert.equal(decodeMessage('inv', bytesOf('00'), { wholeSize: 1 }).kind, 'inv')
})

test('sizes that cannot be are refused', () => {
  const tooMuch = new Uint8Array(4_000_001)
  assertMalformed(() => decodeMessage('xyz', tooMuch), 'over the limit of 4000000')
  assertMalformed(() => decodeMessage('inv', bytesOf('00'), { wholeSize: 5_000_000 }), 'limit')
  assertMalformed(() => decodeMessage('inv', bytesOf('00'), { wholeSize: 0 }), 'wholeSize is 0')
  assertMalformed(() => decodeMessage('inv', bytesOf('00'), { wholeSize: Number.NaN }), 'NaN')
})
