import assert from 'node:assert/strict'
import { writeFileSync } from 'node:fs'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { join } from 'node:path'
import { type TestContext, test } from 'node:test'
import { ErrorCodes, isNodetapError } from '../../../../../src/errors/index.js'
import {
  type Credentials,
  cookieCredentials,
  HttpRpc,
  isLoopback,
  passwordCredentials,
} from '../../../../../src/sources/bitcoind/live/rpc/index.js'
import { temporaryDirectory } from '../../../../e2e/support.js'

type Handler = (request: IncomingMessage, response: ServerResponse, body: string) => void

async function serve(
  t: TestContext,
  handler: Handler,
  { credentials = passwordCredentials('u', 'p'), maxAnswerBytes = 10_000 } = {},
): Promise<HttpRpc> {
  const server = createServer((request, response) => {
    let body = ''
    request.on('data', chunk => {
      body += String(chunk)
    })
    request.on('end', () => handler(request, response, body))
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  t.after(() => {
    server.closeAllConnections()
    server.close()
  })
  const address = server.address()
  const port = typeof address === 'object' ? address?.port : 0
  const rpc = new HttpRpc({
    url: new URL(`http://127.0.0.1:${port}/`),
    credentials,
    maxAnswerBytes,
  })
  t.after(() => rpc.close())
  return rpc
}

async function codeOf(promise: Promise<unknown>): Promise<string> {
  try {
    await promise
  } catch (error) {
    return isNodetapError(error) ? error.code : String(error)
  }
  return 'none'
}

test('a question and its answer go over HTTP with the user and password', async t => {
  const rpc = await serve(t, (request, response, body) => {
    const { method, params } = JSON.parse(body) as { method: string; params: unknown }
    const { authorization } = request.headers
    response.end(JSON.stringify({ result: { method, params, authorization }, error: null, id: 1 }))
  })
  assert.deepEqual(await rpc.call('getblock', ['aa', 3]), {
    result: {
      method: 'getblock',
      params: ['aa', 3],
      authorization: `Basic ${Buffer.from('u:p').toString('base64')}`,
    },
  })
})

test('an error of the node’s is an answer', async t => {
  const rpc = await serve(t, (_, response) => {
    response.statusCode = 500
    response.end('{"result":null,"error":{"code":-5,"message":"not in mempool"},"id":1}')
  })
  assert.deepEqual(await rpc.call('getmempoolentry', ['aa']), {
    error: { code: -5, message: 'not in mempool' },
  })
})

test('what is no answer is told apart by its code', async t => {
  const statuses: [number, string, string][] = [
    [401, '', ErrorCodes.PermissionDenied],
    [503, 'Work queue depth exceeded', ErrorCodes.Overloaded],
    [200, '<html>', ErrorCodes.MalformedMessage],
    [200, '[]', ErrorCodes.MalformedMessage],
    [200, '{}', ErrorCodes.MalformedMessage],
  ]
  let next: [number, string, string] = [200, '', '']
  const rpc = await serve(t, (_, response) => {
    response.statusCode = next[0]
    response.end(next[1])
  })
  for (const it of statuses) {
    next = it
    assert.equal(await codeOf(rpc.call('uptime', [])), it[2], String(it[0]))
  }
})

test('an answer beyond the bound is given up', async t => {
  const rpc = await serve(t, (_, response) => {
    response.end(JSON.stringify({ result: 'x'.repeat(20_000) }))
  })
  assert.equal(await codeOf(rpc.call('getblock', [])), ErrorCodes.MalformedMessage)
})

test('an answer that does not come is given up in time, or when nobody wants it', async t => {
  const rpc = await serve(t, () => {})
  assert.equal(await codeOf(rpc.call('uptime', [], { timeoutMs: 20 })), ErrorCodes.Timeout)
  const abort = new AbortController()
  const call = codeOf(rpc.call('uptime', [], { signal: abort.signal }))
  abort.abort()
  assert.equal(await call, ErrorCodes.Aborted)
})

test('a node that breaks off and one that is not there are told apart', async t => {
  const rpc = await serve(t, request => request.socket.destroy())
  assert.equal(await codeOf(rpc.call('uptime', [])), ErrorCodes.Disconnected)
  const none = new HttpRpc({
    url: new URL('http://127.0.0.1:1/'),
    credentials: passwordCredentials('u', 'p'),
  })
  assert.equal(await codeOf(none.call('uptime', [])), ErrorCodes.NoNode)
})

test('the cookie is read anew for each question, so that a new one counts', async t => {
  const path = join(temporaryDirectory(t), '.cookie')
  const credentials: Credentials = cookieCredentials(path)
  const rpc = await serve(
    t,
    (request, response) => response.end(JSON.stringify({ result: request.headers.authorization })),
    { credentials },
  )
  assert.equal(await codeOf(rpc.call('uptime', [])), ErrorCodes.NoNode)
  for (const cookie of ['__cookie__:one', '__cookie__:two']) {
    writeFileSync(path, cookie)
    assert.deepEqual(await rpc.call('uptime', []), {
      result: `Basic ${Buffer.from(cookie).toString('base64')}`,
    })
  }
  // bitcoind is about to write it.
  writeFileSync(path, '')
  assert.equal(await codeOf(rpc.call('uptime', [])), ErrorCodes.NoNode)
})

test('this machine’s own addresses are known', () => {
  for (const host of ['127.0.0.1', '127.9.9.9', 'localhost', '[::1]']) {
    assert.ok(isLoopback(new URL(`http://${host}:8332/`)), host)
  }
  for (const host of ['10.0.0.1', '127.0.0.1.example', 'localhost.example', '[::2]']) {
    assert.ok(!isLoopback(new URL(`http://${host}:8332/`)), host)
  }
})

test('a method that a whitelist refuses is an error of that method alone', async t => {
  const rpc = await serve(t, (_, response) => {
    response.statusCode = 403
    response.end()
  })
  assert.deepEqual(await rpc.call('getblock', []), {
    error: { code: 403, message: 'refused, by rpcwhitelist or rpcallowip' },
  })
})
