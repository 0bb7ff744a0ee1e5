/** Finding a socket, and the sentence where there is none that can be used. */
import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { ErrorCodes } from '../../src/errors/index.js'
import { connectSocket, RpcConnection } from '../../src/rpc/index.js'
import { folder, Listener, newPath, onUnix } from './listener.js'
import { echoServer, failsWith, say } from './scenario.js'

test('a path that nobody listens on', async () => {
  const missing = newPath()
  await assert.rejects(
    connectSocket(missing),
    failsWith(ErrorCodes.NoNode, /There is no socket at .*Is the node running/),
  )
})

if (onUnix) {
  test('a socket that nobody listens on any more', async t => {
    const path = newPath()
    // Whoever ends in order takes the socket away: it is left by who is killed.
    const listening = `require('net').createServer().listen(${JSON.stringify(path)}, () => process.kill(process.pid, 'SIGKILL'))`
    await once(spawn(process.execPath, ['-e', listening], { stdio: 'ignore' }), 'exit')
    t.after(() => rmSync(path))
    await assert.rejects(
      connectSocket(path),
      failsWith(ErrorCodes.NoNode, /Nobody listens on .*Start it again/),
    )
  })

  test('a path of something that is no socket', async t => {
    const path = newPath()
    writeFileSync(path, '')
    t.after(() => rmSync(path))
    await assert.rejects(
      connectSocket(path),
      failsWith(ErrorCodes.NoNode, /is a file, not a socket\. Give the path/),
    )
    await assert.rejects(
      connectSocket(tmpdir()),
      failsWith(ErrorCodes.NoNode, /is a directory, not a socket/),
    )
  })

  test('a socket of another user', async () => {
    await using listener = await new Listener(() => null).listen()
    chmodSync(listener.path, 0)
    // Permissions do not bind root, who can be somebody else for the moment.
    const isRoot = process.getuid?.() === 0
    if (isRoot) process.seteuid?.(65534)
    const connecting = connectSocket(listener.path)
    if (isRoot) process.seteuid?.(0)
    await assert.rejects(
      connecting,
      failsWith(ErrorCodes.PermissionDenied, /belongs to another user/),
    )
  })

  test('a path that the system cannot use', async () => {
    await assert.rejects(
      connectSocket(join(folder, 'x'.repeat(200))),
      failsWith(ErrorCodes.UnusablePath),
    )
    await assert.rejects(connectSocket(''), failsWith(ErrorCodes.UnusablePath))
    await assert.rejects(connectSocket('a\0b'), failsWith(ErrorCodes.UnusablePath))
  })
}

test('connecting is given up when the signal fires, before or meanwhile', async () => {
  await using listener = await new Listener(() => null).listen()
  const reason = new Error('enough')
  const isOurs = (error: Error): boolean =>
    failsWith(ErrorCodes.Aborted, /Connecting to .* was aborted/)(error) && error.cause === reason
  await assert.rejects(connectSocket(listener.path, { signal: AbortSignal.abort(reason) }), isOurs)
  const controller = new AbortController()
  const connecting = connectSocket(listener.path, { signal: controller.signal })
  controller.abort(reason)
  await assert.rejects(connecting, isOurs)
})

test('a signal that fires after connecting changes nothing', async () => {
  await using listener = await new Listener(() => echoServer(text => text)).listen()
  const controller = new AbortController()
  const transport = await connectSocket(listener.path, { signal: controller.signal })
  controller.abort()
  const connection = new RpcConnection(transport)
  const main = connection.bootstrap()
  assert.equal(await say(main, 'connected'), 'connected')
  main.release()
  connection.close()
  await listener.connections[0]?.closed
})
