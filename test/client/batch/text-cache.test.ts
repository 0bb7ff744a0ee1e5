import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { BatchReadLimits, TextCache } from '../../../src/client/batch/index.js'
import { seed } from '../../publisher/ring/harness.js'

console.log(`text-cache: NODETAP_TEST_SEED=${seed}`)

/** The text in words of its own, `garbage` behind its end. */
function inWords(text: string, garbage: number) {
  const utf8 = Buffer.from(text)
  const bytes = new Uint8Array(((utf8.length + 8) & -8) + 8).fill(garbage)
  bytes.set(utf8, 8)
  return { bytes, int32: new Int32Array(bytes.buffer), length: utf8.length }
}

test('texts are what their bytes say, however often and whatever came before', () => {
  const caches = [1, 16, BatchReadLimits.cachedTexts].map(size => new TextCache(size))
  const limit = BatchReadLimits.maxCachedTextBytes
  const text = fc.oneof(
    fc.string({ unit: 'grapheme', maxLength: 30 }),
    fc.constantFrom('', '\ufeff', '\0', 'x'.repeat(limit), 'x'.repeat(limit + 1)),
  )
  fc.assert(
    fc.property(fc.array(fc.tuple(text, fc.nat(255)), { maxLength: 60 }), texts => {
      for (const cache of caches) {
        for (const [expected, garbage] of texts) {
          const { bytes, int32, length } = inWords(expected, garbage)
          assert.equal(cache.text(bytes, int32, 1, length), expected)
        }
      }
    }),
    { seed },
  )
})

test('bytes that are no UTF-8 are replaced', () => {
  const { bytes, int32 } = inWords('abc', 0)
  bytes[8] = 0xff
  assert.equal(new TextCache().text(bytes, int32, 1, 3), '\ufffdbc')
})
