/** Connections over real sockets: what only they can do. */
import assert from 'node:assert/strict'
import { once } from 'node:events'
import { connect, type Socket } from 'node:net'
import { test } from 'node:test'
import { MessageBuilder } from '../../src/capnp/index.js'
import { ErrorCodes } from '../../src/errors/index.js'
import {
  type Capability,
  connectSocket,
  InterfaceServer,
  RpcConnection,
  RpcLimits,
  SocketTransport,
} from '../../src/rpc/index.js'
import { echo, rpc } from '../../src/schema/index.js'
import { Listener } from './listener.js'
import { EMPTY, echoServer, failsWith, Gate, say } from './scenario.js'

/** A client of `listener` that must leave nothing behind. */
async function withClient(
  listener: Listener,
  body: (main: Capability, connection: RpcConnection) => Promise<void>,
): Promise<void> {
  const connection = new RpcConnection(await connectSocket(listener.path))
  const main = connection.bootstrap()
  await body(main, connection)
  main.release()
  const server = listener.connections[0]
  connection.close()
  await server?.closed
  assert.deepEqual(connection.tableSizes(), EMPTY)
}

/** A plain socket that is connected. */
async function plainClient(path: string): Promise<Socket> {
  const socket = connect({ path, allowHalfOpen: true })
  await once(socket, 'connect')
  return socket
}

function bootstrapFrame(questionId = 0): Uint8Array {
  const builder = new MessageBuilder()
  builder.initRoot(rpc.Message).initBootstrap().questionId = questionId
  return builder.toFrame()
}

test('calls over a socket, both ways', async () => {
  await using listener = await new Listener(() => echoServer(text => `<${text}>`)).listen()
  await withClient(listener, async main => {
    assert.equal(await say(main, 'hello'), '<hello>')
    const texts = Array.from({ length: 500 }, (_, i) => `${i}`)
    assert.deepEqual(
      await Promise.all(texts.map(text => say(main, text))),
      texts.map(text => `<${text}>`),
    )
  })
})

test('messages larger than any buffer of a socket, both ways and at once', async () => {
  await using listener = await new Listener(() => echoServer(text => text)).listen()
  await withClient(listener, async main => {
    const large = Array.from({ length: 4 }, (_, i) => `${i}`.repeat(4_000_000))
    const back = await Promise.all(large.map(text => say(main, text)))
    // Not by deepEqual, whose report of a difference would be as large.
    assert.ok(back.every((text, i) => text === large[i]))
  })
})

test('memory attached to a call is free again only when the system has taken it', async () => {
  // A server that never reads: the call stays in the queue of the client's socket.
  await using listener = await new Listener(() => null).listen()
  const connection = new RpcConnection(await connectSocket(listener.path, { closeTimeoutMs: 1 }))
  const main = connection.bootstrap()
  const segment = new Uint8Array(8 * 1024 * 1024)
  let told = false
  const settled = new Promise<void>(resolve => {
    main.send(
      echo.Echo.methods.echo,
      target => {
        target.message.setFarAt(target.at, target.message.attach(segment))
      },
      () => {
        told = true
        resolve()
      },
    )
  })
  await listener.accepted()
  connection.close()
  assert.equal(told, false, 'its bytes may still be on their way')
  await settled
  assert.equal(connection.unsentBytes, 0)
  main.release()
})

test('what a server says before the client listens is not lost', async () => {
  const main = echoServer(text => text)
  await using listener = await new Listener(() => null).listen()
  const transport = await connectSocket(listener.path)
  const socket = await listener.accepted()
  const server = new RpcConnection(new SocketTransport(socket))
  const clientMain = server.bootstrap()
  const said = say(clientMain, 'early')
  await new Promise<void>(resolve => socket.write(new Uint8Array(0), () => resolve()))
  const client = new RpcConnection(transport, { bootstrap: main })
  assert.equal(await said, 'early')
  clientMain.release()
  server.close()
  await client.closed
  assert.deepEqual(client.tableSizes(), EMPTY)
})

test('a peer that leaves before the connection begins ends it', async () => {
  await using listener = await new Listener(() => null).listen()
  const transport = await connectSocket(listener.path)
  const closed = new Promise(resolve => transport.socket.once('close', resolve))
  transport.socket.resume()
  transport.socket.destroy(new Error('torn'))
  await closed
  const connection = new RpcConnection(transport)
  failsWith(ErrorCodes.Disconnected, /torn/)(await connection.closed)
})

test('closing ends both sides, with a reason', async () => {
  await using listener = await new Listener(() => echoServer(text => text)).listen()
  await using connection = new RpcConnection(await connectSocket(listener.path))
  const main = connection.bootstrap()
  await say(main, '')
  main.release()
  connection.close()
  failsWith(ErrorCodes.Disconnected, /was closed/)(await connection.closed)
  const server = listener.connections[0]
  assert.ok(server)
  failsWith(ErrorCodes.Disconnected, /The peer closed the connection/)(await server.closed)
  connection.close()
  using late = connection.bootstrap()
  await assert.rejects(say(late, ''), failsWith(ErrorCodes.Disconnected))
})

test('an end in the middle of a frame just closes', async () => {
  await using listener = await new Listener(() => echoServer(text => text)).listen()
  const frame = bootstrapFrame()
  for (const cut of [1, 7, 8, 9, frame.length - 1]) {
    const socket = await plainClient(listener.path)
    socket.end(frame.subarray(0, cut))
    const received = await socket.toArray()
    assert.deepEqual(received, [], 'nothing is said of it')
    const server = listener.connections.at(-1)
    failsWith(
      ErrorCodes.Disconnected,
      /closed the connection/,
    )((await server?.closed) ?? new Error('not accepted'))
  }
})

test('a frame beyond the limit, and bytes that are no frame, end in an Abort', async () => {
  const options = { maxFrameBytes: 1024 }
  await using listener = await new Listener(() => echoServer(text => text), options).listen()
  const header = (count: number, words: number): Uint8Array =>
    new Uint8Array(new Uint32Array([count, words]).buffer)
  for (const [bytes, reason] of [
    [header(0, 128), /a frame of 1032 bytes; at most 1024/],
    [header(2 ** 27 - 1, 1), /134217728 segments/],
    [header(0xffffffff, 1), /4294967296 segments/],
    [new Uint8Array(Buffer.from('GET / HTTP/1.1\r\n\r\n')), /segments; at most/],
  ] as const) {
    const socket = await plainClient(listener.path)
    socket.write(bytes)
    const received = await socket.toArray()
    socket.end()
    assert.match(Buffer.concat(received as Buffer[]).toString('latin1'), reason)
    await listener.connections.at(-1)?.closed
  }
})

test('a peer that does not read is not read from, and served when it does', async () => {
  const text = 'x'.repeat(1024 * 1024)
  let served = 0
  const server = new InterfaceServer('Echo').on(echo.Echo.methods.echo, (_params, call) => {
    served++
    call.results(results => {
      results.result = text
    })
  })
  await using listener = await new Listener(() => server).listen()
  const transport = await connectSocket(listener.path)
  const connection = new RpcConnection(transport)
  const main = connection.bootstrap()
  await say(main, '')
  transport.pause()
  const asked = 40
  const calls = Array.from({ length: asked }, () => say(main, ''))
  const accepted = listener.connections[0] as RpcConnection
  // Another connection is served meanwhile; by then this one has stopped.
  while (accepted.unsentBytes <= RpcLimits.maxUnreadBytes) {
    await new Promise(resolve => setImmediate(resolve))
  }
  await withOther(listener)
  assert.ok(accepted.unsentBytes <= RpcLimits.maxUnreadBytes + 2 * text.length)
  assert.ok(served < asked)
  transport.resume()
  assert.ok((await Promise.all(calls)).every(answer => answer === text))
  main.release()
  connection.close()
  await accepted.closed
})

async function withOther(listener: Listener): Promise<void> {
  const connection = new RpcConnection(await connectSocket(listener.path))
  const main = connection.bootstrap()
  await say(main, '')
  main.release()
  connection.close()
  await listener.connections.at(-1)?.closed
}

test('a peer that neither reads nor closes does not hold up closing', async () => {
  const gate = new Gate()
  await using listener = await new Listener(() => echoServer(text => text), {
    closeTimeoutMs: 1,
  }).listen()
  const socket = await plainClient(listener.path)
  socket.on('error', () => {})
  socket.pause()
  socket.write(bootstrapFrame())
  const accepted = await listener.accepted()
  const [connection] = listener.connections
  assert.ok(connection)
  while (connection.tableSizes().answers === 0) {
    await new Promise(resolve => setImmediate(resolve))
  }
  accepted.write(new Uint8Array(16 * 1024 * 1024))
  connection.close()
  accepted.once('close', gate.open)
  await gate.opened
  assert.ok(accepted.destroyed)
  socket.destroy()
})

test('a socket that breaks rejects what is pending', async () => {
  await using listener = await new Listener(() =>
    new InterfaceServer('Echo').on(echo.Echo.methods.echo, () => new Promise<void>(() => {})),
  ).listen()
  const connection = new RpcConnection(await connectSocket(listener.path))
  const main = connection.bootstrap()
  const pending = say(main, '')
  const socket = await listener.accepted()
  socket.destroy()
  await assert.rejects(pending, failsWith(ErrorCodes.Disconnected))
  await assert.rejects(say(main, ''), failsWith(ErrorCodes.Disconnected))
  main.release()
  assert.deepEqual(connection.tableSizes(), EMPTY)
})
