/** Peers that ask for too much are bounded, and told so. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Capability, InterfaceServer, RpcLimits } from '../../src/rpc/index.js'
import { echo, init } from '../../src/schema/index.js'
import { settle } from './pair.js'
import { RawPeer } from './raw-peer.js'
import { EMPTY, echoServer, failsWith, Gate, initWith, pair, say } from './scenario.js'

const { makeEcho, construct } = init.Init.methods

test('calls that are never finished end the connection at a limit', () => {
  const peer = new RawPeer(echoServer(text => text))
  const main = peer.bootstrap()
  for (let id = 0; id < RpcLimits.maxAnswers; id++) peer.call(id, main, echo.Echo.methods.echo)
  assert.equal(peer.connection.ended, null)
  peer.call(RpcLimits.maxAnswers, main, echo.Echo.methods.echo)
  assert.match(peer.aborted(), /more than 16384 calls at once/)
  assert.deepEqual(peer.connection.tableSizes(), EMPTY)
})

test('the bytes of calls that are not answered are bounded', () => {
  const peer = new RawPeer(
    echoServer(() => new Promise(() => {})),
    { maxHeldBytes: 100_000 },
  )
  const main = peer.bootstrap()
  const large = (id: number): void =>
    peer.call(id, main, echo.Echo.methods.echo, (_call, builder) => {
      builder.allocate(3000)
    })
  for (let round = 0; round < 10; round++) {
    for (let id = 0; id < 4; id++) large(id)
    for (let id = 0; id < 4; id++) peer.finish(id)
  }
  assert.equal(peer.connection.ended, null)
  for (let id = 0; id < 6; id++) large(id)
  assert.match(peer.aborted(), /more than 100000 bytes/)
})

test('the bytes of results that are kept for the peer are bounded', () => {
  const server = new InterfaceServer('Echo').on(echo.Echo.methods.echo, (_params, call) => {
    call.results(results => {
      results.result = 'x'.repeat(24_000)
    })
  })
  const peer = new RawPeer(server, { maxHeldBytes: 100_000 })
  const main = peer.bootstrap()
  const keep = (id: number): void =>
    peer.call(id, main, echo.Echo.methods.echo, call => call.initSendResultsTo().setYourself())
  for (let round = 0; round < 10; round++) {
    for (let id = 0; id < 4; id++) keep(id)
    for (let id = 0; id < 4; id++) peer.finish(id)
  }
  assert.equal(peer.connection.ended, null)
  for (let id = 0; id < 6; id++) keep(id)
  assert.match(peer.aborted(), /more than 100000 bytes/)
})

test('capabilities given without end end the connection at a limit', () => {
  const peer = new RawPeer(
    new InterfaceServer('Init').on(construct, () => new Promise<void>(() => {})),
  )
  const main = peer.bootstrap()
  const give = (question: number, from: number, count: number): void =>
    peer.call(question, main, construct, call => {
      const table = call.initParams().initCapTable(count)
      for (let i = 0; i < count; i++) table.get(i).senderHosted = from + i
    })
  give(1, 0, RpcLimits.maxCapabilities)
  assert.equal(peer.connection.tableSizes().imports, RpcLimits.maxCapabilities)
  give(2, RpcLimits.maxCapabilities, 1)
  assert.match(peer.aborted(), /capabilities given/)
  assert.deepEqual(peer.connection.tableSizes(), EMPTY)
})

test('a message with too many capabilities is refused before they are read', () => {
  const peer = new RawPeer(echoServer(text => text))
  const main = peer.bootstrap()
  peer.call(1, main, echo.Echo.methods.echo, call => {
    call.initParams().initCapTable(RpcLimits.maxCapabilities + 1)
  })
  assert.match(peer.aborted(), /with 65537 capabilities/)
})

test('calls of ours that wait for one promise are bounded', async () => {
  const gate = new Gate()

  using local = Capability.of(initWith(() => echoServer(text => text), gate.opened))
  using made = local.startCall(makeEcho).pipeline(0)
  const waiting = Array.from({ length: RpcLimits.maxQueuedCalls }, (_, i) => say(made, `${i}`))
  await assert.rejects(say(made, 'one more'), failsWith('OVERLOADED', /wait for one promise/))
  gate.open()
  assert.deepEqual(
    await Promise.all(waiting),
    waiting.map((_, i) => `${i}`),
  )
})

test('many calls in flight both ways, and all is as before', async () => {
  const { client, server } = pair(
    echoServer(text => text),
    echoServer(text => text),
  )
  using there = client.bootstrap()
  using back = server.bootstrap()
  const texts = Array.from({ length: 2000 }, (_, i) => `${i}`)
  const answers = await Promise.all(texts.flatMap(text => [say(there, text), say(back, text)]))
  assert.deepEqual(
    answers,
    texts.flatMap(text => [text, text]),
  )
  await settle()
})

test('a peer that does not read is not served, and then not read from, until it has caught up', () => {
  const served: number[] = []
  const peer = new RawPeer({
    dispatch(call) {
      served.push(call.methodId)
    },
  })
  const main = peer.bootstrap()
  let asked = 0
  const ask = (words = 0): void => {
    const id = asked++
    peer.call(id, main, { interfaceId: 1n, id }, (_call, builder) => {
      builder.allocate(words)
    })
  }
  peer.unsentBytes = RpcLimits.maxUnreadBytes
  ask()
  ask()
  peer.unsentBytes++
  ask()
  ask()
  ask()
  assert.deepEqual(served, [0, 1, 2], 'what comes after the queue is full waits')
  assert.equal(peer.paused, false, 'and is read all the same: both sides may be in this state')
  peer.drained()
  assert.deepEqual(served, [0, 1, 2, 3], 'the next answer fills the queue again')
  for (let i = 0; i < 4; i++) ask(RpcLimits.maxWaitingBytes / 8 / 4)
  assert.equal(peer.paused, true, 'too much waits')
  peer.drained()
  assert.equal(peer.paused, true)
  peer.unsentBytes = 0
  peer.drained()
  assert.equal(peer.paused, false)
  assert.deepEqual(
    served,
    Array.from({ length: asked }, (_, i) => i),
  )
  peer.leave()
})

test('frames that wait are dropped when the connection ends', () => {
  const peer = new RawPeer(echoServer(text => text))
  const main = peer.bootstrap()
  peer.unsentBytes = RpcLimits.maxUnreadBytes + 1
  peer.call(1, main, echo.Echo.methods.echo)
  peer.call(2, main, echo.Echo.methods.echo)
  peer.heard.length = 0
  peer.leave()
  peer.drained()
  assert.equal(peer.heard.length, 0)
})
