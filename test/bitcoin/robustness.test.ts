import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import {
  decodedToJson,
  decodeMessage,
  decodeTransaction,
  knownMessageTypes,
} from '../../src/bitcoin/index.js'
import { goldens } from './golden/index.js'
import { bytesOf, readCapture, readFixture, survives, useAll } from './support.js'

/** Changes from run to run; set it to the printed number to run a failure again. */
const seed = Number(process.env['NODETAP_TEST_SEED'] ?? Date.now() % 0x7fffffff)
console.log(`robustness: NODETAP_TEST_SEED=${seed}`)

const known: ReadonlySet<string> = new Set(knownMessageTypes)

/** Golden and small genuine payloads: what hostile bytes are made of. */
const samples: readonly { readonly messageType: string; readonly payload: Uint8Array }[] = [
  ...goldens.map(({ messageType, hex }) => ({ messageType, payload: bytesOf(hex) })),
  ...[...readCapture(readFixture('accepted.dat'))].filter(
    ({ messageType, payload }) => payload.length < 600 && known.has(messageType),
  ),
]

const decode = (messageType: string, payload: Uint8Array) => () =>
  useAll(decodeMessage(messageType, payload))

/**
 * How many of a payload's prefixes are messages themselves, where fields are optional: a
 * `version` ends behind the receiver, nonce, user agent or height, a `reject` anywhere in
 * its hash, a `ping` before its nonce; a `pong` may be short.
 */
const wholePrefixes: ReadonlyMap<string, number> = new Map([
  ['version', 4],
  ['reject', 32],
  ['ping', 1],
  ['pong', 8],
])

test('every prefix of every payload is a result or the one error', () => {
  for (const { messageType, payload } of samples) {
    let taken = 0
    for (let length = 0; length < payload.length; length++) {
      if (survives(decode(messageType, payload.slice(0, length)))) taken++
      // The same prefix, said to be cut, is never refused for being short.
      const cut = decodeMessage(messageType, payload.slice(0, length), {
        wholeSize: payload.length,
      })
      assert.equal(cut.kind, 'cut')
      useAll(cut)
    }
    const message = decodeMessage(messageType, payload)
    const optional = wholePrefixes.get(messageType) ?? 0
    assert.ok(
      taken <= message.trailingBytes + optional,
      `${messageType}: ${taken} prefixes were taken`,
    )
  }
})

test('bytes behind a message are counted and change nothing else', () => {
  for (const { messageType, payload } of samples) {
    // There they may be the next optional field.
    if (wholePrefixes.has(messageType)) continue
    const longer = new Uint8Array(payload.length + 5)
    longer.set(payload)
    const before = decodedToJson(decodeMessage(messageType, payload))
    assert.deepEqual(decodedToJson(decodeMessage(messageType, longer)), {
      ...before,
      size: longer.length,
      trailingBytes: Number(before['trailingBytes']) + 5,
    })
  }
})

test('changed bytes are a result or the one error', () => {
  const sample = fc.constantFrom(...samples)
  const change = fc.record({
    place: fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }),
    byte: fc.oneof(fc.constantFrom(0, 1, 0x7f, 0x80, 0xfc, 0xfd, 0xfe, 0xff), fc.nat(255)),
  })
  fc.assert(
    fc.property(sample, fc.array(change, { minLength: 1, maxLength: 8 }), (original, changes) => {
      const payload = original.payload.slice()
      for (const { place, byte } of changes) payload[Math.floor(place * payload.length)] = byte
      survives(decode(original.messageType, payload))
    }),
    { seed, numRuns: 5_000, interruptAfterTimeLimit: 10_000 },
  )
})

test('any bytes as any type are a result or the one error', () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...knownMessageTypes),
      fc.uint8Array({ maxLength: 300 }),
      (messageType, payload) => {
        survives(decode(messageType, payload))
        survives(() => decodeTransaction(payload))
      },
    ),
    { seed, numRuns: 5_000, interruptAfterTimeLimit: 10_000 },
  )
})

test('every payload as every other type is a result or the one error', () => {
  for (const messageType of knownMessageTypes) {
    for (const { payload } of samples) survives(decode(messageType, payload))
  }
})

test('the greatest counts that a payload can carry are read or refused', () => {
  const greatest = new Map<string, Uint8Array>()
  for (const messageType of knownMessageTypes) greatest.set(messageType, new Uint8Array(4_000_000))
  const inventory = new Uint8Array(3 + 36 * 50_000)
  inventory.set(bytesOf('fd50c3'))
  greatest.set('inv', inventory)
  const transactions = new Uint8Array(4_000_000)
  transactions.set(bytesOf('fe771a0600'), 80)
  greatest.set('block', transactions)
  for (const [messageType, payload] of greatest) survives(decode(messageType, payload))
  const message = decodeMessage('block', transactions)
  assert.equal(message.kind, 'block')
  assert.equal(message.block.transactions.length, 399_991)
})
