import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { bar, bucketOf, oneTwoFive } from '../../../src/cli/live/buckets.js'
import { EventClock } from '../../../src/cli/live/event-clock.js'
import { Recent } from '../../../src/cli/live/recent.js'
import { SecondsWindow } from '../../../src/cli/live/seconds-window.js'
import { age, bytes, count, duration, feeRate, short } from '../../../src/cli/live/units.js'
import { TRIALS } from '../../capnp/property.js'
import { Fired } from './fired.js'

test('a window adds up as a plain list of events would', () => {
  const steps = fc.array(fc.tuple(fc.integer({ min: -2, max: 15 }), fc.nat(9)), { maxLength: 60 })
  fc.assert(
    fc.property(steps, fc.nat(20), fc.integer({ min: 1, max: 10 }), (added, wait, asked) => {
      const window = new SecondsWindow(10)
      const list: { second: number; amount: number }[] = []
      let second = 100
      let newest = 100
      for (const [step, amount] of added) {
        second += step
        newest = Math.max(newest, second)
        // What comes too late for the window is no longer counted.
        if (second > newest - 10) list.push({ second, amount })
        window.add(second * 1e6 + 123, amount)
      }
      const now = newest + wait
      const expected = list
        .filter(it => it.second > now - asked && it.second <= now)
        .reduce((sum, it) => sum + it.amount, 0)
      assert.equal(window.sum(now * 1e6 + 999_999, asked), expected)
    }),
    TRIALS,
  )
})

test('the clock follows events that are ahead of it, and goes on between them', () => {
  let local = 1000
  const clock = new EventClock(() => local)
  assert.equal(clock.nowUs(), 1000)
  const fired = new Fired(500_000)
  const fire = (atUs: number): void => {
    fired.nowUs = atUs
    fired.sites['net:misbehaving_connection'].fire(1, '')
    clock.observe(fired.take())
  }
  fire(500_000)
  assert.equal(clock.nowUs(), 500_000)
  local += 50
  assert.equal(clock.nowUs(), 500_050)
  fire(500_020)
  assert.equal(clock.nowUs(), 500_050, 'one that was long under way')
  fire(900_000)
  assert.equal(clock.nowUs(), 900_000)
})

test('the last items are kept in order', () => {
  const recent = new Recent<number>(3)
  assert.equal(recent.last, null)
  for (let i = 1; i <= 5; i++) {
    recent.add(i)
    assert.equal(recent.last, i)
  }
  assert.deepEqual(recent.latest(10), [3, 4, 5])
  assert.deepEqual(recent.latest(2), [4, 5])
})

test('buckets have their lower bound and not their upper one', () => {
  const bounds = oneTwoFive(0, 2)
  assert.deepEqual(bounds, [1, 2, 5, 10, 20, 50, 100])
  assert.deepEqual(
    [0, 0.99, 1, 1.99, 2, 99.9, 100, 1e9].map(it => bucketOf(bounds, it)),
    [0, 0, 1, 1, 2, 6, 7, 7],
  )
  assert.equal(bar(1, 1, 4), '████')
  assert.equal(bar(1, 1000, 4), '▏')
  assert.equal(bar(0, 1000, 4), '')
})

test('quantities are written in few columns', () => {
  assert.deepEqual([0, 999, 1234567].map(count), ['0', '999', '1,234,567'])
  assert.deepEqual([0.25, 12, 999.4, 1234, 45678, 999_999_999].map(short), [
    '0.3',
    '12',
    '999',
    '1.23k',
    '45.7k',
    '1000M',
  ])
  assert.deepEqual([0, 37, 1500].map(bytes), ['0B', '37B', '1.50kB'])
  assert.deepEqual([12, 3400, 1_234_000, 61e6, 7.5e9, 4e11].map(duration), [
    '12 µs',
    '3.40 ms',
    '1.23 s',
    '1m 01s',
    '2h 05m',
    '4d 15h',
  ])
  assert.equal(age(-5), '0s')
  assert.equal(feeRate(2000, 225), '8.89')
  assert.equal(feeRate(1, 0), '–')
})
