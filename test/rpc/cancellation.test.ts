/** Calls whose caller, or whose connection, goes before they are answered. */
import assert from 'node:assert/strict'
import { getEventListeners } from 'node:events'
import { test } from 'node:test'
import { ErrorCodes } from '../../src/errors/index.js'
import { Capability, type CapabilityReader, InterfaceServer } from '../../src/rpc/index.js'
import { echo, init, proxy } from '../../src/schema/index.js'
import { settle } from './pair.js'
import { Census, EMPTY, echoServer, failsWith, Gate, initWith, pair, say } from './scenario.js'

const { construct, makeEcho } = init.Init.methods
const { makeThread } = proxy.ThreadMap.methods

test('a call whose signal has fired before is never made', async () => {
  const { client, clientTransport } = pair(echoServer(() => assert.fail('it was called')))
  using main = client.bootstrap()
  await settle()
  const sent = clientTransport.sent.length
  const reason = new Error('enough')
  const signal = AbortSignal.abort(reason)
  await assert.rejects(say(main, '', signal), (error: Error) => {
    assert.equal(error.cause, reason)
    return failsWith(ErrorCodes.Aborted, /Echo\.echo was aborted/)(error)
  })
  assert.equal(clientTransport.sent.length, sent)
})

test('what is pipelined on a call that was never made fails', async () => {
  const { client } = pair(new InterfaceServer('Init'))
  using main = client.bootstrap()
  const started = main.startCall(makeEcho, null, null, { signal: AbortSignal.abort() })
  using made = started.pipeline(0)
  await assert.rejects(say(made, ''), failsWith(ErrorCodes.Aborted))
})

test('a signal is let go of when its call ends', async () => {
  const { client } = pair(echoServer(text => text))
  using main = client.bootstrap()
  const controller = new AbortController()
  await say(main, 'a', controller.signal)
  assert.equal(getEventListeners(controller.signal, 'abort').length, 0)
  controller.abort()
  assert.equal(await say(main, 'b'), 'b')
})

test('an abort that crosses the answer wins, and the capabilities in it are given back', async () => {
  const census = new Census()
  const { client } = pair(initWith(() => census.echo()))
  using main = client.bootstrap()
  const controller = new AbortController()
  const call = main.call(
    makeEcho,
    null,
    (): void => assert.fail('results were read that nobody waits for'),
    { signal: controller.signal },
  )
  await settle(1)
  controller.abort()
  await assert.rejects(call, failsWith(ErrorCodes.Aborted))
  await settle()
  assert.equal(census.made, 1)
  assert.equal(census.live, 0)
})

test('results of an aborted call to an object of this process are not read', async () => {
  const census = new Census()
  const gate = new Gate()
  using local = Capability.of(initWith(() => census.echo(), gate.opened))
  const controller = new AbortController()
  const call = local.call(
    makeEcho,
    null,
    (results, capabilities) => capabilities.take(results.result),
    { signal: controller.signal },
  )
  controller.abort()
  gate.open()
  await assert.rejects(call, failsWith(ErrorCodes.Aborted))
  await settle()
  assert.equal(census.live, 0)
})

test('a handler that goes on after the caller has gone keeps nothing alive', async () => {
  const census = new Census()
  const gate = new Gate()
  let over = false
  const server = initWith(
    () => census.echo(),
    gate.opened.finally(() => {
      over = true
    }),
  )
  const { client } = pair(server)
  using main = client.bootstrap()
  const controller = new AbortController()
  const call = main.call(makeEcho, null, null, { signal: controller.signal })
  await settle()
  controller.abort()
  await assert.rejects(call)
  await settle()
  gate.open()
  await settle()
  assert.ok(over)
  assert.equal(census.made, 1)
  assert.equal(census.live, 0)
})

test('a handler that goes on after the connection has ended keeps nothing alive', async () => {
  const census = new Census()
  const gate = new Gate()
  const { client } = pair(initWith(() => census.echo(), gate.opened))
  const main = client.bootstrap()
  const call = main.call(makeEcho)
  await settle()
  client.close()
  await assert.rejects(call, failsWith(ErrorCodes.Disconnected))
  await settle()
  gate.open()
  await settle()
  assert.equal(census.made, 1)
  assert.equal(census.live, 0)
  main.release()
})

test('capabilities of the params are gone when the call is, and cannot be taken twice', async () => {
  const gate = new Gate()
  const census = new Census()
  let taken: unknown = 'nothing yet'
  const server = new InterfaceServer('Init').on(construct, async (params, call) => {
    await gate.opened
    try {
      taken = call.capabilities.take(params.threadMap)
    } catch (error) {
      taken = error
    }
  })
  const { client } = pair(server)
  using main = client.bootstrap()
  const controller = new AbortController()
  const call = main.call(
    construct,
    (params, capabilities) => {
      params.threadMap = capabilities.addServer(census.echo())
    },
    null,
    { signal: controller.signal },
  )
  await settle()
  controller.abort()
  await assert.rejects(call)
  await settle()
  assert.equal(census.live, 0)
  gate.open()
  await settle()
  failsWith(ErrorCodes.Aborted)(taken)
  assert.equal(client.ended, null)
})

test('capabilities of results are gone when they have been read', async () => {
  const { client } = pair(initWith(() => echoServer(text => text)))
  using main = client.bootstrap()
  let kept: CapabilityReader | null = null
  const index = await main.call(makeEcho, null, (results, capabilities) => {
    kept = capabilities
    return results.result
  })
  const reader = kept as CapabilityReader | null
  assert.throws(() => reader?.take(index), failsWith(ErrorCodes.Aborted))
})

test('a pipelined call that is cancelled before its target is there is never delivered', async () => {
  const gate = new Gate()
  const said: string[] = []
  const echoes = (): InterfaceServer =>
    echoServer(text => {
      said.push(text)
      return text
    })
  const { client } = pair(initWith(echoes, gate.opened))
  using main = client.bootstrap()
  const started = main.startCall(makeEcho)
  using made = started.pipeline(0)
  const controller = new AbortController()
  const cancelled = say(made, 'cancelled', controller.signal)
  const other = say(made, 'other')
  await settle()
  controller.abort()
  await assert.rejects(cancelled, failsWith(ErrorCodes.Aborted))
  await settle()
  gate.open()
  assert.equal(await other, 'other')
  assert.deepEqual(said, ['other'])
})

test('cancelling a call that is forwarded cancels it where it is answered', async () => {
  // The client calls an object of the back's through the middle.
  let cancelled = 0
  const slow = new InterfaceServer('Echo').on(echo.Echo.methods.echo, (_params, call) => {
    call.whenCancelled(() => cancelled++)
    return new Promise<void>(() => {})
  })
  const back = pair(initWith(() => slow))
  using backMain = back.client.bootstrap()
  const middle = new InterfaceServer('Init').on(makeEcho, async (_params, call) => {
    const made = await backMain.call(makeEcho, null, (results, capabilities) =>
      capabilities.take(results.result),
    )
    call.results((results, capabilities) => {
      results.result = capabilities.add(made)
    })
    made?.release()
  })
  const front = pair(middle)
  using main = front.client.bootstrap()
  const started = main.startCall(makeEcho)
  using made = started.pipeline(0)
  const controller = new AbortController()
  const call = say(made, '', controller.signal)
  await settle()
  assert.equal(back.client.tableSizes().questions, 1)
  controller.abort()
  await assert.rejects(call)
  await settle()
  assert.equal(cancelled, 1)
  assert.equal(back.client.tableSizes().questions, 0)
})

test('a connection that ends cancels what it has forwarded', async () => {
  let cancelled = 0
  const slow = new InterfaceServer('Echo').on(echo.Echo.methods.echo, (_params, call) => {
    call.whenCancelled(() => cancelled++)
    return new Promise<void>(() => {})
  })
  const back = pair(slow)
  const backMain = back.client.bootstrap()
  const middle = new InterfaceServer('Init', () => backMain.release()).on(
    makeEcho,
    (_params, call) => {
      call.results((results, capabilities) => {
        results.result = capabilities.add(backMain)
      })
    },
  )
  const front = pair(middle)
  const main = front.client.bootstrap()
  const started = main.startCall(makeEcho)
  const made = started.pipeline(0)
  const call = say(made, '')
  await settle()
  front.client.close()
  await assert.rejects(call, failsWith(ErrorCodes.Disconnected))
  made.release()
  main.release()
  await settle()
  assert.equal(cancelled, 1)
  assert.deepEqual(back.client.tableSizes(), EMPTY)
})

test('an aborted call to a promise that stays open does not wait for it', async () => {
  const gate = new Gate()
  const { client } = pair(initWith(() => echoServer(text => text), gate.opened))
  using main = client.bootstrap()
  const started = main.startCall(makeEcho)
  using made = started.pipeline(0)
  const controller = new AbortController()
  const call = made.call(makeThread, null, null, { signal: controller.signal })
  controller.abort()
  await assert.rejects(call, failsWith(ErrorCodes.Aborted))
  gate.open()
  await started.promise
})
