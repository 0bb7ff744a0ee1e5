import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { type DropCause, DropCauses } from '../../../src/publisher/ring/index.js'
import { accountError, bothEnds, type Fired, Recorder, seed } from './harness.js'

console.log(`ring-model: NODETAP_TEST_SEED=${seed}`)

/** A step of the traced thread, or of the worker. */
type Step =
  | { readonly kind: 'net' | 'coin' | 'wrong' | 'text'; readonly size: number }
  | { readonly kind: 'drain'; readonly size: number }

const steps = fc.array(
  fc.oneof(
    fc.record({
      kind: fc.constantFrom('net', 'net', 'coin', 'wrong', 'text', 'drain' as const),
      size: fc.oneof(
        { weight: 6, arbitrary: fc.nat(300) },
        { weight: 3, arbitrary: fc.nat(9000) },
        // A quarter of the ring and more.
        { weight: 1, arbitrary: fc.integer({ min: 16_000, max: 17_000 }) },
      ),
    }),
  ),
  { minLength: 1, maxLength: 200 },
) as fc.Arbitrary<Step[]>

/** A ring and the list of what was fired into it. */
class Model {
  readonly ends = bothEnds()
  readonly fired: Fired[] = []
  readonly recorder = new Recorder()
  readonly #hash = new Uint8Array(32)
  #texts = 0

  take({ kind, size }: Step): void {
    const { sites } = this.ends
    switch (kind) {
      case 'net':
        this.#fire(0, () => {
          sites['net:inbound_message'].fire(
            1,
            'a',
            'b',
            `m${size % 40}`,
            size,
            new Uint8Array(size),
          )
        })
        break
      case 'coin':
        this.#fire(8, () => {
          sites['utxocache:add'].fire(this.#hash, size, 1, 2, true, 'main')
        })
        break
      case 'wrong':
        if (size % 2 === 0) {
          this.#fire(12, () => {
            sites['mempool:added'].fire(this.#hash, 0.5, 1)
          })
        } else {
          this.#fire(1, () => {
            sites['net:outbound_message'].fire(0.5, '', '', '', 0, this.#hash)
          })
        }
        break
      case 'text':
        this.#fire(6, () => {
          sites['net:misbehaving_connection'].fire(1, `${this.#texts++}${'z'.repeat(size % 1000)}`)
        })
        break
      case 'drain':
        this.ends.reader.drain(this.recorder, size % 12)
    }
  }

  /** Fires, and finds out from the counters what became of it. */
  #fire(id: number, fire: () => void): void {
    const before = this.#dropped(id)
    // Known before it happens to whoever looks at the ring meanwhile.
    const place = this.fired.length
    this.fired.push({ id, dropped: null })
    fire()
    const cause = this.#dropped(id).findIndex((count, i) => count !== before[i])
    this.fired[place] = { id, dropped: DropCauses[cause] ?? null }
  }

  #dropped(id: number): number[] {
    return DropCauses.map((cause: DropCause) => this.ends.control.dropped(id, cause))
  }

  check(): void {
    this.ends.reader.drain(this.recorder)
    this.ends.reader.drain(this.recorder)
    assert.equal(accountError(this.fired, this.recorder.reads), null)
    assert.equal(this.ends.reader.nextSequence, this.fired.length)
    assert.ok(!this.ends.reader.hasMore)
  }
}

test('every event is delivered or told lost, once, in its place', () => {
  fc.assert(
    fc.property(steps, all => {
      const model = new Model()
      for (const step of all) model.take(step)
      model.check()
    }),
    { seed, numRuns: 150 },
  )
})

/** How often the other thread does something: now and then, so that there is enough to do. */
const rarely = fc.array(
  fc.oneof({ weight: 12, arbitrary: fc.constant(0) }, { weight: 1, arbitrary: fc.nat(5) }),
  { minLength: 1, maxLength: 300 },
)

test('also where the traced thread goes on while the worker reads', () => {
  fc.assert(
    fc.property(steps, rarely, (all, pauses) => {
      const model = new Model()
      const left = [...all].reverse()
      let turn = 0
      /** Between two of the worker's looks at shared memory, the traced thread may do anything. */
      const between = (): void => {
        for (let i = pauses[turn++ % pauses.length] ?? 0; i > 0; i--) {
          const step = left.pop()
          if (step !== undefined && step.kind !== 'drain') model.take(step)
        }
      }
      while (left.length > 0) {
        interrupted(between, () => model.ends.reader.drain(model.recorder))
        const step = left.pop()
        if (step !== undefined) model.take(step)
      }
      model.check()
    }),
    { seed, numRuns: 150 },
  )
})

test('also where the worker reads while the traced thread writes', () => {
  fc.assert(
    fc.property(steps, rarely, (all, pauses) => {
      const model = new Model()
      let turn = 0
      const between = (): void => {
        if ((pauses[turn++ % pauses.length] ?? 0) > 0) model.ends.reader.drain(model.recorder)
      }
      for (const step of all) {
        if (step.kind === 'drain') model.take(step)
        else interrupted(between, () => model.take(step))
      }
      model.check()
    }),
    { seed, numRuns: 150 },
  )
})

test('drops between any two of the looks at their counters are told in their places', () => {
  for (let moment = 0; moment < 450; moment++) {
    const { writer, reader } = bothEnds()
    const recorder = new Recorder()
    const fired: Fired[] = []
    const drop = (id: number): void => {
      writer.drop(id, DropCauses.indexOf('fault'))
      fired.push({ id, dropped: 'fault' })
    }
    let passed = 0
    drop(5)
    interrupted(
      () => {
        if (passed++ !== moment) return
        drop(0)
        drop(9)
      },
      () => reader.drain(recorder),
    )
    reader.drain(recorder)
    assert.equal(accountError(fired, recorder.reads), null, `at access ${moment / 2}`)
  }
})

/** Runs `work`, and `between` before and after each of its atomic accesses. */
function interrupted(between: () => void, work: () => void): void {
  const { load, store, add } = Atomics
  let inside = false
  const wrapped =
    <A extends unknown[], R>(access: (...args: A) => R) =>
    (...args: A): R => {
      if (inside) return access(...args)
      inside = true
      try {
        between()
        const result = access(...args)
        between()
        return result
      } finally {
        inside = false
      }
    }
  Object.assign(Atomics, { load: wrapped(load), store: wrapped(store), add: wrapped(add) })
  try {
    work()
  } finally {
    Object.assign(Atomics, { load, store, add })
  }
}
