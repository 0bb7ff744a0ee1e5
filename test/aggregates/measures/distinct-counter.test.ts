import assert from 'node:assert/strict'
import { test } from 'node:test'
import { AggregateLimits, DISTINCT_STANDARD_ERROR } from '../../../src/aggregates/index.js'
import { DistinctCounter } from '../../../src/aggregates/measures/distinct-counter.js'
import { ValueHash } from '../../../src/aggregates/values/value-hash.js'
import { seeded } from '../support.js'

type Hash = (hash: ValueHash, seed: number, i: number) => void

const KINDS: Readonly<Record<string, Hash>> = {
  'numbers in a row': (hash, seed, i) => hash.ofNumber(seed * 1_000_000 + i),
  'large numbers': (hash, seed, i) => hash.ofNumber(2 ** 45 * seed + i * 4096),
  'negative numbers': (hash, seed, i) => hash.ofNumber(-(seed * 1_000_000 + i)),
  addresses: (hash, seed, i) => hash.ofText(`10.${seed}.${i >> 8}.${i & 255}:8333`),
  hashes: (hash, seed, i) => hash.ofWords(Int32Array.of(seed, i, 0, 0, 0, 0, 0, 0)),
}

function estimate(kind: Hash, seed: number, values: number): number {
  const counter = new DistinctCounter()
  const hash = new ValueHash()
  for (let i = 0; i < values; i++) {
    kind(hash, seed, i)
    counter.add(hash.high, hash.low)
  }
  return counter.estimate()
}

for (const [name, kind] of Object.entries(KINDS)) {
  test(`${name}: exact while they are few`, () => {
    for (const values of [0, 1, 2, 100, AggregateLimits.exactDistinct]) {
      assert.equal(estimate(kind, 1, values), values)
    }
  })

  test(`${name}: within the standard error over many seeds, without bias`, () => {
    for (const values of [400, 3000, 10_000, 30_000]) {
      const errors = Array.from({ length: 40 }, (_, seed) => {
        return estimate(kind, seed, values) / values - 1
      })
      const mean = errors.reduce((sum, it) => sum + it, 0) / errors.length
      const rms = Math.sqrt(errors.reduce((sum, it) => sum + it * it, 0) / errors.length)
      // 40 samples: three standard errors of the mean, and a third above for their spread.
      assert.ok(Math.abs(mean) < (3 * DISTINCT_STANDARD_ERROR) / Math.sqrt(40), `mean ${mean}`)
      assert.ok(rms < 1.35 * DISTINCT_STANDARD_ERROR, `${values}: ${rms}`)
      assert.ok(errors.every(it => Math.abs(it) < 4 * DISTINCT_STANDARD_ERROR))
    }
  })
}

test('the same values again change nothing, and clearing forgets them', () => {
  const counter = new DistinctCounter()
  const hash = new ValueHash()
  const random = seeded(5)
  for (let i = 0; i < 50_000; i++) {
    hash.ofNumber(Math.floor(random() * 300))
    counter.add(hash.high, hash.low)
  }
  assert.equal(counter.estimate(), 300)
  counter.add(0, 0)
  assert.equal(counter.estimate(), 301)
  counter.clear()
  assert.equal(counter.isEmpty, true)
  assert.equal(counter.estimate(), 0)
})

test('many millions stay within the bound', () => {
  const values = 3_000_000
  const error = estimate((hash, _seed, i) => hash.ofNumber(i), 0, values) / values - 1
  assert.ok(Math.abs(error) < 4 * DISTINCT_STANDARD_ERROR, `${error}`)
})
