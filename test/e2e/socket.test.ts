import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import {
  chmodSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { createConnection, createServer, type Socket } from 'node:net'
import { join } from 'node:path'
import { type TestContext, test } from 'node:test'
import { connect, type ErrorCode, ErrorCodes, isNodetapError } from '../../src/client/index.js'
import { PublisherLimits, startPublisher, type Tracing } from '../../src/publisher/index.js'
import { temporaryDirectory, until } from './support.js'

const isWindows = process.platform === 'win32'

async function publish(t: TestContext, path: string): Promise<Tracing> {
  const tracing = await startPublisher({ path, ringBytes: 1024 * 1024 })
  t.after(() => tracing.close())
  return tracing
}

function fails(code: ErrorCode, pattern: RegExp) {
  return (error: unknown): boolean => {
    assert.ok(isNodetapError(error, code), `${error}`)
    assert.match(error.message, pattern)
    return true
  }
}

test('only the owner may open the socket, in a directory made for it', {
  skip: isWindows && 'pipes have no mode',
}, async t => {
  const path = join(temporaryDirectory(t), 'new', 'deep', 'node.sock')
  const tracing = await publish(t, path)
  assert.equal(tracing.path, path)
  assert.equal(lstatSync(path).mode & 0o777, 0o600)
  assert.equal(statSync(join(path, '..')).mode & 0o777, 0o700)
  assert.deepEqual(readdirSync(join(path, '..')), ['node.sock'])
  await tracing.close()
  assert.equal(existsSync(path), false)
})

test('a directory that others can write to is refused', {
  skip: isWindows && 'pipes have no directory',
}, async t => {
  const directory = join(temporaryDirectory(t), 'open')
  mkdirSync(directory)
  chmodSync(directory, 0o777)
  await assert.rejects(
    publish(t, join(directory, 'node.sock')),
    fails(ErrorCodes.UnusablePath, /Others can write to .*open/),
  )
  assert.deepEqual(readdirSync(directory), [])
})

test('a live socket is refused, a dead one replaced, a file left alone', {
  skip: isWindows && 'pipes go with their process',
}, async t => {
  const directory = temporaryDirectory(t)
  const path = join(directory, 'node.sock')
  const first = await publish(t, path)
  await assert.rejects(publish(t, path), fails(ErrorCodes.SocketInUse, /listens on/))
  await first.close()

  // A process that ends without a word leaves its socket behind.
  const script = `require('net').createServer().listen(process.argv[1], () => process.kill(process.pid, 'SIGKILL'))`
  spawnSync(process.execPath, ['-e', script, path])
  assert.ok(lstatSync(path).isSocket())
  const second = await publish(t, path)
  await using session = await connect({ path })
  assert.equal(session.offers, 'nodetap')
  await second.close()

  writeFileSync(path, 'precious')
  await assert.rejects(publish(t, path), fails(ErrorCodes.UnusablePath, /is no socket/))
})

test('a path that the system cannot bind is one clear error', async t => {
  const path = join(temporaryDirectory(t), 'x'.repeat(120))
  await assert.rejects(
    publish(t, path),
    fails(ErrorCodes.UnusablePath, /(has \d+ bytes; this system takes \d+|no pipe name)/),
  )
})

test('a client says plainly what is wrong with a socket', async t => {
  const directory = temporaryDirectory(t)
  await assert.rejects(
    connect({ path: join(directory, 'none.sock') }),
    fails(ErrorCodes.NoNode, /There is no socket at/),
  )
  await assert.rejects(connect({ path: '' }), fails(ErrorCodes.UnusablePath, /path is empty/))
  const path = join(directory, 'silent.sock')
  const sockets: Socket[] = []
  const silent = createServer(socket => sockets.push(socket)).listen(path)
  t.after(() => {
    for (const socket of sockets) socket.destroy()
    silent.close()
  })
  const abort = new AbortController()
  const connecting = connect({ path, signal: abort.signal })
  await until('it is connected', () => sockets.length > 0)
  abort.abort()
  await assert.rejects(connecting, (error: unknown) => isNodetapError(error, ErrorCodes.Aborted))
})

test('the subscription beyond the limit is refused, and one more fits when one has gone', async t => {
  const path = join(temporaryDirectory(t), 'node.sock')
  await publish(t, path)
  await using session = await connect({ path })
  const all = Array.from({ length: PublisherLimits.maxSubscriptions }, () =>
    session.subscribe(['net:*']),
  )
  await Promise.all(all.map(subscription => subscription.ready))
  await assert.rejects(
    session.subscribe(['net:*']).ready,
    fails(ErrorCodes.Overloaded, /limit of 64 subscriptions/),
  )
  await all[0]?.close()
  await session.subscribe(['net:*']).ready
})

test('the connection beyond the limit is refused with its reason', async t => {
  const path = join(temporaryDirectory(t), 'node.sock')
  await publish(t, path)
  const sessions = await Promise.all(
    Array.from({ length: PublisherLimits.maxConnections }, () => connect({ path })),
  )
  await assert.rejects(connect({ path }), fails(ErrorCodes.Disconnected, /limit of 64 connections/))
  await Promise.all(sessions.map(session => session.close()))
  await until('there is room again', async () => {
    try {
      const session = await connect({ path })
      await session.close()
      return true
    } catch {
      return false
    }
  })
})

test('a request that makes no sense is refused with what would', async t => {
  const path = join(temporaryDirectory(t), 'node.sock')
  await publish(t, path)
  await using session = await connect({ path })
  await assert.rejects(
    session.subscribe(['net:inbound_mesage']).ready,
    fails(ErrorCodes.UnknownTracepoint, /net:inbound_message/),
  )
  await assert.rejects(
    (async () => {
      for await (const _ of session.subscribe(['nothing:*'])) assert.fail('an event')
    })(),
    fails(ErrorCodes.UnknownTracepoint, /nothing:\*/),
  )
  await assert.rejects(
    session.subscribe([]).ready,
    fails(ErrorCodes.InvalidArgument, /at least one tracepoint/),
  )
  const text = JSON.parse('"net:*"') as string[]
  for (const asked of [
    session.subscribe(text),
    session.aggregate({ tracepoints: text, measures: { n: { function: 'count' } } }),
  ]) {
    await assert.rejects(asked.ready, fails(ErrorCodes.InvalidArgument, /in a list of texts/))
  }
  await assert.rejects(
    session.subscribe(['net:*'], { payloadBytes: -1 }).ready,
    fails(ErrorCodes.InvalidArgument, /payloadBytes is -1/),
  )
  await assert.rejects(
    session.subscribe(['net:*'], { maxBatchEvents: Number.NaN }).ready,
    fails(ErrorCodes.InvalidArgument, /maxBatchEvents is NaN/),
  )
})

test('a socket on which something else listens is named, and not taken for a node that has gone', async t => {
  const directory = temporaryDirectory(t)
  const answers: readonly [string, (socket: Socket) => void, ErrorCode, RegExp][] = [
    [
      'http',
      socket => socket.write('HTTP/1.1 400 Bad Request\r\n\r\n'),
      ErrorCodes.MalformedMessage,
      /^What listens on .*http does not answer as a node does: Malformed .*a node's socket\?$/,
    ],
    [
      'echo',
      socket => socket.pipe(socket),
      ErrorCodes.RemoteFailure,
      /^What listens on .*echo does not answer as a node does/,
    ],
    ['gone', socket => socket.end(), ErrorCodes.Disconnected, /gone: .*closed the connection/],
  ]
  for (const [name, answer, code, message] of answers) {
    const path = join(directory, name)
    const server = createServer(socket => {
      socket.on('error', () => {})
      answer(socket)
    }).listen(path)
    t.after(() => server.close())
    await assert.rejects(connect({ path }), fails(code, message))
  }
})

test('a session that is closed says so to whoever asks it', async t => {
  const path = join(temporaryDirectory(t), 'node.sock')
  await publish(t, path)
  const session = await connect({ path })
  await session.close()
  const measures = { events: { function: 'count' } } as const
  for (const asked of [
    session.describe(),
    session.subscribers(),
    session.subscribe(['net:*']).ready,
    session.aggregate({ tracepoints: ['net:*'], measures }).ready,
    session.tip(),
    session.callRpc('uptime'),
  ]) {
    await assert.rejects(asked, fails(ErrorCodes.Aborted, /session has been closed/))
  }
})

test('garbage on one connection ends that one and touches no other', async t => {
  const path = join(temporaryDirectory(t), 'node.sock')
  const tracing = await publish(t, path)
  await using session = await connect({ path })
  const subscription = session.subscribe(['net:*'])
  await subscription.ready
  const site = tracing.tracepoints['net:inbound_message']
  let seen = 0
  const reading = (async () => {
    for await (const batch of subscription) seen += batch.eventCount
  })()
  const garbage = [
    Buffer.from('GET / HTTP/1.1\r\n\r\n'),
    Buffer.alloc(4096, 0xff),
    Buffer.from([0, 0, 0, 0, 0xff, 0xff, 0xff, 0x7f]),
    Buffer.from([0xff, 0xff, 0xff, 0x07, 0, 0, 0, 0]),
    // A frame that is whole, and whose message is of no known kind.
    Buffer.from([0, 0, 0, 0, 2, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 99, 0, 0, 0, 0, 0, 0, 0]),
  ]
  for (const [i, bytes] of garbage.entries()) {
    const socket = createConnection(path)
    const closed = new Promise(resolve => socket.once('close', resolve))
    socket.on('error', () => {})
    socket.resume()
    socket.write(bytes)
    if (i === garbage.length - 1) socket.end()
    await closed
    site.fire(1, '127.0.0.1:1', 'inbound', 'ping', 0, new Uint8Array(0))
    await until('the other has its event', () => seen === i + 1)
  }
  await subscription.close()
  await reading
})

test('a path alone, or one that is no text, is not taken for no path at all', async () => {
  for (const wrong of ['/tmp/node.sock', 5, { path: 5 }]) {
    // From JavaScript; the type does not allow it.
    await assert.rejects(connect(wrong as never), (error: unknown) =>
      isNodetapError(error, ErrorCodes.InvalidArgument),
    )
  }
})
