import assert from 'node:assert/strict'
import { afterEach } from 'node:test'
import { isNodetapError } from '../../src/errors/index.js'
import { type Capability, InterfaceServer, type RpcConnection } from '../../src/rpc/index.js'
import { echo, init } from '../../src/schema/index.js'
import { connectPair, settle } from './pair.js'

export const EMPTY = { questions: 0, answers: 0, imports: 0, exports: 0 } as const

const open: RpcConnection[] = []

/** Two connections whose tables must be empty when the test is over. */
export function pair(...args: Parameters<typeof connectPair>): ReturnType<typeof connectPair> {
  const made = connectPair(...args)
  open.push(made.client, made.server)
  return made
}

afterEach(async () => {
  await settle()
  for (const connection of open.splice(0)) {
    assert.deepEqual(connection.tableSizes(), EMPTY)
    connection.close()
  }
})

/** For assert.rejects: a NodetapError with this code, and a message that matches. */
export function failsWith(code: string, message = /./): (error: unknown) => boolean {
  return error => {
    assert.ok(isNodetapError(error), String(error))
    assert.equal(error.code, code)
    assert.match(error.message, message)
    return true
  }
}

/** Something that happens when the test says so. */
export class Gate {
  open: () => void = () => {}
  readonly opened = new Promise<void>(resolve => {
    this.open = resolve
  })
}

/** Counts the objects made and not disposed. */
export class Census {
  live = 0
  made = 0

  /** An Echo object. */
  echo(text: (text: string) => string | Promise<string> = text => text): InterfaceServer {
    this.live++
    this.made++
    return echoServer(text, () => {
      this.live--
    })
  }
}

export function echoServer(
  text: (text: string) => string | Promise<string>,
  onDispose?: () => void,
): InterfaceServer {
  return new InterfaceServer('Echo', onDispose).on(echo.Echo.methods.echo, (params, call) => {
    const answer = text(params.echo)
    const give = (value: string): void =>
      call.results(results => {
        results.result = value
      })
    return typeof answer === 'string' ? give(answer) : answer.then(give)
  })
}

/** An Init whose makeEcho gives what `server` makes, once `ready` is there. */
export function initWith(server: () => InterfaceServer, ready?: Promise<void>): InterfaceServer {
  return new InterfaceServer('Init').on(init.Init.methods.makeEcho, (_params, call) => {
    const give = (): void =>
      call.results((results, capabilities) => {
        results.result = capabilities.addServer(server())
      })
    return ready === undefined ? give() : ready.then(give)
  })
}

export function say(capability: Capability, text: string, signal?: AbortSignal): Promise<string> {
  return capability.call(
    echo.Echo.methods.echo,
    params => {
      params.echo = text
    },
    results => results.result,
    { signal },
  )
}

export async function takeEcho(main: Capability): Promise<Capability> {
  const made = await main.call(init.Init.methods.makeEcho, null, (results, capabilities) =>
    capabilities.take(results.result),
  )
  assert.ok(made)
  return made
}
