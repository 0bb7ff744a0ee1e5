/** Our client on a C++ server: capabilities that are called before they are known. */
import assert from 'node:assert/strict'
import { ErrorCodes } from '../../src/errors/index.js'
import { depth, next, OrderedCalls, scenario, take } from './client.js'
import { FailureKind, Peer, Settle } from './generated/peer.js'

const { methods } = Peer

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
