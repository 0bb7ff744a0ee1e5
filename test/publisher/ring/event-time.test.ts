import assert from 'node:assert/strict'
import { test } from 'node:test'
import { monotonicClock, RingLimits } from '../../../src/publisher/ring/index.js'
import { bothEnds } from './harness.js'

test('the clock is the machine’s monotonic one', () => {
  const clock = monotonicClock()
  for (let i = 0; i < 1000; i++) {
    const before = Number(process.hrtime.bigint()) / 1000
    const time = clock()
    const after = Number(process.hrtime.bigint()) / 1000
    // The difference between the two clocks is known to well below a microsecond.
    assert.ok(time > before - 1 && time < after + 1, `${before} ≤ ${time} ≤ ${after}`)
  }
})

test('the clock never goes back', () => {
  const clock = monotonicClock()
  let last = clock()
  for (let i = 0; i < 10_000; i++) {
    const time = clock()
    assert.ok(time >= last)
    last = time
  }
})

function times(ends: ReturnType<typeof bothEnds>): number[] {
  const all: number[] = []
  ends.reader.drain({
    event(_id, _at, _sequence, timeUs) {
      all.push(timeUs)
    },
    loss() {},
  })
  return all
}

test('events carry the time at which they fired', () => {
  let now = 1_000_000.25
  const ends = bothEnds({ clock: () => now })
  for (let i = 0; i < 3; i++) {
    ends.sites['net:misbehaving_connection'].fire(1, 'x')
    now += 10
  }
  assert.deepEqual(times(ends), [1_000_000.25, 1_000_010.25, 1_000_020.25])
})

test('the coarse clock is read when the worker has turned, and every 16 events', () => {
  let now = 0
  const ends = bothEnds({ clock: () => ++now, coarseClock: true })
  const fire = (count: number): void => {
    for (let i = 0; i < count; i++) ends.sites['net:misbehaving_connection'].fire(1, 'x')
  }
  fire(RingLimits.coarseClockEvents)
  assert.equal(now, 1)
  fire(1)
  assert.equal(now, 2)
  ends.control.tick()
  fire(2)
  assert.equal(now, 3)
  assert.deepEqual(times(ends), [...new Array(16).fill(1), 2, 3, 3])
})
