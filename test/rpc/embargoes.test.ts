/** Calls that have to wait for earlier ones which make a detour by way of the peer. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { ErrorCodes } from '../../src/errors/index.js'
import { echo } from '../../src/schema/index.js'
import { RawPeer } from './raw-peer.js'
import { echoServer, failsWith, say } from './scenario.js'

/**
 * A peer whose promise has turned out to be `ours` while a call to it was under way: later calls
 * are held back until the peer has sent the disembargo back.
 */
function embargoed() {
  const delivered: string[] = []
  const peer = new RawPeer(
    echoServer(text => {
      delivered.push(text)
      return text
    }),
  )
  const ours = peer.bootstrap()
  const main = peer.connection.bootstrap()
  peer.answerBootstrap(cap => {
    cap.senderPromise = 1
  })
  const early = say(main, 'early')
  const passedOn = peer.next('call').questionId
  peer.tell(message => {
    const resolve = message.initResolve()
    resolve.promiseId = 1
    resolve.initCap().receiverHosted = ours
  })
  const disembargo = peer.next('disembargo')
  return { peer, main, ours, early, passedOn, delivered, disembargo }
}

test('calls that an embargo holds back fail with the connection', async () => {
  const { peer, main, early, delivered, disembargo } = embargoed()
  assert.equal(disembargo.target.importedCap, 1)
  const late = say(main, 'late')
  peer.leave()
  await assert.rejects(early, failsWith(ErrorCodes.Disconnected))
  await assert.rejects(late, failsWith(ErrorCodes.Disconnected))
  assert.deepEqual(delivered, [], 'the later call must not arrive where the earlier did not')
  main.release()
})

test('an embargo ends when the peer has sent it back', async () => {
  const { peer, main, ours, early, passedOn, delivered, disembargo } = embargoed()
  const { context } = disembargo
  const late = say(main, 'late')
  peer.call(70, ours, echo.Echo.methods.echo)
  peer.tell(message => {
    const back = message.initDisembargo()
    back.initTarget().importedCap = ours
    back.initContext().receiverLoopback = context.senderLoopback
  })
  assert.equal(await late, 'late')
  assert.deepEqual(delivered, ['', 'late'])
  peer.tell(message => {
    const answer = message.initReturn()
    answer.answerId = passedOn
    answer.initException().reason = 'enough'
  })
  await assert.rejects(early, /enough/)
  main.release()
  peer.leave()
})
