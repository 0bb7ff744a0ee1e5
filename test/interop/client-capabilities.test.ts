/** Our client on a C++ server: capabilities handed over, called and released. */
import assert from 'node:assert/strict'
import { ErrorCodes } from '../../src/errors/index.js'
import { type Capability, type CapabilityServer, InterfaceServer } from '../../src/rpc/index.js'
import { OrderedCalls, scenario, take } from './client.js'
import { Counter, FailureKind, Peer } from './generated/peer.js'
import { ask, errorOf } from './peer-server.js'

const { methods } = Peer

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
