import assert from 'node:assert/strict'
import { test } from 'node:test'
import { ErrorCodes, isNodetapError, NodetapError } from '../../src/errors/index.js'
import { type Capability, InterfaceServer } from '../../src/rpc/index.js'
import { echo, init, proxy } from '../../src/schema/index.js'
import { settle } from './pair.js'
import { echoServer, initWith, pair, say } from './scenario.js'

const { construct, makeEcho } = init.Init.methods
const { makeThread } = proxy.ThreadMap.methods
const { getName } = proxy.Thread.methods

test('bootstrap, call and return', async () => {
  const { client } = pair(echoServer(text => `<${text}>`))
  using main = client.bootstrap()
  assert.equal(await say(main, 'hello'), '<hello>')
})

test('a call can be made on a result that is not there yet', async () => {
  let letGo = (): void => {}
  const gate = new Promise<void>(resolve => {
    letGo = resolve
  })
  const server = new InterfaceServer('Init').on(makeEcho, async (_params, call) => {
    await gate
    call.results((results, capabilities) => {
      results.result = capabilities.addServer(echoServer(text => text.toUpperCase()))
    })
  })
  const { client } = pair(server)
  using main = client.bootstrap()
  const making = main.startCall(makeEcho)
  using made = making.pipeline(0)
  const first = say(made, 'a')
  const second = say(made, 'b')
  await settle()
  letGo()
  assert.deepEqual(await Promise.all([first, second]), ['A', 'B'])
})

test('a slow call holds up no other', async () => {
  const { client } = pair(
    echoServer(text => (text === 'slow' ? new Promise<string>(() => {}) : text)),
  )
  using main = client.bootstrap()
  const abort = new AbortController()
  const slow = say(main, 'slow', abort.signal)
  assert.equal(await say(main, 'quick'), 'quick')
  abort.abort()
  await assert.rejects(slow, (error: unknown) => isNodetapError(error, ErrorCodes.Aborted))
})

test('an object is disposed when its last reference is released', async () => {
  let disposed = 0
  const server = initWith(
    () =>
      new InterfaceServer('Echo', () => {
        disposed++
      }),
  )
  const { client } = pair(server)
  using main = client.bootstrap()
  const take = async (): Promise<Capability> => {
    const made = await main.call(makeEcho, null, (results, capabilities) =>
      capabilities.take(results.result),
    )
    assert.ok(made)
    return made
  }
  const held = await Promise.all(Array.from({ length: 100 }, take))
  await settle()
  assert.equal(disposed, 0)
  for (const capability of held) capability.release()
  await settle()
  assert.equal(disposed, 100)
})

test('results that nobody takes are released', async () => {
  let disposed = 0
  const { client } = pair(
    initWith(
      () =>
        new InterfaceServer('Echo', () => {
          disposed++
        }),
    ),
  )
  using main = client.bootstrap()
  await main.call(makeEcho)
  await settle()
  assert.equal(disposed, 1)
})

test('the server calls the client back, also after the call that brought the callback', async () => {
  let held: Capability | null = null
  const server = new InterfaceServer('Init').on(construct, (params, call) => {
    held = call.capabilities.take(params.threadMap)
  })
  const { client } = pair(server)
  using main = client.bootstrap()
  const names: string[] = []
  let disposed = false
  const threadMap = new InterfaceServer('ThreadMap', () => {
    disposed = true
  }).on(makeThread, params => {
    names.push(params.name)
  })
  await main.call(construct, (params, capabilities) => {
    params.threadMap = capabilities.addServer(threadMap)
  })
  const callback = held as Capability | null
  assert.ok(callback)
  const expected: string[] = []
  for (let i = 0; i < 200; i += 16) {
    const batch = Array.from({ length: 16 }, (_, k) => `thread ${i + k}`)
    expected.push(...batch)
    await Promise.all(
      batch.map(name =>
        callback.call(makeThread, params => {
          params.name = name
        }),
      ),
    )
  }
  assert.deepEqual(names, expected)
  assert.equal(disposed, false)
  callback.release()
  await settle()
  assert.equal(disposed, true)
})

test('calls on a capability that comes back keep their order (embargo)', async () => {
  // The server returns, late, the capability that it was given.
  let letGo = (): void => {}
  const gate = new Promise<void>(resolve => {
    letGo = resolve
  })
  const server = new InterfaceServer('Init').on(construct, async (params, call) => {
    const given = call.capabilities.take(params.threadMap)
    await gate
    call.results((results, capabilities) => {
      results.threadMap = capabilities.add(given)
    })
    given?.release()
  })
  const { client } = pair(server)
  using main = client.bootstrap()
  const order: string[] = []
  const own = new InterfaceServer('ThreadMap').on(makeThread, params => {
    order.push(params.name)
  })
  const bouncing = main.startCall(
    construct,
    (params, capabilities) => {
      params.threadMap = capabilities.addServer(own)
    },
    (results, capabilities) => capabilities.take(results.threadMap),
  )
  using early = bouncing.pipeline(0)
  const call = (name: string): Promise<void> =>
    early.call(makeThread, params => {
      params.name = name
    })
  const calls = [call('1'), call('2')]
  letGo()
  const back = await bouncing.promise
  // By now the promise is known to be our own object: these must not overtake the first two.
  calls.push(call('3'), call('4'))
  await Promise.all(calls)
  assert.deepEqual(order, ['1', '2', '3', '4'])
  back?.release()
})

test('exceptions keep their type in both directions', async () => {
  for (const code of [
    ErrorCodes.RemoteFailure,
    ErrorCodes.Overloaded,
    ErrorCodes.Disconnected,
    ErrorCodes.Unimplemented,
  ]) {
    const { client } = pair(
      echoServer(() => {
        throw new NodetapError(code, 'as asked')
      }),
    )
    using main = client.bootstrap()
    await assert.rejects(say(main, ''), (error: unknown) => {
      assert.ok(isNodetapError(error, code))
      assert.match(error.message, /Echo\.echo: as asked/)
      return true
    })
  }
})

test('an unknown method or interface is unimplemented, and the connection lives', async () => {
  const { client } = pair(echoServer(text => text))
  using main = client.bootstrap()
  await assert.rejects(main.call(echo.Echo.methods.destroy), (error: unknown) =>
    isNodetapError(error, ErrorCodes.Unimplemented),
  )
  await assert.rejects(main.call(getName), (error: unknown) =>
    isNodetapError(error, ErrorCodes.Unimplemented),
  )
  assert.equal(await say(main, 'alive'), 'alive')
})

test('cancellation reaches the handler', async () => {
  let cancelled = 0
  const server = new InterfaceServer('Echo').on(echo.Echo.methods.echo, (_params, call) => {
    call.whenCancelled(() => {
      cancelled++
    })
    return new Promise<void>(() => {})
  })
  const { client } = pair(server)
  using main = client.bootstrap()
  const abort = new AbortController()
  const call = say(main, '', abort.signal)
  await settle()
  abort.abort()
  await assert.rejects(call)
  await settle()
  assert.equal(cancelled, 1)
})

test('a disconnect rejects what is pending, disposes what is exported, and ends later calls', async () => {
  let disposed = 0
  const server = initWith(() =>
    new InterfaceServer('Echo', () => {
      disposed++
    }).on(echo.Echo.methods.echo, () => new Promise<void>(() => {})),
  )
  const { client, server: serverSide } = pair(server)
  using main = client.bootstrap()
  const made = await main.call(makeEcho, null, (results, capabilities) =>
    capabilities.take(results.result),
  )
  assert.ok(made)
  const pending = say(made, 'never answered')
  await settle()
  serverSide.close()
  await assert.rejects(pending, (error: unknown) => isNodetapError(error, ErrorCodes.Disconnected))
  await assert.rejects(say(made, 'too late'), (error: unknown) =>
    isNodetapError(error, ErrorCodes.Disconnected),
  )
  await settle()
  assert.equal(disposed, 1)
  made.release()
})
