/**
 * Many things at once, in an order that a seed decides: our client on a C++ server, which
 * calls back. Calls through one reference must arrive in order, and nothing may be left.
 */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { ErrorCodes, isNodetapError } from '../../src/errors/index.js'
import type { Capability } from '../../src/rpc/index.js'
import { build } from './build.js'
import { Counter, Peer, Settle } from './generated/peer.js'
import { DEADLINE, until, withServer } from './harness.js'
import { ask, counterServer, PeerState } from './peer-server.js'

const { path, skip } = await build('peer')
const { methods } = Peer
const GATES = 6
const STEPS = 400
const SEEDS = [1, 2, 3, 4, 5, 6, 7, 8]

/** How calls may fail here: what was asked to fail, or was aborted. */
const EXPECTED = [ErrorCodes.RemoteFailure, ErrorCodes.Aborted, ErrorCodes.InvalidArgument]

/** A reference to some counter, and how the calls through it went. */
interface Reference {
  readonly counter: Capability
  readonly orders: Promise<number | null>[]
}

/** Mulberry32: numbers from 0 up to `bound`, the same for the same seed. */
function randomFrom(seed: number): (bound: number) => number {
  let state = seed
  return bound => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) % bound
  }
}

class Stress {
  readonly state = new PeerState()
  readonly #main: Capability
  readonly #random: (bound: number) => number
  readonly #references: Reference[] = []
  readonly #pending: Promise<unknown>[] = []
  readonly #failures: unknown[] = []

  constructor(main: Capability, seed: number) {
    this.#main = main
    this.#random = randomFrom(seed)
  }

  async run(): Promise<void> {
    const steps = [
      () => this.#slowCounter(),
      () => this.#bounce(),
      () => this.#bounceKnown(),
      () => this.#promiseCounter(),
      () => this.#callBack(),
      () => this.#forward(),
      () => this.#makeCounters(),
      () => this.#keep(),
      () => this.#callSome(),
      () => this.#callSome(),
      () => this.#callSome(),
      () => this.#release(),
      () => this.#open(this.#random(GATES)),
      () => this.#breathe(),
    ]
    for (let i = 0; i < STEPS; i++) await steps[this.#random(steps.length)]?.()
    for (let gate = 0; gate < GATES; gate++) this.#open(gate)
    // Answers that are still to come bring further references.
    do {
      while (this.#references.length > 0) this.#release()
      await Promise.all(this.#pending)
    } while (this.#references.length > 0)
    await this.#main.call(methods.dropKept)
    await Promise.all(this.#pending)
    assert.deepEqual(this.#failures, [])
  }

  /** Keeps an eye on a call, which may fail, as things do here, but only in the ways expected. */
  #track(promise: Promise<unknown>): void {
    this.#pending.push(promise.catch(this.#onFailure))
  }

  readonly #onFailure = (error: unknown): null => {
    if (!EXPECTED.some(code => isNodetapError(error, code))) this.#failures.push(error)
    return null
  }

  #refer(counter: Capability): void {
    this.#references.push({ counter, orders: [] })
  }

  /** A signal that sooner or later fires, now and then. */
  #signal(): AbortSignal | undefined {
    if (this.#random(5) > 0) return undefined
    const controller = new AbortController()
    const turns = this.#random(5)
    const later = (left: number): void => {
      if (left === 0) controller.abort()
      else setImmediate(later, left - 1)
    }
    later(turns)
    return controller.signal
  }

  #slowCounter(): void {
    const gate = this.#random(GATES)
    const started = this.#main.startCall(
      methods.slowCounter,
      params => {
        params.gate = gate
      },
      undefined,
      { signal: this.#signal() },
    )
    this.#track(started.promise)
    this.#pipelineOn(started.pipeline(0))
  }

  /** Refers to a counter, or to one that it makes, a few deep. */
  #pipelineOn(counter: Capability): void {
    let current = counter
    for (let i = this.#random(3); i > 0; i--) {
      const next = current.startCall(Counter.methods.next)
      this.#track(next.promise)
      current.release()
      current = next.pipeline(0)
    }
    this.#refer(current)
  }

  #bounce(): void {
    const gate = this.#random(GATES)
    const started = this.#main.startCall(
      methods.bounce,
      (params, capabilities) => {
        params.callback = capabilities.addServer(counterServer(this.state))
        params.gate = gate
      },
      undefined,
      { signal: this.#signal() },
    )
    this.#track(started.promise)
    this.#pipelineOn(started.pipeline(0))
  }

  #bounceKnown(): void {
    const known = this.#pick()
    if (known === undefined) return
    const gate = this.#random(GATES)
    const started = this.#main.startCall(methods.bounce, (params, capabilities) => {
      params.callback = capabilities.add(known.counter)
      params.gate = gate
    })
    this.#track(started.promise)
    this.#refer(started.pipeline(0))
  }

  #promiseCounter(): void {
    const gate = this.#random(GATES)
    const settle = this.#random(3)
    const promised = this.#main.call(
      methods.promiseCounter,
      (params, capabilities) => {
        params.gate = gate
        params.settle = settle
        if (settle === Settle.callers) {
          params.callback = capabilities.addServer(counterServer(this.state))
        }
      },
      (results, capabilities) => {
        const counter = capabilities.take(results.counter)
        if (counter !== null) this.#pipelineOn(counter)
      },
    )
    this.#track(promised)
  }

  #callBack(): void {
    const inFlight = 1 + this.#random(8)
    const answered = this.#main.call(
      methods.callBack,
      (params, capabilities) => {
        params.callback = capabilities.addServer(counterServer(this.state))
        params.calls = 50
        params.inFlight = inFlight
      },
      results => assert.equal(results.outOfOrder, 0),
    )
    this.#track(answered)
  }

  #forward(): void {
    const known = this.#pick()
    if (known === undefined) return
    const signal = this.#signal()
    const answered = this.#main.call(
      methods.forward,
      (params, capabilities) => {
        params.callback = capabilities.add(known.counter)
        params.value = 7
      },
      results => assert.equal(results.value, 7),
      { signal },
    )
    this.#track(answered)
  }

  #makeCounters(): void {
    const made = this.#main.call(
      methods.makeCounters,
      params => {
        params.count = 5
      },
      ({ handles }, capabilities) => {
        for (const handle of handles) {
          const counter = capabilities.take(handle.counter)
          if (counter !== null) this.#refer(counter)
        }
      },
      { signal: this.#signal() },
    )
    this.#track(made)
  }

  #keep(): void {
    const known = this.#pick()
    if (known === undefined) return
    const kept = this.#main.call(methods.keep, (params, capabilities) => {
      params.callback = capabilities.add(known.counter)
    })
    this.#track(kept)
    this.#track(this.#main.call(methods.callKept))
  }

  #callSome(): void {
    const reference = this.#pick()
    if (reference === undefined) return
    for (let i = 1 + this.#random(4); i > 0; i--) {
      const order = ask(reference.counter, 1).then(answer => answer.order)
      reference.orders.push(order.catch(this.#onFailure))
    }
  }

  #release(): void {
    const at = this.#random(Math.max(1, this.#references.length))
    const [reference] = this.#references.splice(at, 1)
    if (reference === undefined) return
    reference.counter.release()
    const inOrder = Promise.all(reference.orders).then(orders => {
      const answered = orders.filter(order => order !== null)
      assert.deepEqual(
        answered,
        answered.toSorted((a, b) => a - b),
      )
    })
    this.#track(inOrder)
  }

  #open(gate: number): void {
    const opened = this.#main.call(methods.open, params => {
      params.gate = gate
    })
    this.#track(opened)
  }

  /** Lets some of what is under way arrive. */
  async #breathe(): Promise<void> {
    for (let i = this.#random(4); i >= 0; i--) await new Promise(resolve => setImmediate(resolve))
  }

  #pick(): Reference | undefined {
    return this.#references[this.#random(Math.max(1, this.#references.length))]
  }
}

for (const seed of SEEDS) {
  test(`much at once, seed ${seed}`, { ...DEADLINE, skip }, async () => {
    let stress: Stress | undefined
    await withServer(path ?? '', async (main, connection) => {
      stress = new Stress(main, seed)
      await stress.run()
      assert.equal(connection.ended, null)
    })
    await until(() => stress?.state.liveObjects === 0)
  })
}
