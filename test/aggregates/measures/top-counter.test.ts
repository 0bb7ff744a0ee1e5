import assert from 'node:assert/strict'
import { test } from 'node:test'
import { TopCounter } from '../../../src/aggregates/measures/top-counter.js'
import { seeded } from '../support.js'

/** Counts who refers to a code; wrong counts show as codes that are never let go of. */
function holder() {
  const references = new Map<number, number>()
  const change = (code: number, by: number): void => {
    const count = (references.get(code) ?? 0) + by
    if (count === 0) references.delete(code)
    else references.set(code, count)
  }
  return {
    references,
    retain: (code: number) => change(code, 1),
    release: (code: number) => change(code, -1),
  }
}

test('counts and errors keep the bounds of Space-Saving, whatever comes', () => {
  for (let seed = 1; seed <= 60; seed++) {
    const random = seeded(seed)
    const size = 1 + Math.floor(random() * 40)
    const values = 1 + Math.floor(random() * 400)
    const skew = 1 + random() * 4
    const codes = holder()
    const counter = new TopCounter(size, codes)
    const truth = new Map<number, number>()
    const total = 3000
    for (let i = 0; i < total; i++) {
      // Also codes that are no small integers.
      const code = Math.floor(random() ** skew * values) * (seed % 2 === 0 ? 1 : 2 ** 33 + 1)
      counter.add(code)
      truth.set(code, (truth.get(code) ?? 0) + 1)
    }
    const all = counter.top(size)
    assert.equal(
      all.reduce((sum, it) => sum + it.count, 0),
      total,
    )
    for (const { code, count, maxError } of all) {
      const exact = truth.get(code) ?? 0
      assert.ok(count - maxError <= exact && exact <= count, `seed ${seed}`)
      assert.ok(maxError <= total / size)
    }
    const told = new Set(all.map(it => it.code))
    for (const [code, exact] of truth) {
      if (exact > total / size) assert.ok(told.has(code), `seed ${seed}: ${code} came ${exact}×`)
    }
    assert.deepEqual(new Set(codes.references.keys()), told)
    assert.ok([...codes.references.values()].every(it => it === 1))
  }
})

test('with a counter for every value it is exact, the most frequent first', () => {
  const counter = new TopCounter(8, holder())
  for (const [code, count] of [
    [7, 3],
    [-1, 5],
    [2 ** 53 - 1, 4],
    [0, 1],
  ] as const) {
    for (let i = 0; i < count; i++) counter.add(code)
  }
  assert.deepEqual(counter.top(3), [
    { code: -1, count: 5, maxError: 0 },
    { code: 2 ** 53 - 1, count: 4, maxError: 0 },
    { code: 7, count: 3, maxError: 0 },
  ])
})
