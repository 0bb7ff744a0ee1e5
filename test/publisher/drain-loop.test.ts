import assert from 'node:assert/strict'
import { type TestContext, test } from 'node:test'
import { DrainLoop, TurnResult } from '../../src/publisher/drain-loop.js'
import { lookIntervalMs } from '../../src/publisher/subscriptions/index.js'

/** Counts the looks of a loop while time goes by in steps of a millisecond. */
function loopOf(t: TestContext, patientIntervalMs: number) {
  t.mock.timers.enable({ apis: ['setTimeout', 'setImmediate'] })
  let result: TurnResult = TurnResult.Little
  let looks = 0
  const loop = new DrainLoop(
    () => {
      looks++
      return result
    },
    false,
    () => patientIntervalMs,
  )
  return {
    loop,
    /** The looks within so many milliseconds, if each finds `found`. */
    looksWithin(ms: number, found: TurnResult): number {
      result = found
      const before = looks
      for (let i = 0; i < ms; i++) t.mock.timers.tick(1)
      return looks - before
    },
  }
}

test('the ring is left alone for longer while there is little in it and nobody minds', t => {
  const { loop, looksWithin } = loopOf(t, 5)
  loop.start()
  assert.equal(looksWithin(1, TurnResult.Little), 1)
  assert.equal(looksWithin(100, TurnResult.Little), 20)
  assert.equal(looksWithin(100, TurnResult.Idle), 20)
  looksWithin(5, TurnResult.Drained)
  assert.equal(looksWithin(100, TurnResult.Drained), 100, 'at once where there is much')
  loop.stop()
  assert.equal(looksWithin(100, TurnResult.Little), 0)
})

test('the ring is looked at each millisecond where somebody minds', t => {
  const { loop, looksWithin } = loopOf(t, 1)
  loop.start()
  assert.equal(looksWithin(100, TurnResult.Little), 100)
  assert.equal(looksWithin(100, TurnResult.Idle), 100)
  loop.stop()
})

test('one who waits for batches is not kept waiting longer than it said', () => {
  assert.equal(lookIntervalMs(0), 1)
  assert.equal(lookIntervalMs(19_999), 1)
  for (const waitUs of [20_000, 50_000, 60_000_000]) {
    assert.ok(lookIntervalMs(waitUs) * 1000 <= waitUs / 4)
  }
})
