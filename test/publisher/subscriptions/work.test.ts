import assert from 'node:assert/strict'
import { test } from 'node:test'
import { ConnectionShares, WorkLedger } from '../../../src/publisher/subscriptions/work.js'

class Subscriber {
  handed = 0
  ms = 0

  charge(ms: number): void {
    this.ms += ms
  }
}

/** A ledger whose time passes only as the test says. */
function fixture() {
  let now = 0
  const ledger = new WorkLedger(() => now)
  return { ledger, pass: (ms: number) => (now += ms) }
}

test('what is measured for one is charged to it, and not again to what it is part of', () => {
  const { ledger, pass } = fixture()
  const [group, member] = [new Subscriber(), new Subscriber()]
  const result = ledger.measure(group, () => {
    pass(1)
    ledger.measure(member, () => pass(5))
    pass(2)
    return 'done'
  })
  assert.equal(result, 'done')
  assert.equal(group.ms, 3)
  assert.equal(member.ms, 5)
})

test('the rest of a turn is divided by the events handed out, and all of it is', () => {
  const { ledger, pass } = fixture()
  const [many, few, none] = [new Subscriber(), new Subscriber(), new Subscriber()]
  ledger.divide([many, few, none], () => {
    many.handed += 75
    few.handed += 25
    pass(8)
    ledger.measure(few, () => pass(10))
  })
  assert.deepEqual([many.ms, few.ms, none.ms], [6, 12, 0])
  assert.deepEqual([many.handed, few.handed], [0, 0])
  // A turn without events is nobody's.
  ledger.divide([many, few], () => pass(3))
  assert.deepEqual([many.ms, few.ms], [6, 12])
})

test('the work of a connection is shared by those on it', () => {
  const { ledger, pass } = fixture()
  const shares = new ConnectionShares()
  const [one, other, elsewhere] = [new Subscriber(), new Subscriber(), new Subscriber()]
  shares.join(1, one)
  shares.join(1, other)
  shares.join(2, elsewhere)
  ledger.measure(shares.of(1), () => pass(6))
  shares.leave(1, other)
  ledger.measure(shares.of(1), () => {
    pass(1)
    ledger.measure(elsewhere, () => pass(7))
  })
  shares.leave(1, one)
  ledger.measure(shares.of(1), () => pass(100))
  assert.deepEqual([one.ms, other.ms, elsewhere.ms], [4, 3, 7])
})

test('what throws has taken its time all the same', () => {
  const { ledger, pass } = fixture()
  const one = new Subscriber()
  assert.throws(() =>
    ledger.measure(one, () => {
      pass(4)
      throw new Error('no')
    }),
  )
  assert.equal(one.ms, 4)
})
