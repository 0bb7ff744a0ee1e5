import assert from 'node:assert/strict'
import { test } from 'node:test'
import { hashToHex, hexToHash } from '../../src/bitcoin/index.js'
import { assertMalformed } from './support.js'

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
