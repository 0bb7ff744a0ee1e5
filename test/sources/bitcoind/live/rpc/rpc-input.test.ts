import assert from 'node:assert/strict'
import { test } from 'node:test'
import { ErrorCodes, NodetapError } from '../../../../../src/errors/index.js'
import type { InputMark, RpcAnswer } from '../../../../../src/sources/bitcoind/inputs.js'
import {
  type RpcClient,
  RpcInput,
  type RpcOutcome,
  RpcPollLimits,
} from '../../../../../src/sources/bitcoind/live/rpc/index.js'
import { FakeTimers } from '../fake-timers.js'

type Answering = (method: string, params: readonly unknown[]) => RpcOutcome | Promise<RpcOutcome>

const HEALTHY: Record<string, unknown> = {
  getblockchaininfo: { chain: 'regtest', blocks: 7 },
  getnetworkinfo: { subversion: '/Satoshi:31.0.0/' },
  logging: { net: true },
  getzmqnotifications: [],
  uptime: 100,
  getpeerinfo: [],
  getrawmempool: {},
}

/** An input that asks a node played by `answer`. */
function asking(answer: Answering = healthy, chain = 'regtest') {
  const timers = new FakeTimers()
  const asked: string[] = []
  const records: (RpcAnswer | InputMark)[] = []
  let connected = 0
  let restarts = 0
  const node = { answer }
  const client: RpcClient = {
    where: 'the node',
    call: async (method, params) => {
      asked.push(method)
      return node.answer(method, params)
    },
    close: () => {},
  }
  const input = new RpcInput({
    client,
    timers,
    chain,
    sink: {
      push: record => void records.push(record),
      connected: () => void connected++,
      restarted: () => void restarts++,
    },
  })
  const take = (): string[] => asked.splice(0)
  const marks = (): string[] =>
    records.flatMap(it => (it.kind === 'mark' ? [`${it.mark} ${it.count ?? ''} ${it.detail}`] : []))
  return {
    timers,
    input,
    node,
    take,
    records,
    marks,
    connections: () => connected,
    restarts: () => restarts,
  }
}

function healthy(method: string): RpcOutcome {
  return { result: HEALTHY[method] ?? null }
}

function refuse(): never {
  throw new NodetapError(ErrorCodes.NoNode, 'Nobody listens')
}

test('a node is greeted, then its peers and its chain are asked for again and again', async () => {
  const { input, timers, take, connections, records } = asking()
  input.start()
  await timers.pass(1)
  assert.deepEqual(take(), [
    'getblockchaininfo',
    'getnetworkinfo',
    'logging',
    'getzmqnotifications',
    'uptime',
    'getpeerinfo',
    'getblockchaininfo',
    'getrawmempool',
  ])
  assert.equal(input.status.state, 'running')
  assert.match(input.status.detail, /Satoshi:31/)
  assert.equal(connections(), 1)
  assert.ok(records.length > 0)
  await timers.pass(RpcPollLimits.chainPollMs)
  const asked = take()
  assert.equal(asked.filter(it => it === 'getblockchaininfo').length, 1)
  assert.equal(asked.filter(it => it === 'getpeerinfo').length, 5)
  input.close()
})

test('a node that is not there is waited for, at most once a second, and found', async () => {
  const { input, timers, node, take } = asking(refuse)
  input.start()
  await timers.pass(60_000)
  const tries = take().length
  assert.ok(tries > 40 && tries < 70, String(tries))
  assert.equal(input.status.state, 'waiting')
  node.answer = healthy
  await timers.pass(RpcPollLimits.maxBackoffMs)
  assert.equal(input.status.state, 'running')
  input.close()
})

test('a node that is starting is waited for, and its words are shown', async () => {
  const { input, timers, node } = asking(() => ({
    error: { code: -28, message: 'Loading block index…' },
  }))
  input.start()
  await timers.pass(1000)
  assert.equal(input.status.state, 'waiting')
  assert.match(input.status.detail, /Loading block index/)
  node.answer = healthy
  await timers.pass(RpcPollLimits.maxBackoffMs)
  assert.equal(input.status.state, 'running')
  input.close()
})

test('a node on another chain is told of and gives nothing', async () => {
  const { input, timers, records, node } = asking(healthy, 'main')
  input.start()
  await timers.pass(20_000)
  assert.equal(input.status.state, 'failed')
  assert.match(input.status.detail, /is on chain regtest, not main/)
  assert.match(input.status.advice, /--chain/)
  assert.deepEqual(records, [])
  node.answer = method =>
    method === 'getblockchaininfo' ? { result: { chain: 'main' } } : healthy(method)
  await timers.pass(RpcPollLimits.maxBackoffMs)
  assert.equal(input.status.state, 'running')
  input.close()
})

test('credentials that are refused are told of, and a new cookie is found', async () => {
  const { input, timers, node } = asking(() => {
    throw new NodetapError(ErrorCodes.PermissionDenied, 'refuses the user and password')
  })
  input.start()
  await timers.pass(1000)
  assert.equal(input.status.state, 'failed')
  assert.match(input.status.advice, /cookie/)
  node.answer = healthy
  await timers.pass(RpcPollLimits.maxBackoffMs)
  assert.equal(input.status.state, 'running')
  input.close()
})

test('a restart is told from a silence by how long the node runs', async () => {
  const { input, timers, node, marks, restarts } = asking()
  input.start()
  await timers.pass(1000)
  node.answer = refuse
  await timers.pass(3000)
  assert.equal(input.status.state, 'waiting')
  node.answer = method => (method === 'uptime' ? { result: 104 } : healthy(method))
  await timers.pass(RpcPollLimits.maxBackoffMs)
  // What was wanted in a short silence is asked for now.
  assert.deepEqual(marks(), [])
  node.answer = refuse
  await timers.pass(RpcPollLimits.graceMs + 5000)
  node.answer = method => (method === 'uptime' ? { result: 124 } : healthy(method))
  await timers.pass(RpcPollLimits.maxBackoffMs)
  node.answer = refuse
  await timers.pass(3000)
  node.answer = method => (method === 'uptime' ? { result: 1 } : healthy(method))
  await timers.pass(RpcPollLimits.maxBackoffMs)
  assert.deepEqual(marks(), ['gap  the node did not answer for a while'])
  assert.equal(restarts(), 1)
  input.close()
})

test('equal questions are asked once, entries before blocks, one block at a time', async () => {
  const gate: (() => void)[] = []
  const { input, timers, take } = asking(async (method, params) => {
    if (method !== 'getblock' && method !== 'getmempoolentry') return healthy(method)
    await new Promise<void>(resolve => void gate.push(resolve))
    return { result: params[0] }
  })
  input.start()
  await timers.pass(1)
  take()
  input.want({ method: 'getblock', params: ['a', 3] })
  input.want({ method: 'getblock', params: ['a', 3] })
  input.want({ method: 'getblock', params: ['b', 3] })
  input.want({ method: 'getmempoolentry', params: ['c'] })
  input.want({ method: 'getmempoolentry', params: ['c'] })
  assert.deepEqual(take(), ['getblock', 'getmempoolentry'])
  for (const open of gate.splice(0)) open()
  await timers.pass(0)
  assert.deepEqual(take(), ['getblock'])
  for (const open of gate.splice(0)) open()
  await timers.pass(0)
  assert.deepEqual(take(), [])
  input.close()
})

test('a slow node is asked less, and the blocks wanted are asked for again', async () => {
  const { input, timers, node, take, records } = asking()
  input.start()
  await timers.pass(1)
  take()
  let timeouts = 2
  node.answer = method => {
    if (method !== 'getblock') return healthy(method)
    if (timeouts-- > 0) throw new NodetapError(ErrorCodes.Timeout, 'no answer in time')
    return { result: { hash: 'a' } }
  }
  input.want({ method: 'getblock', params: ['a', 3] })
  await timers.pass(0)
  assert.equal(input.status.state, 'running')
  assert.match(input.status.detail, /slow: no answer in time/)
  await timers.pass(10_000)
  assert.equal(take().filter(it => it === 'getblock').length, 3)
  assert.ok(records.some(it => it.kind === 'rpc' && it.method === 'getblock'))
  assert.doesNotMatch(input.status.detail, /slow/)
  input.close()
})

test('a poll that takes long is made more seldom', async () => {
  const { input, timers, node, take } = asking()
  input.start()
  await timers.pass(1)
  node.answer = method => {
    if (method !== 'getpeerinfo') return healthy(method)
    return new Promise(resolve => timers.after(500, () => resolve({ result: [] })))
  }
  await timers.pass(2000)
  take()
  await timers.pass(50_000)
  const polls = take().filter(it => it === 'getpeerinfo').length
  assert.ok(polls >= 3 && polls <= 6, String(polls))
  input.close()
})

test('blocks wanted while the node is away are asked for when it is back', async () => {
  const { input, timers, node, take } = asking()
  input.start()
  await timers.pass(1)
  node.answer = refuse
  await timers.pass(RpcPollLimits.graceMs + 6000)
  assert.equal(input.isUp, false)
  for (let i = 0; i < 5; i++) input.want({ method: 'getblock', params: [String(i), 3] })
  input.want({ method: 'getmempoolentry', params: ['gone'] })
  take()
  node.answer = healthy
  await timers.pass(RpcPollLimits.maxBackoffMs)
  const asked = take()
  assert.equal(asked.filter(it => it === 'getblock').length, 5)
  assert.equal(asked.filter(it => it === 'getmempoolentry').length, 0)
  input.close()
})

test('more blocks than may wait are left out, the oldest first, and counted', async () => {
  const { input, timers, node, marks } = asking()
  input.start()
  await timers.pass(1)
  node.answer = method =>
    method === 'getblock' ? new Promise<RpcOutcome>(() => {}) : healthy(method)
  for (let i = 0; i < RpcPollLimits.maxWaitingBlocks + 8; i++) {
    input.want({ method: 'getblock', params: [String(i), 3] })
  }
  const left = marks().filter(it => it.startsWith('gap'))
  assert.equal(left.length, 7)
  input.close()
})
