/** Finish and Return, message by message: what each frees and gives back, in whichever order. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { InterfaceServer } from '../../src/rpc/index.js'
import { init } from '../../src/schema/index.js'
import { RawPeer } from './raw-peer.js'
import { Census, EMPTY, initWith } from './scenario.js'

const { construct, makeEcho } = init.Init.methods

test('a question cancelled stays taken until its Return, which is dropped', () => {
  const peer = new RawPeer()
  const main = peer.connection.bootstrap()
  peer.answerBootstrap(cap => {
    cap.senderHosted = 1
  })
  const controller = new AbortController()
  const call = main.call(makeEcho, null, null, { signal: controller.signal })
  call.catch(() => {})
  const first = peer.next('call').questionId
  controller.abort()
  const finish = peer.next('finish')
  assert.equal(finish.questionId, first)
  assert.equal(finish.releaseResultCaps, true)
  const second = main.call(makeEcho)
  second.catch(() => {})
  assert.notEqual(peer.next('call').questionId, first, 'the number is not free yet')
  // The peer answered before it read the Finish: by that, it has released what it sends here.
  peer.returnCapability(first, cap => {
    cap.senderHosted = 9
  })
  assert.equal(peer.connection.tableSizes().imports, 1)
  assert.equal(peer.heard.length, 0)
  const third = main.call(makeEcho)
  third.catch(() => {})
  assert.equal(peer.next('call').questionId, first, 'now it is')
  main.release()
  peer.leave()
  assert.deepEqual(peer.connection.tableSizes(), EMPTY)
})

test('a Return for a cancelled question still gives back the params’ capabilities', () => {
  const census = new Census()
  const peer = new RawPeer()
  const main = peer.connection.bootstrap()
  peer.answerBootstrap(cap => {
    cap.senderHosted = 1
  })
  const controller = new AbortController()
  main
    .call(
      construct,
      (params, capabilities) => {
        params.threadMap = capabilities.addServer(census.echo())
      },
      null,
      { signal: controller.signal },
    )
    .catch(() => {})
  const { questionId } = peer.next('call')
  controller.abort()
  assert.equal(census.live, 1)
  peer.tell(message => {
    const answer = message.initReturn()
    answer.answerId = questionId
    answer.releaseParamCaps = true
    answer.setCanceled()
  })
  assert.equal(census.live, 0)
  main.release()
  assert.deepEqual(peer.connection.tableSizes(), EMPTY)
})

test('Finish before the Return cancels, and is answered at once', () => {
  let cancelled = 0
  const peer = new RawPeer(
    new InterfaceServer('Init').on(makeEcho, (_params, call) => {
      call.whenCancelled(() => cancelled++)
      return new Promise<void>(() => {})
    }),
  )
  const main = peer.bootstrap()
  for (const releaseResultCaps of [true, false]) {
    peer.call(1, main, makeEcho)
    peer.finish(1, releaseResultCaps)
    assert.equal(peer.next('return').answerId, 1)
  }
  assert.equal(cancelled, 2)
  assert.equal(peer.connection.tableSizes().answers, 0)
})

test('Finish after the Return gives back the results’ capabilities if it says so', () => {
  const census = new Census()
  const peer = new RawPeer(initWith(() => census.echo()))
  const main = peer.bootstrap()
  peer.call(1, main, makeEcho)
  const kept = peer.next('return').results.capTable.get(0).senderHosted
  peer.finish(1, false)
  peer.call(1, main, makeEcho)
  peer.next('return')
  peer.finish(1, true)
  assert.equal(census.live, 1)
  peer.release(kept)
  assert.equal(census.live, 0)
})
