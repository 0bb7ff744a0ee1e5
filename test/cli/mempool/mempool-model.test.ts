import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { OTHER } from '../../../src/cli/live/kinds.js'
import { LiveLimits } from '../../../src/cli/live/limits.js'
import { FeeRates } from '../../../src/cli/mempool/fee-rates.js'
import { MempoolModel } from '../../../src/cli/mempool/mempool-model.js'
import { TRIALS } from '../../capnp/property.js'
import { Fired, hash } from '../live/fired.js'
import { mempoolScene, START } from './scene.js'

test('counts by reason, in the last minute, ten, and all', () => {
  const fired = mempoolScene()
  const model = new MempoolModel(START)
  model.add(fired.take())
  const now = fired.nowUs
  assert.deepEqual(model.added.counts(now), { oneMinute: 0, tenMinutes: 3, total: 3 })
  assert.deepEqual(model.added.counts(now + 600e6), { oneMinute: 0, tenMinutes: 0, total: 3 })
  assert.deepEqual(model.removed.counts(now), { oneMinute: 1, tenMinutes: 3, total: 3 })
  assert.deepEqual(
    [...model.removedBy.entries()].map(([reason, it]) => [reason, it.total]),
    [
      ['replaced', 2],
      ['block', 1],
    ],
  )
  // What differs from one transaction to the next is no reason of its own.
  assert.deepEqual(
    [...model.rejectedBy.entries()].map(([reason, it]) => [reason, it.total]),
    [
      ['min relay fee not met', 2],
      ['(no reason)', 1],
    ],
  )
  assert.equal(model.seconds(now), 70)
})

test('events of one replacement are one, judged against all that it replaced', () => {
  const fired = mempoolScene()
  const model = new MempoolModel(START)
  model.add(fired.take())
  const [replacement] = model.lastReplacements.latest(1)
  assert.equal(replacement?.replaced, 2)
  assert.equal(replacement?.replacedFeeSat, 2500)
  assert.equal(replacement?.replacedVsize, 300)
  assert.deepEqual(model.replacements, { count: 1, lowerFee: 0, lowerFeeRate: 0 })
  // The descendants come in a later batch, and turn it: 3000 sat for 3500, but a higher rate.
  const { sites } = fired
  sites['mempool:replaced'].fire(hash(7), 1000, 1000, 0, hash(8), 500, 3000, false)
  model.add(fired.take())
  assert.deepEqual(model.replacements, { count: 2, lowerFee: 0, lowerFeeRate: 0 })
  sites['mempool:replaced'].fire(hash(9), 1000, 2500, 0, hash(8), 500, 3000, false)
  model.add(fired.take())
  assert.deepEqual(model.replacements, { count: 2, lowerFee: 1, lowerFeeRate: 0 })
  sites['mempool:replaced'].fire(hash(1), 100, 1000, 0, hash(2), 1000, 2000, true)
  model.add(fired.take())
  assert.deepEqual(model.replacements, { count: 3, lowerFee: 1, lowerFeeRate: 1 })
})

test('each fee rate is in the bucket that it belongs to, exactly', () => {
  fc.assert(
    fc.property(fc.nat(10_000_000), fc.integer({ min: 1, max: 400_000 }), (feeSat, vsize) => {
      const rates = new FeeRates()
      rates.add(START, feeSat, vsize)
      const filled = rates.buckets(START).filter(({ counts }) => counts.total > 0)
      assert.equal(filled.length, 1)
      const [bucket] = filled
      // In whole numbers: bounds are tenths.
      const tenths = (bound: number): bigint => BigInt(Math.round(bound * 10)) * BigInt(vsize)
      const rate = BigInt(feeSat) * 10n
      if (bucket?.from !== null) assert.ok(rate >= tenths(bucket?.from ?? 0))
      if (bucket?.to !== null) assert.ok(rate < tenths(bucket?.to ?? 0))
    }),
    TRIALS,
  )
  const at = (feeSat: number, vsize: number): (number | null)[] => {
    const rates = new FeeRates()
    rates.add(START, feeSat, vsize)
    const bucket = rates.buckets(START).find(({ counts }) => counts.total > 0)
    return [bucket?.from ?? null, bucket?.to ?? null]
  }
  assert.deepEqual(at(0, 100), [null, 0.1])
  assert.deepEqual(at(100, 1000), [0.1, 0.2])
  assert.deepEqual(at(199, 200), [0.5, 1])
  assert.deepEqual(at(200, 200), [1, 2])
  assert.deepEqual(at(1_000_000, 1000), [1000, null])
})

test('reasons that a peer can invent are bounded', () => {
  const fired = new Fired(START)
  for (let i = 0; i < 100; i++) fired.sites['mempool:rejected'].fire(hash(i), `reason ${i}`)
  const model = new MempoolModel(null)
  model.add(fired.take())
  assert.equal(model.rejectedBy.size, LiveLimits.maxKinds + 1)
  assert.equal(model.rejectedBy.of(OTHER).total, 100 - LiveLimits.maxKinds)
  assert.equal(model.rejected.total, 100)
})

test('what is remembered of an event does not hold its frame', () => {
  const fired = mempoolScene()
  const model = new MempoolModel(START)
  model.add(fired.take())
  for (const event of model.log.latest(100)) {
    const bytes = event.tracepoint === 'mempool:replaced' ? event.replacementId : event.txid
    assert.equal(bytes.buffer.byteLength, 32)
  }
})

test('a snapshot and the events behind it tell what the mempool holds', () => {
  const fired = new Fired(START)
  const { sites } = fired
  sites['mempool:added'].fire(hash(1), 100, 1000)
  sites['snapshot:mempool'].fire(1, 10, 5000, 60_000, 1_000_000, 1000)
  sites['snapshot:end'].fire(1, 1, 0, '', 10)
  sites['mempool:added'].fire(hash(2), 200, 3000)
  sites['mempool:removed'].fire(hash(1), 'block', 100, 1000, 0)
  const model = new MempoolModel(START)
  assert.equal(model.content, null)
  model.add(fired.take())
  assert.deepEqual(model.content, { transactions: 10, vsize: 5100, feeSat: 62_000 })
  assert.equal(model.snapshot?.minFeeRate, 1000)
  sites['mempool:added'].fire(hash(3), 200, 3000)
  const batch = fired.take()
  batch.gap = { lostAt: 0, resumedAt: 1, restarted: false, missedEvents: 5 }
  model.add(batch)
  assert.equal(model.content, null, 'what it holds behind a gap is not known')
})
