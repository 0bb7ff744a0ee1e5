import assert from 'node:assert/strict'
import { test } from 'node:test'
import { hashToHex, hexToHash, serviceFlagNames } from '../../src/bitcoin/index.js'
import { countOf, escapePeerText, groupDigits } from '../../src/bitcoin/text.js'
import { assertMalformed } from './support.js'

test('text from peers is escaped and bounded', () => {
  assert.equal(escapePeerText('/Satoshi:27.0.0(a; b)/', 48), '/Satoshi:27.0.0(a; b)/')
  assert.equal(
    escapePeerText('\x1b]0;x\x07\r\n\t\x7f\x9b', 48),
    '\\x1b]0;x\\x07\\x0d\\x0a\\x09\\x7f\\x9b',
  )
  assert.equal(escapePeerText('a\\x1b', 48), 'a\\\\x1b')
  assert.equal(escapePeerText('\u202eabc😀\ud800', 48), '\\u{202e}abc\\u{1f600}\\u{d800}')
  assert.equal(escapePeerText('x'.repeat(49), 48), `${'x'.repeat(48)}…`)
  assert.equal(escapePeerText('x'.repeat(48), 48), 'x'.repeat(48))
})

test('digits stand in groups of three', () => {
  const written = [0, 999, 1000, 812_000, -1234567, 2n ** 64n - 1n].map(groupDigits)
  assert.deepEqual(written, [
    '0',
    '999',
    '1,000',
    '812,000',
    '-1,234,567',
    '18,446,744,073,709,551,615',
  ])
  assert.equal(countOf(1, 'hash', 'hashes'), '1 hash')
  assert.equal(countOf(2000, 'hash', 'hashes'), '2,000 hashes')
  assert.equal(countOf(0, 'byte'), '0 bytes')
})

test('hashes are displayed in reverse', () => {
  const hex = '000000000019d6689c085ae165831e934ff763ae46a2a6c172b3f1b60a8ce26f'
  const hash = hexToHash(hex)
  assert.equal(hash[0], 0x6f)
  assert.equal(hashToHex(hash), hex)
  assert.deepEqual(hexToHash(hex.toUpperCase()), hash)
  // The hash handed in stays as it is.
  assert.equal(hash[0], 0x6f)
  for (const wrong of ['', hex.slice(1), `${hex}0`, `${hex.slice(1)}g`]) {
    assertMalformed(() => hexToHash(wrong), '64 hexadecimal digits')
  }
})

test('service bits have the names that Bitcoin Core gives them', () => {
  assert.deepEqual(serviceFlagNames(0n), [])
  assert.deepEqual(serviceFlagNames(0xc4dn), [
    'NETWORK',
    'BLOOM',
    'WITNESS',
    'COMPACT_FILTERS',
    'NETWORK_LIMITED',
    'P2P_V2',
  ])
  assert.deepEqual(serviceFlagNames((1n << 63n) | 2n), ['UNKNOWN[2^1]', 'UNKNOWN[2^63]'])
})
