/** What handlers, listeners and `dispose` throw ends neither the connection nor the process. */
import assert from 'node:assert/strict'
import { once } from 'node:events'
import { test } from 'node:test'
import { ErrorCodes, NodetapError } from '../../src/errors/index.js'
import { Capability, type CapabilityServer, InterfaceServer } from '../../src/rpc/index.js'
import { echo, init } from '../../src/schema/index.js'
import { settle } from './pair.js'
import { failsWith, initWith, pair, say, takeEcho } from './scenario.js'

const { makeEcho } = init.Init.methods

/** The text of the warning that `cause` brings about. */
async function warningOf(cause: () => unknown): Promise<string> {
  const warned = once(process, 'warning')
  await cause()
  const [warning] = (await warned) as [Error]
  return warning.message
}

test('a dispose that throws is a warning, and everything else is disposed', async () => {
  let disposed = 0
  const server = initWith(
    () =>
      new InterfaceServer('Echo', () => {
        if (++disposed === 1) throw new Error('cannot let go')
      }),
  )
  const { client } = pair(server)
  const main = client.bootstrap()
  const held = await Promise.all([takeEcho(main), takeEcho(main), takeEcho(main)])
  const warning = await warningOf(() => client.close())
  assert.match(warning, /dispose\(\) of a capability threw: cannot let go/)
  await settle()
  assert.equal(disposed, 3)
  for (const capability of [...held, main]) capability.release()
})

test('whatever a handler throws, or rejects with, becomes the caller’s exception', async () => {
  const strange: readonly (readonly [unknown, RegExp])[] = [
    [new Error('an error'), /an error/],
    ['a text', /a text/],
    [undefined, /undefined/],
    [null, /null/],
    [Object.create(null), /a value without a text/],
    [{ toString: 5 }, /a value without a text/],
    [new NodetapError(ErrorCodes.Internal, '\0\u001b[31m'.repeat(5000)), /Echo\.echo: /],
    [new Error('\ud800 half a character'), /half a character/],
  ]
  for (const [thrown, message] of strange) {
    for (const fail of [
      () => {
        throw thrown
      },
      () => Promise.reject(thrown),
    ]) {
      const { client } = pair(new InterfaceServer('Echo').on(echo.Echo.methods.echo, fail))
      using main = client.bootstrap()
      await assert.rejects(say(main, ''), message)
      assert.equal(client.ended, null)
    }
  }
})

test('a handler may give any thenable', async () => {
  // biome-ignore lint/suspicious/noThenProperty: that is what is tested.
  const thenable = { then: (resolve: () => void) => resolve() }
  const server: CapabilityServer = { dispatch: () => thenable as Promise<void> } // Not one.
  const { client } = pair(server)
  using main = client.bootstrap()
  assert.equal(await say(main, ''), '')
})

test('listeners for cancellation that throw are warnings, and all are called', async () => {
  let called = 0
  const server = new InterfaceServer('Echo').on(echo.Echo.methods.echo, (_params, call) => {
    call.whenCancelled(() => {
      called++
      throw new Error('cannot cancel')
    })
    call.whenCancelled(() => {
      called++
    })
    return new Promise<void>(() => {})
  })
  const { client } = pair(server)
  using main = client.bootstrap()
  const controller = new AbortController()
  const call = say(main, '', controller.signal)
  await settle()
  const warning = await warningOf(async () => {
    controller.abort()
    await assert.rejects(call, failsWith(ErrorCodes.Aborted))
  })
  assert.match(warning, /cannot cancel/)
  assert.equal(called, 2)
  assert.equal(client.ended, null)
})

test('a listener for an outcome that throws is a warning', async () => {
  const { client } = pair(new InterfaceServer('Echo').on(echo.Echo.methods.echo, () => {}))
  using main = client.bootstrap()
  const warning = await warningOf(() =>
    main.send(
      echo.Echo.methods.echo,
      () => {},
      () => {
        throw new Error('cannot take it')
      },
    ),
  )
  assert.match(warning, /cannot take it/)
  assert.equal(client.ended, null)
  await settle()
})

test('a handler that closes its own connection ends its call', async () => {
  const { client, server } = pair(
    new InterfaceServer('Init').on(makeEcho, (_params, call) => {
      server.close()
      call.results((results, capabilities) => {
        results.result = capabilities.addServer(new InterfaceServer('Echo'))
      })
    }),
  )
  const main = client.bootstrap()
  await assert.rejects(main.call(makeEcho), failsWith(ErrorCodes.Disconnected))
  main.release()
})

test('params that make no sense fail their call, not the connection', async () => {
  const { client } = pair(
    new InterfaceServer('Echo').on(echo.Echo.methods.echo, ({ echo }, call) => {
      call.results(results => {
        results.result = echo
      })
    }),
  )
  using main = client.bootstrap()
  const outcome = new Promise<unknown>(resolve => {
    main.send(
      echo.Echo.methods.echo,
      target => {
        // A text where a list of numbers is, and no zero at its end.
        const struct = target.message.reserveStructAt(target.at, 0, 2)
        target.message.initListAt(struct + 1, 5, 1, 1)
      },
      ({ error }) => resolve(error),
    )
  })
  failsWith(ErrorCodes.RemoteFailure, /Malformed/)(await outcome)
  assert.equal(client.ended, null)
})

test('an object of this process is called as a remote one would be', async () => {
  using local = Capability.of(
    new InterfaceServer('Echo').on(echo.Echo.methods.echo, () => {
      throw new Error('from within')
    }),
  )
  await assert.rejects(say(local, ''), /from within/)
  await assert.rejects(local.call(makeEcho), failsWith(ErrorCodes.Unimplemented))
  await assert.rejects(
    local.call(echo.Echo.methods.echo, () => {
      throw new Error('not built')
    }),
    /not built/,
  )
})
