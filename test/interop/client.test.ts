/** Our client on a C++ server. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { ErrorCodes, isNodetapError } from '../../src/errors/index.js'
import {
  type Capability,
  type CapabilityServer,
  InterfaceServer,
  type RpcConnection,
  type StartedCall,
} from '../../src/rpc/index.js'
import { build } from './build.js'
import { Absent, Counter, FailureKind, Peer, Settle } from './generated/peer.js'
import { DEADLINE, until, untilEmpty, withServer } from './harness.js'
import { ask, counterServer, errorOf, kindOf, PeerState } from './peer-server.js'
import type { Program } from './program.js'
import { fillTable, wrongIn } from './table.js'

const { path, skip } = await build('peer')
const { methods } = Peer

/** A connection to a C++ Peer, and what the tests ask of it again and again. */
class Client {
  readonly main: Capability
  readonly connection: RpcConnection
  readonly server: Program
  /** Of our own counters. */
  readonly state = new PeerState()

  constructor(main: Capability, connection: RpcConnection, server: Program) {
    this.main = main
    this.connection = connection
    this.server = server
  }

  counter(onCall?: (value: number) => void): CapabilityServer {
    return counterServer(this.state, onCall === undefined ? {} : { onCall })
  }

  open(gate: number): Promise<void> {
    return this.main.call(methods.open, params => {
      params.gate = gate
    })
  }

  echo(text: string): Promise<string> {
    return this.main.call(
      methods.echo,
      params => {
        params.text = text
      },
      results => results.text,
    )
  }

  counts(): Promise<{ liveObjects: number; cancelled: number; streamedBytes: number }> {
    return this.main.call(methods.counts, null, ({ liveObjects, cancelled, streamedBytes }) => ({
      liveObjects,
      cancelled,
      streamedBytes,
    }))
  }

  async untilRemoteObjects(count: number): Promise<void> {
    await until(async () => (await this.counts()).liveObjects === count)
  }

  async untilLocalObjects(count: number): Promise<void> {
    await until(() => this.state.liveObjects === count)
  }

  makeCounters(count: number): Promise<Capability[]> {
    return this.main.call(
      methods.makeCounters,
      params => {
        params.count = count
      },
      ({ handles }, capabilities) =>
        [...handles].map(handle => required(capabilities.take(handle.counter))),
    )
  }

  /** A counter that will be there when the gate opens. */
  slowCounter(gate: number): StartedCall<void> {
    return this.main.startCall(methods.slowCounter, params => {
      params.gate = gate
    })
  }

  keep(counter: Capability | CapabilityServer): Promise<void> {
    return this.main.call(methods.keep, (params, capabilities) => {
      params.callback =
        'dispatch' in counter ? capabilities.addServer(counter) : capabilities.add(counter)
    })
  }

  callKept(value: number): Promise<number> {
    return this.main.call(
      methods.callKept,
      params => {
        params.value = value
      },
      results => results.order,
    )
  }

  dropKept(): Promise<void> {
    return this.main.call(methods.dropKept)
  }
}

/** Calls that must arrive in the order in which they are made. */
class OrderedCalls {
  #made = 0
  readonly #answers: Promise<{ value: number; order: number }>[] = []

  call(counter: Capability, count: number): void {
    for (let i = 0; i < count; i++) this.#answers.push(ask(counter, this.#made++))
  }

  async finish(): Promise<void> {
    const answers = await Promise.all(this.#answers)
    assert.deepEqual(
      answers.map(answer => answer.order),
      answers.map((_, i) => i),
    )
  }
}

function required(capability: Capability | null): Capability {
  assert.ok(capability)
  return capability
}

function next(counter: Capability): Capability {
  const started = counter.startCall(Counter.methods.next)
  return started.pipeline(0)
}

function depth(counter: Capability): Promise<number> {
  return counter.call(Counter.methods.depth, null, results => results.result)
}

function take(
  started: { counter: number },
  capabilities: { take(index: number): Capability | null },
) {
  return required(capabilities.take(started.counter))
}

function scenario(name: string, body: (client: Client) => Promise<void>): void {
  test(`we call C++: ${name}`, { ...DEADLINE, skip }, async () => {
    let client: Client | undefined
    await withServer(path ?? '', async (main, connection, server) => {
      client = new Client(main, connection, server)
      await body(client)
    })
    await client?.untilLocalObjects(0)
  })
}

scenario('echo', async client => {
  assert.equal(await client.echo('grüße, "nodetap"'), 'grüße, "nodetap"')
  const data = await client.main.call(
    methods.echo,
    params => {
      params.data = Uint8Array.of(0, 255, 1)
    },
    results => [...results.data],
  )
  assert.deepEqual(data, [0, 255, 1])
})

scenario('a thousand calls at once', async client => {
  const texts = Array.from({ length: 1000 }, (_, i) => String(i))
  assert.deepEqual(await Promise.all(texts.map(text => client.echo(text))), texts)
})

scenario('pipelining, two deep, on a slow answer', async client => {
  const slow = client.slowCounter(1)
  const first = slow.pipeline(0)
  const second = next(first)
  const third = next(second)
  const answer = depth(third)
  assert.equal(await client.echo('alive'), 'alive')
  await client.open(1)
  assert.equal(await answer, 2)
  for (const counter of [first, second, third]) counter.release()
  await client.untilRemoteObjects(0)
})

scenario('pipelining on what fails', async client => {
  const promised = client.main.startCall(methods.promiseCounter, params => {
    params.gate = 1
    params.settle = Settle.failure
  })
  const counter = promised.pipeline(0)
  const early = assert.rejects(depth(counter), { code: ErrorCodes.RemoteFailure })
  await client.open(1)
  await early
  counter.release()

  const failing = client.main.startCall(methods.fail, params => {
    params.kind = FailureKind.overloaded
    params.reason = 'no counter today'
  })
  const none = failing.pipeline(0)
  await assert.rejects(depth(none), { code: ErrorCodes.Overloaded })
  none.release()

  const bounced = client.main.startCall(methods.bounce, params => {
    params.gate = 1
  })
  const nothing = bounced.pipeline(0)
  await assert.rejects(depth(nothing))
  nothing.release()
  assert.equal(await client.echo('alive'), 'alive')
})

scenario('pipelining on an answer that has been read', async client => {
  const made = client.slowCounter(1)
  await client.open(1)
  await made.promise
  await assert.rejects(depth(made.pipeline(0)), { code: ErrorCodes.InvalidArgument })
  await client.untilRemoteObjects(0)

  const aborted = new AbortController()
  const { signal } = aborted
  const never = client.main.startCall(methods.never, null, undefined, { signal })
  const early = never.pipeline(0)
  aborted.abort()
  await assert.rejects(depth(early), { code: ErrorCodes.Aborted })
  await assert.rejects(depth(never.pipeline(0)), { code: ErrorCodes.Aborted })
  early.release()
})

scenario('a slow call blocks no other', async client => {
  let answered = false
  const slow = client.main
    .call(methods.hold, params => {
      params.gate = 7
    })
    .then(() => {
      answered = true
    })
  for (let i = 0; i < 100; i++) await client.echo('alive')
  assert.equal(answered, false)
  await client.open(7)
  await slow
})

for (const inFlight of [1, 16]) {
  scenario(`10,000 calls of a callback, ${inFlight} in flight`, async client => {
    const seen: number[] = []
    const outOfOrder = await client.main.call(
      methods.callBack,
      (params, capabilities) => {
        params.callback = capabilities.addServer(client.counter(value => seen.push(value)))
        params.calls = 10_000
        params.inFlight = inFlight
      },
      results => results.outOfOrder,
    )
    assert.equal(outOfOrder, 0)
    assert.equal(seen.length, 10_000)
    assert.ok(seen.every((value, i) => value === i))
    await client.untilLocalObjects(0)
  })
}

scenario('a callback held after the call and released later', async client => {
  await client.keep(client.counter())
  for (let i = 0; i < 3; i++) assert.equal(await client.callKept(i), i)
  assert.equal(client.state.liveObjects, 1)
  await client.dropKept()
  await client.untilLocalObjects(0)
})

scenario('100 capabilities released', async client => {
  const counters = await client.makeCounters(100)
  assert.equal((await client.counts()).liveObjects, 100)
  for (const counter of counters) assert.deepEqual(await ask(counter, 5), { value: 5, order: 0 })
  for (const counter of counters) counter.release()
  await client.untilRemoteObjects(0)
})

scenario('capabilities that nobody takes are released', async client => {
  await client.main.call(methods.makeCounters, params => {
    params.count = 100
  })
  await client.untilRemoteObjects(0)
  const aborted = new AbortController()
  const call = client.main.call(
    methods.makeCounters,
    params => {
      params.count = 100
    },
    undefined,
    { signal: aborted.signal },
  )
  aborted.abort()
  await assert.rejects(call, { code: ErrorCodes.Aborted })
  await client.untilRemoteObjects(0)
})

scenario('the server’s own object there and back', async client => {
  const [counter] = await client.makeCounters(1)
  assert.ok(counter)
  const calls = new OrderedCalls()
  const bounced = Array.from({ length: 100 }, () =>
    client.main.call(
      methods.bounce,
      (params, capabilities) => {
        params.callback = capabilities.add(counter)
        params.gate = 1
      },
      take,
    ),
  )
  await client.open(1)
  for (const back of await Promise.all(bounced)) {
    calls.call(back, 1)
    back.release()
  }
  counter.release()
  await calls.finish()
  await client.untilRemoteObjects(0)
})

scenario('a result that is not there yet as a param', async client => {
  const slow = client.slowCounter(1)
  const counter = slow.pipeline(0)
  await client.keep(counter)
  const answers = Array.from({ length: 10 }, (_, i) => client.callKept(i))
  await client.open(1)
  for (let i = 10; i < 20; i++) answers.push(client.callKept(i))
  assert.deepEqual(
    await Promise.all(answers),
    answers.map((_, i) => i),
  )
  counter.release()
  await client.dropKept()
  await client.untilRemoteObjects(0)
})

scenario('a capability bounced back keeps the order of its calls', async client => {
  const calls = new OrderedCalls()
  const bounced = client.main.startCall(methods.bounce, (params, capabilities) => {
    params.callback = capabilities.addServer(client.counter())
    params.gate = 1
  })
  const counter = bounced.pipeline(0)
  calls.call(counter, 10)
  const opened = client.open(1)
  calls.call(counter, 10)
  await opened
  calls.call(counter, 10)
  await bounced.promise
  calls.call(counter, 10)
  await calls.finish()
  calls.call(counter, 10)
  await calls.finish()
  counter.release()
  await client.untilLocalObjects(0)
})

for (const [name, settle] of Object.entries({ own: Settle.own, callers: Settle.callers })) {
  scenario(`a promise that settles to ${name}`, async client => {
    const calls = new OrderedCalls()
    const counter = await client.main.call(
      methods.promiseCounter,
      (params, capabilities) => {
        params.gate = 1
        params.settle = settle
        params.callback = capabilities.addServer(client.counter())
      },
      take,
    )
    calls.call(counter, 10)
    const opened = client.open(1)
    calls.call(counter, 10)
    await opened
    for (let i = 0; i < 10; i++) {
      calls.call(counter, 10)
      await client.echo('alive')
    }
    await calls.finish()
    counter.release()
    await client.untilLocalObjects(0)
    await client.untilRemoteObjects(0)
  })
}

scenario('a promise that settles to an exception', async client => {
  const counter = await client.main.call(
    methods.promiseCounter,
    (params, capabilities) => {
      params.gate = 1
      params.settle = Settle.failure
      params.callback = capabilities.addServer(client.counter())
    },
    take,
  )
  const early = assert.rejects(depth(counter), /settled to a failure/)
  await client.open(1)
  await early
  await assert.rejects(depth(counter), /settled to a failure/)
  counter.release()
  assert.equal(await client.echo('alive'), 'alive')
  await client.untilLocalObjects(0)
})

scenario('exceptions of each type, from them and from us', async client => {
  for (const kind of Object.values(FailureKind)) {
    const failed = client.main.call(methods.fail, params => {
      params.kind = kind
      params.reason = `reason ${kind}`
    })
    const error: unknown = await failed.catch((error: unknown) => error)
    assert.ok(isNodetapError(error))
    assert.equal(kindOf(error), kind)
    assert.match(error.message, new RegExp(`reason ${kind}$`))
  }
  for (const kind of Object.values(FailureKind)) {
    const caught = await client.main.call(
      methods.catchFrom,
      (params, capabilities) => {
        params.callback = capabilities.addServer(client.counter())
        const failure = params.initFailure()
        failure.kind = kind
        failure.reason = `callback ${kind}`
      },
      results => ({ kind: results.kind, reason: results.reason }),
    )
    assert.deepEqual(caught, { kind, reason: `callback ${kind}` })
  }
  assert.equal(await client.echo('alive'), 'alive')
})

scenario('an unknown method and an unknown interface', async client => {
  await assert.rejects(client.main.call({ ...methods.hold, id: 999 }), {
    code: ErrorCodes.Unimplemented,
  })
  await assert.rejects(client.main.call(Absent.methods.call), { code: ErrorCodes.Unimplemented })
  assert.equal(await client.echo('alive'), 'alive')
})

scenario('our callback lacks what they call', async client => {
  const caught = await client.main.call(
    methods.catchFrom,
    (params, capabilities) => {
      params.callback = capabilities.addServer(new InterfaceServer('Nothing'))
      params.initFailure()
    },
    results => results.kind,
  )
  assert.equal(caught, FailureKind.unimplemented)
})

scenario('cancellation reaches the handler', async client => {
  const aborted = new AbortController()
  const { signal } = aborted
  const calls = [1, 2].map(() => client.main.call(methods.never, null, undefined, { signal }))
  assert.equal((await client.counts()).cancelled, 0)
  aborted.abort()
  for (const call of calls) await assert.rejects(call, { code: ErrorCodes.Aborted })
  await until(async () => (await client.counts()).cancelled === 2)
})

scenario('cancelled calls leave nothing behind', async client => {
  const aborted = new AbortController()
  const { signal } = aborted
  const slow = client.main.startCall(
    methods.slowCounter,
    params => {
      params.gate = 1
    },
    undefined,
    { signal },
  )
  const counter = slow.pipeline(0)
  const answer = depth(counter)
  const bounced = client.main.call(
    methods.bounce,
    (params, capabilities) => {
      params.callback = capabilities.addServer(client.counter())
      params.gate = 1
    },
    undefined,
    { signal },
  )
  assert.equal(await client.echo('alive'), 'alive')
  aborted.abort()
  await assert.rejects(slow.promise, { code: ErrorCodes.Aborted })
  await assert.rejects(bounced, { code: ErrorCodes.Aborted })
  await client.open(1)
  // It was sent before the call that it was made on was cancelled: either is right.
  await answer.catch(() => {})
  counter.release()
  await client.untilRemoteObjects(0)
  await client.untilLocalObjects(0)
})

scenario('4 MB of data both ways', async client => {
  const data = new Uint8Array(4 << 20).map((_, i) => i % 251)
  const echoed = await client.main.call(
    methods.echo,
    params => {
      params.data = data
    },
    results => Buffer.compare(results.data, data) === 0,
  )
  assert.ok(echoed)
})

scenario('results in many segments, with far and double-far pointers', async client => {
  for (const orphans of [false, true]) {
    const read = await client.main.call(
      methods.rows,
      params => {
        params.count = 3000
        params.textBytes = 40
        params.orphans = orphans
      },
      results => ({
        rows: results.rows.length,
        wrong: wrongIn(results),
        segments: results.message.segmentCount,
      }),
    )
    assert.equal(read.rows, 3000)
    assert.equal(read.wrong, 0)
    assert.ok(read.segments > 2, `${read.segments} segments`)
  }
})

scenario('a large table of ours', async client => {
  const checked = await client.main.call(
    methods.checkTable,
    params => fillTable(params.initTable(), 3000, 40),
    results => ({ rows: results.rows, wrong: results.wrong }),
  )
  assert.deepEqual(checked, { rows: 3000, wrong: 0 })
})

scenario('a streaming method', async client => {
  const writes = Array.from({ length: 1000 }, (_, index) =>
    client.main.call(methods.write, params => {
      params.index = index
      params.data = new Uint8Array(4096)
    }),
  )
  await Promise.all(writes)
  const outOfOrder = client.main.call(methods.counts, null, results => results.streamedOutOfOrder)
  assert.equal(await outOfOrder, 0)
  assert.equal((await client.counts()).streamedBytes, 1000 * 4096)
})

scenario('a tail call, of our callback and of their own object', async client => {
  const [theirs] = await client.makeCounters(1)
  assert.ok(theirs)
  const forward = (value: number, add: (writer: CapabilityAdder) => number) =>
    client.main.call(
      methods.forward,
      (params, capabilities) => {
        params.callback = add(capabilities)
        params.value = value
      },
      ({ value, order }) => ({ value, order }),
    )
  const ours = client.counter()
  await client.keep(ours)
  for (let i = 0; i < 20; i++) {
    assert.deepEqual(await forward(i, it => it.add(theirs)), { value: i, order: i })
    assert.deepEqual(await forward(i, it => it.addServer(client.counter())), { value: i, order: 0 })
  }
  await client.dropKept()
  const failing = new InterfaceServer('Failing').on(Counter.methods.call, () => {
    throw errorOf({ kind: FailureKind.overloaded, reason: 'not now' })
  })
  await assert.rejects(
    forward(1, it => it.addServer(failing)),
    { code: ErrorCodes.Overloaded },
  )
  theirs.release()
})

interface CapabilityAdder {
  add(capability: Capability): number
  addServer(server: CapabilityServer): number
}

for (const [how, end] of Object.entries({
  'they close': (client: Client) => client.main.call(methods.leave).catch(() => {}),
  'they die': async (client: Client) => {
    client.server.process.kill('SIGKILL')
  },
  'we close': async (client: Client) => client.connection.close(),
})) {
  test(`a disconnect ends everything: ${how}`, { ...DEADLINE, skip }, async () => {
    let ended = false
    let client: Client | undefined
    const run = withServer(path ?? '', async (main, connection, server) => {
      client = new Client(main, connection, server)
      const [counter] = await client.makeCounters(1)
      assert.ok(counter)
      await client.keep(client.counter())
      const slow = client.slowCounter(1)
      const pipelined = slow.pipeline(0)
      const pending = [main.call(methods.never), slow.promise, depth(pipelined)]
      const rejected = pending.map(it => assert.rejects(it, { code: ErrorCodes.Disconnected }))
      await client.echo('alive')
      void end(client)
      await Promise.all(rejected)
      await connection.closed
      assert.equal(client.state.liveObjects, 0)
      for (const capability of [main, counter, pipelined]) {
        await assert.rejects(depth(capability), { code: ErrorCodes.Disconnected })
      }
      pipelined.release()
      counter.release()
      await untilEmpty(connection)
      ended = true
    })
    if (how === 'they die') await assert.rejects(run, /SIGKILL/)
    else await run
    assert.ok(ended)
    assert.equal(client?.state.liveObjects, 0)
  })
}
