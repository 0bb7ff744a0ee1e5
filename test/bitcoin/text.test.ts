import assert from 'node:assert/strict'
import { test } from 'node:test'
import { countOf, escapePeerText, groupDigits } from '../../src/bitcoin/text.js'

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
