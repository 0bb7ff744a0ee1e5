/** Results that go elsewhere: `sendResultsTo.yourself` and `takeFromOtherQuestion`. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { ErrorCodes } from '../../src/errors/index.js'
import type { Capability } from '../../src/rpc/index.js'
import { echo, init, rpc } from '../../src/schema/index.js'
import { RawPeer } from './raw-peer.js'
import { Census, EMPTY, echoServer, failsWith, Gate, initWith, say } from './scenario.js'

const { makeEcho } = init.Init.methods

/** A connection that has the peer's main object, and whose own is an Echo. */
function connect(text: (text: string) => string | Promise<string>): {
  peer: RawPeer
  main: Capability
  ours: number
} {
  const peer = new RawPeer(echoServer(text))
  const ours = peer.bootstrap()
  const main = peer.connection.bootstrap()
  peer.answerBootstrap(cap => {
    cap.senderHosted = 1
  })
  return { peer, main, ours }
}

/** The peer passes a call of ours back to our own object, and wants us to keep the results. */
function reflect(peer: RawPeer, questionId: number, ours: number, text: string): void {
  peer.call(questionId, ours, echo.Echo.methods.echo, (call, builder) => {
    const params = call.initParams()
    const at = params.pointerAt(params.contentPointer)
    builder.initStructAt(at, echo.Echo.methods.echo.Params).echo = text
    call.initSendResultsTo().setYourself()
  })
}

function takeFrom(peer: RawPeer, answerId: number, question: number): void {
  peer.tell(message => {
    const answer = message.initReturn()
    answer.answerId = answerId
    answer.takeFromOtherQuestion = question
  })
}

const ELSEWHERE = rpc.ReturnWhich.resultsSentElsewhere

test('results are kept, and taken', async () => {
  const { peer, main, ours } = connect(text => text.toUpperCase())
  const said = say(main, 'reflected')
  const { questionId } = peer.next('call')
  reflect(peer, 50, ours, 'reflected')
  assert.equal(peer.next('return').which(), ELSEWHERE)
  takeFrom(peer, questionId, 50)
  assert.equal(await said, 'REFLECTED')
  assert.equal(peer.next('finish').questionId, questionId)
  peer.finish(50)
  main.release()
  peer.next('release')
  peer.release(ours)
  assert.deepEqual(peer.connection.tableSizes(), EMPTY)
})

test('results that are not there yet are waited for, and only then the question is finished', async () => {
  const gate = new Gate()
  const { peer, main, ours } = connect(text => gate.opened.then(() => text))
  const said = say(main, 'later')
  const { questionId } = peer.next('call')
  reflect(peer, 50, ours, 'later')
  takeFrom(peer, questionId, 50)
  // A peer that is told that we have finished cancels the call it has made for us.
  assert.equal(peer.heard.length, 0)
  gate.open()
  assert.equal(await said, 'later')
  assert.equal(peer.next('return').which(), ELSEWHERE)
  assert.equal(peer.next('finish').questionId, questionId)
  peer.finish(50)
  main.release()
  peer.release(ours)
  assert.deepEqual(peer.connection.tableSizes(), EMPTY)
})

test('an error is kept like results: the Return says “elsewhere”, the taker gets it', async () => {
  const { peer, main, ours } = connect(() => {
    throw new Error('it failed')
  })
  const said = say(main, '')
  const { questionId } = peer.next('call')
  reflect(peer, 50, ours, '')
  assert.equal(peer.next('return').which(), ELSEWHERE, 'C++ ends the connection otherwise')
  takeFrom(peer, questionId, 50)
  await assert.rejects(said, /it failed/)
  peer.finish(50)
  main.release()
  peer.release(ours)
  assert.deepEqual(peer.connection.tableSizes(), EMPTY)
})

test('calls are pipelined on a question whose results come from elsewhere', async () => {
  const census = new Census()
  const gate = new Gate()
  const peer = new RawPeer(initWith(() => census.echo(), gate.opened))
  const ours = peer.bootstrap()
  const main = peer.connection.bootstrap()
  peer.answerBootstrap(cap => {
    cap.senderHosted = 1
  })
  const started = main.startCall(makeEcho)
  const made = started.pipeline(0)
  const { questionId } = peer.next('call')
  peer.call(50, ours, makeEcho, call => call.initSendResultsTo().setYourself())
  takeFrom(peer, questionId, 50)
  const said = say(made, 'early')
  assert.equal(peer.next('call').target.promisedAnswer.questionId, questionId)
  assert.equal(peer.connection.tableSizes().questions, 2)
  gate.open()
  await started.promise
  assert.equal(peer.next('return').which(), ELSEWHERE)
  // The promise is an object of ours now: an embargo, then the Finish.
  assert.equal(peer.next('disembargo').target.promisedAnswer.questionId, questionId)
  assert.equal(peer.next('finish').questionId, questionId)
  said.catch(() => {})
  made.release()
  main.release()
  peer.leave()
  await assert.rejects(said, failsWith(ErrorCodes.Disconnected))
  assert.equal(census.live, 0)
})

test('cancelling such a call finishes it at once', async () => {
  const gate = new Gate()
  const { peer, main, ours } = connect(text => gate.opened.then(() => text))
  const controller = new AbortController()
  const said = say(main, '', controller.signal)
  const { questionId } = peer.next('call')
  reflect(peer, 50, ours, '')
  takeFrom(peer, questionId, 50)
  controller.abort()
  await assert.rejects(said, failsWith(ErrorCodes.Aborted))
  assert.equal(peer.next('finish').questionId, questionId)
  peer.finish(50)
  assert.equal(peer.next('return').which(), rpc.ReturnWhich.canceled)
  gate.open()
  main.release()
  peer.release(ours)
  assert.deepEqual(peer.connection.tableSizes(), EMPTY)
})

test('the call that results are taken from may be cancelled by the peer', async () => {
  const { peer, main, ours } = connect(() => new Promise<string>(() => {}))
  const said = say(main, '')
  const { questionId } = peer.next('call')
  reflect(peer, 50, ours, '')
  takeFrom(peer, questionId, 50)
  peer.finish(50)
  await assert.rejects(said, failsWith(ErrorCodes.Disconnected, /cancelled/))
  main.release()
  peer.release(ours)
  assert.deepEqual(peer.connection.tableSizes(), EMPTY)
})

test('kept results are dropped when nobody takes them', () => {
  const census = new Census()
  const peer = new RawPeer(initWith(() => census.echo()))
  const ours = peer.bootstrap()
  peer.call(50, ours, makeEcho, call => call.initSendResultsTo().setYourself())
  assert.equal(peer.next('return').which(), ELSEWHERE)
  assert.equal(census.live, 1)
  peer.finish(50)
  assert.equal(census.live, 0)
})

test('the end of the connection fails what waits for results from elsewhere', async () => {
  const { peer, main, ours } = connect(() => new Promise<string>(() => {}))
  const said = say(main, '')
  const { questionId } = peer.next('call')
  reflect(peer, 50, ours, '')
  takeFrom(peer, questionId, 50)
  peer.leave()
  await assert.rejects(said, failsWith(ErrorCodes.Disconnected))
  main.release()
})

test('results that were not to be kept cannot be taken', () => {
  const { peer, main, ours } = connect(() => new Promise<string>(() => {}))
  say(main, '').catch(() => {})
  const { questionId } = peer.next('call')
  peer.call(50, ours, echo.Echo.methods.echo)
  takeFrom(peer, questionId, 50)
  assert.match(peer.aborted(), /were not to be kept/)
  main.release()
})
