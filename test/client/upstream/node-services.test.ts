/** What a node offers besides tracing, in the versions that there are. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { connect, connectNode, ErrorCodes } from '../../../src/client/index.js'
import { runCli } from '../../e2e/support.js'
import { FakeNode } from './fake-node.js'

const DEADLINE = { timeout: 60_000 } as const
const TIP = { hash: Uint8Array.from({ length: 32 }, (_, i) => i), height: 840_000 }

for (const [version, ordinal] of [
  ['v30', 2],
  ['v31', 3],
] as const) {
  test(`the tip of a node as ${version} is`, DEADLINE, async t => {
    const { path } = await FakeNode.start(t, { mining: ordinal, tip: TIP })
    using node = await connectNode({ path })
    assert.deepEqual(await node.tip(), TIP)
    assert.deepEqual(await Promise.all([node.tip(), node.tip()]), [TIP, TIP])
  })
}

test('the tip of a node with the prototype of 2025', DEADLINE, async t => {
  const { path } = await FakeNode.start(t, { mining: 2, coinTracing: true, tip: TIP })
  await using session = await connect({ path })
  assert.deepEqual(await session.tip(), TIP)
})

test('a thread that could not be made is asked for again', DEADLINE, async t => {
  const { path } = await FakeNode.start(t, { mining: 3, tip: TIP, failingThreads: 2 })
  using node = await connectNode({ path })
  for (let i = 0; i < 2; i++) {
    await assert.rejects(node.tip(), { code: ErrorCodes.RemoteFailure, message: /no thread/ })
  }
  assert.deepEqual(await node.tip(), TIP)
})

test('a node without a block, and one that does not tell', DEADLINE, async t => {
  for (const offers of [{ mining: 3, tip: null } as const, {}]) {
    const { path } = await FakeNode.start(t, offers)
    using node = await connectNode({ path })
    assert.equal(await node.tip(), null)
  }
})

test('a method of the node’s JSON-RPC', DEADLINE, async t => {
  const heard: [unknown, string][] = []
  const { path } = await FakeNode.start(t, {
    executeRpc: (request, uri) => {
      heard.push([JSON.parse(request), uri])
      return JSON.stringify({ jsonrpc: '2.0', id: 1, result: { blocks: 5 } })
    },
  })
  using node = await connectNode({ path })
  assert.deepEqual(await node.callRpc('getblockchaininfo'), { blocks: 5 })
  await node.callRpc('getbalance', { minconf: 1 }, { wallet: 'my wallet' })
  assert.deepEqual(heard, [
    [{ jsonrpc: '2.0', id: 1, method: 'getblockchaininfo', params: [] }, '/'],
    [
      { jsonrpc: '2.0', id: 1, method: 'getbalance', params: { minconf: 1 } },
      '/wallet/my%20wallet',
    ],
  ])
})

test('an error of the node’s JSON-RPC keeps its words', DEADLINE, async t => {
  const answers = [
    '{"jsonrpc":"2.0","id":1,"error":{"code":-8,"message":"Block height out of range"}}',
    'no JSON',
    '"a text"',
    '{"error":"a text"}',
  ]
  const { path } = await FakeNode.start(t, { executeRpc: () => answers.shift() ?? '' })
  using node = await connectNode({ path })
  const expected = [
    /getblockhash: Block height out of range \(-8\)/,
    /is no JSON/,
    /is no JSON/,
    /a text/,
  ]
  for (const message of expected) {
    await assert.rejects(node.callRpc('getblockhash', [1e9]), {
      code: ErrorCodes.RemoteFailure,
      message,
    })
  }
})

test('a node without JSON-RPC on its socket says so, every time', DEADLINE, async t => {
  const { path } = await FakeNode.start(t, { mining: 3, tip: TIP })
  using node = await connectNode({ path })
  for (let i = 0; i < 2; i++) {
    await assert.rejects(node.callRpc('uptime'), {
      code: ErrorCodes.Unimplemented,
      message: /no JSON-RPC on this socket/,
    })
  }
  assert.deepEqual(await node.tip(), TIP)
})

test('released Bitcoin Core has no tracing: one sentence, and what would do', DEADLINE, async t => {
  for (const ordinal of [2, 3] as const) {
    const { path } = await FakeNode.start(t, { mining: ordinal, tip: TIP })
    const { code, stderr } = await runCli(t, ['trace', 'net:*_message', '--socket', path])
    assert.equal(code, 1)
    assert.match(stderr, /offers no tracing.*Released Bitcoin Core has none yet.* would do\.\n$/)
    assert.doesNotMatch(stderr, / at .*\.js:/)
  }
})

test('list shows the tip of a node that tells it', DEADLINE, async t => {
  const { path } = await FakeNode.start(t, { mining: 3, tip: TIP, tracing: true })
  const hash = Buffer.from(TIP.hash).reverse().toString('hex')
  const shown = await runCli(t, ['list', '--socket', path])
  assert.match(shown.stdout, new RegExp(`^tip 840000 {2}${hash}$`, 'm'))
  const json = JSON.parse((await runCli(t, ['list', '--json', '--socket', path])).stdout) as {
    tip: unknown
    offers: string
  }
  assert.deepEqual(json.tip, { hash, height: 840_000 })
  assert.equal(json.offers, 'upstream')
})
