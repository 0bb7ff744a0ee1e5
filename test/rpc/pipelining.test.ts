import assert from 'node:assert/strict'
import { test } from 'node:test'
import { ErrorCodes } from '../../src/errors/index.js'
import { Capability, InterfaceServer, RpcLimits } from '../../src/rpc/index.js'
import { echo, init, rpc } from '../../src/schema/index.js'
import { settle } from './pair.js'
import { RawPeer } from './raw-peer.js'
import { Census, EMPTY, echoServer, failsWith, Gate, initWith, pair, say } from './scenario.js'

const { makeEcho } = init.Init.methods

test('what is pipelined on a call that fails fails alike, before and after', async () => {
  const gate = new Gate()
  const failing = initWith(() => {
    throw new Error('no echo today')
  }, gate.opened)
  const { client } = pair(failing)
  using main = client.bootstrap()
  const started = main.startCall(makeEcho)
  using made = started.pipeline(0)
  const early = say(made, '')
  await settle()
  gate.open()
  await assert.rejects(early, /no echo today/)
  await assert.rejects(say(made, ''), /no echo today/)
  using late = started.pipeline(0)
  await assert.rejects(say(late, ''), /no echo today/)
})

test('a path that leads to nothing, or to no capability, fails its calls only', async () => {
  const { client } = pair(echoServer(text => text))
  using main = client.bootstrap()
  const started = main.startCall(echo.Echo.methods.echo, params => {
    params.echo = 'a text'
  })
  const wrong = ([[1], [0], [0, 0]] as const).map(path => started.pipeline(...path))
  const [none, text, beyond] = wrong.map(capability => say(capability, ''))
  await assert.rejects(none as Promise<string>, /null/)
  await assert.rejects(text as Promise<string>, /null|no capability/)
  await assert.rejects(beyond as Promise<string>, /null|something else than a struct/)
  for (const capability of wrong) capability.release()
  await started.promise
  assert.equal(client.ended, null)
  assert.equal(await say(main, 'alive'), 'alive')
})

test('the same on an answer that has been given', () => {
  const peer = new RawPeer(initWith(() => echoServer(text => text)))
  const main = peer.bootstrap()
  peer.call(1, main, makeEcho)
  peer.next('return')
  for (const [path, message] of [
    [[1], /null/],
    [[0, 0], /something else than a struct/],
    [[], /no capability/],
  ] as const) {
    peer.call(2, { questionId: 1, path }, echo.Echo.methods.echo)
    assert.match(peer.next('return').exception.reason, message)
    peer.finish(2)
  }
  peer.finish(1)
})

test('results without capabilities are not kept, and what is pipelined on them fails', () => {
  const peer = new RawPeer(echoServer(text => text))
  const main = peer.bootstrap()
  peer.call(1, main, echo.Echo.methods.echo)
  peer.next('return')
  peer.call(2, { questionId: 1, path: [0] }, echo.Echo.methods.echo)
  assert.match(peer.next('return').exception.reason, /null/)
})

test('an object of this process is pipelined on like a remote one', async () => {
  const census = new Census()
  using local = Capability.of(initWith(() => census.echo()))
  const started = local.startCall(makeEcho)
  // It has answered already; its results stay until the turn is over.
  const made = started.pipeline(0)
  assert.equal(await say(made, 'hello'), 'hello')
  using late = started.pipeline(0)
  await assert.rejects(say(late, ''), failsWith(ErrorCodes.InvalidArgument, /results are gone/))
  made.release()
  assert.equal(census.live, 0)
})

test('a call in a queue is pipelined on', async () => {
  const census = new Census()
  const gate = new Gate()
  const inner = initWith(() => census.echo())
  const outer = new InterfaceServer('Init').on(makeEcho, async (_params, call) => {
    await gate.opened
    call.results((results, capabilities) => {
      results.result = capabilities.addServer(inner)
    })
  })
  using local = Capability.of(outer)
  using first = local.startCall(makeEcho).pipeline(0)
  const second = first.startCall(makeEcho).pipeline(0)
  const said = say(second, 'through two promises')
  gate.open()
  assert.equal(await said, 'through two promises')
  second.release()
  await settle()
  assert.equal(census.live, 0)
})

test('calls in a row, each on the result of the one before, end at a limit', async () => {
  const gate = new Gate()
  const nested = (): InterfaceServer => initWith(nested)
  const peer = new RawPeer(initWith(nested, gate.opened))
  const main = peer.bootstrap()
  peer.call(1, main, makeEcho)
  const count = RpcLimits.maxPipelineDepth + 2
  for (let id = 2; id <= count; id++) {
    peer.call(id, { questionId: id - 1, path: [0] }, makeEcho)
  }
  const refused = peer.next('return')
  assert.equal(refused.answerId, count)
  assert.equal(refused.exception.type, rpc.ExceptionType.overloaded)
  gate.open()
  await settle()
  for (let id = 1; id < count; id++) {
    const answer = peer.next('return')
    assert.deepEqual([answer.answerId, answer.which()], [id, rpc.ReturnWhich.results])
    peer.finish(id)
  }
  peer.finish(count)
  peer.release(main)
  assert.deepEqual(peer.connection.tableSizes(), EMPTY)
})

test('the places of an answer that may be waited for are limited', () => {
  const peer = new RawPeer(initWith(() => echoServer(text => text), new Promise(() => {})))
  const main = peer.bootstrap()
  peer.call(1, main, makeEcho)
  for (let i = 0; i <= RpcLimits.maxPipelinedPaths; i++) {
    peer.call(2 + i, { questionId: 1, path: [i] }, echo.Echo.methods.echo)
  }
  const refused = peer.next('return')
  assert.equal(refused.answerId, 2 + RpcLimits.maxPipelinedPaths)
  assert.equal(refused.exception.type, rpc.ExceptionType.overloaded)
  assert.equal(peer.heard.length, 0)
  peer.leave()
})
