import assert from 'node:assert/strict'
import { join } from 'node:path'
import { test } from 'node:test'
import { ErrorCodes } from '../../../../src/errors/index.js'
import { chooseRpc } from '../../../../src/sources/bitcoind/live/choose-rpc.js'
import {
  chainOf,
  NodeOptions,
  type NodeSetup,
  nodeSetup,
  parseConfig,
} from '../../../../src/sources/bitcoind/live/config/index.js'
import { IpcRpc } from '../../../../src/sources/bitcoind/live/rpc/index.js'
import { FakeNode } from '../../../client/upstream/fake-node.js'
import { temporaryDirectory } from '../../../e2e/support.js'

function setupOf(text: string, dataDirectory = '/data'): NodeSetup {
  const chain = chainOf('main')
  return nodeSetup(new NodeOptions([], parseConfig(text, '', []), chain), chain, dataDirectory)
}

test('a node is asked on this machine, at the port of its settings', () => {
  assert.equal(chooseRpc(setupOf(''), {}).where, 'http://127.0.0.1:8332')
  assert.equal(chooseRpc(setupOf('rpcport=7000'), {}).where, 'http://127.0.0.1:7000')
  assert.equal(chooseRpc(setupOf('rpcport=x'), {}).where, 'http://127.0.0.1:8332')
  const where = 'http://localhost:1/'
  assert.equal(chooseRpc(setupOf(''), { where }).where, 'http://localhost:1')
})

test('the cookie of this machine goes to no other; a user that was named may', () => {
  const where = 'http://192.0.2.1:8332/'
  for (const text of ['', 'rpcuser=u\nrpcpassword=p']) {
    assert.throws(() => chooseRpc(setupOf(text), { where }), {
      code: ErrorCodes.InvalidArgument,
      message: /another machine/,
    })
  }
  const rpc = chooseRpc(setupOf(''), { where, user: 'u', password: 'p' })
  assert.equal(rpc.where, 'http://192.0.2.1:8332')
  assert.throws(() => chooseRpc(setupOf(''), { user: 'u' }), /both or none/)
})

test('a node without HTTP is asked on its own socket, where it has one', async t => {
  const directory = temporaryDirectory(t)
  assert.match(chooseRpc(setupOf('server=0', directory), {}).where, /^http:/)
  const path = join(directory, 'other.sock')
  assert.equal(chooseRpc(setupOf(''), { where: path }).where, path)
})

test('questions over the node’s own socket are answered as over HTTP', async t => {
  const answers = [
    '{"jsonrpc":"2.0","id":1,"result":{"chain":"regtest"}}',
    '{"jsonrpc":"2.0","id":1,"error":{"code":-28,"message":"Loading block index…"}}',
  ]
  const { path } = await FakeNode.start(t, { executeRpc: () => answers.shift() ?? '' })
  const rpc = new IpcRpc(path)
  t.after(() => rpc.close())
  assert.deepEqual(await rpc.call('getblockchaininfo', []), { result: { chain: 'regtest' } })
  assert.deepEqual(await rpc.call('getblockchaininfo', []), {
    error: { code: -28, message: 'Loading block index…' },
  })
  await assert.rejects(rpc.call('getblockchaininfo', []), { code: ErrorCodes.RemoteFailure })
})

test('a socket that nobody serves is told of, each time', async t => {
  const rpc = new IpcRpc(join(temporaryDirectory(t), 'none'))
  for (let i = 0; i < 2; i++) {
    await assert.rejects(rpc.call('uptime', []), { code: ErrorCodes.NoNode })
  }
})
