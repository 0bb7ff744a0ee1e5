import assert from 'node:assert/strict'
import { test } from 'node:test'
import { serviceFlagNames } from '../../src/bitcoin/index.js'

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
