import assert from 'node:assert/strict'
import { once } from 'node:events'
import { createServer, type Socket } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import {
  type Capability,
  type CapabilityServer,
  connectSocket,
  RpcConnection,
  SocketTransport,
} from '../../src/rpc/index.js'
import { Program, temporarySocket } from './program.js'

/** Ends a test that waits for something that does not come. */
export const DEADLINE = { timeout: 60_000 } as const

/** How long `until` waits; less than the deadline, so that a test can say what it waited for. */
const PATIENCE_MS = 40_000

/** Waits until `condition` holds. */
export async function until(condition: () => boolean | Promise<boolean>): Promise<void> {
  const end = performance.now() + PATIENCE_MS
  while (!(await condition())) {
    if (performance.now() > end) throw new Error(`Waited in vain for ${condition}`)
    await sleep(1)
  }
}

const EMPTY = { questions: 0, answers: 0, imports: 0, exports: 0 }

/** Waits until nothing is under way and neither side holds anything of the other. */
export async function untilEmpty(connection: RpcConnection): Promise<void> {
  const isEmpty = (): boolean => Object.values(connection.tableSizes()).every(size => size === 0)
  await until(() => isEmpty() || connection.ended !== null).catch(() => {})
  assert.deepEqual(connection.tableSizes(), EMPTY)
}

/**
 * Runs `body` as a client of `program serve <socket>`. Afterwards all tables must be empty and
 * the program must say that none of its objects is left.
 */
export async function withServer(
  program: string,
  body: (main: Capability, connection: RpcConnection, server: Program) => Promise<void>,
): Promise<void> {
  const socket = temporarySocket()
  await using server = new Program(program, ['serve', socket.path])
  let connection: RpcConnection | null = null
  try {
    assert.deepEqual(await server.next(), { listening: true })
    connection = new RpcConnection(await connectSocket(socket.path))
    const main = connection.bootstrap()
    await body(main, connection, server)
    main.release()
    await untilEmpty(connection)
    connection.close()
    assert.deepEqual(await server.end(), [{ liveObjects: 0 }])
  } finally {
    connection?.close()
    socket.remove()
  }
}

/**
 * Lets `program connect <socket> <scenario>` call the object that `bootstrap` makes. The
 * program must say that all was well, and all tables must then be empty. `leave` closes the
 * connection.
 */
export async function withClient(
  program: string,
  scenario: string,
  bootstrap: (leave: () => void) => CapabilityServer,
): Promise<void> {
  const socket = temporarySocket()
  const listener = createServer()
  listener.listen(socket.path)
  await once(listener, 'listening')
  let connection: RpcConnection | null = null
  try {
    await using client = new Program(program, ['connect', socket.path, scenario])
    // A program that dies before it connects has ended its output.
    const first = once(listener, 'connection').then(([accepted]: Socket[]) => accepted)
    const accepted = await Promise.race([first, client.nextOrEnd().then(() => null)])
    if (!accepted) await client.end()
    assert.ok(accepted, 'the program did not connect')
    connection = new RpcConnection(new SocketTransport(accepted), {
      bootstrap: bootstrap(() => connection?.close()),
    })
    assert.deepEqual(await client.next(), { scenario, ok: true })
    await untilEmpty(connection)
    assert.deepEqual(await client.end(), [])
    await connection.closed
  } finally {
    connection?.close()
    listener.close()
    socket.remove()
  }
}
