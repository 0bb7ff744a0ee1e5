/** Capabilities that are promises, and what they turn out to be. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { ErrorCodes } from '../../src/errors/index.js'
import { Capability, InterfaceServer } from '../../src/rpc/index.js'
import { init } from '../../src/schema/index.js'
import { settle } from './pair.js'
import { RawPeer } from './raw-peer.js'
import {
  Census,
  EMPTY,
  echoServer,
  failsWith,
  Gate,
  initWith,
  pair,
  say,
  takeEcho,
} from './scenario.js'

const { makeEcho } = init.Init.methods

/** An Init whose makeEcho answers at once, with a promise of what `source` makes later. */
function promising(source: InterfaceServer): InterfaceServer {
  const local = Capability.of(source)
  return new InterfaceServer('Init', () => local.release()).on(makeEcho, (_params, call) => {
    const promised = local.startCall(makeEcho).pipeline(0)
    call.results((results, capabilities) => {
      results.result = capabilities.add(promised)
    })
    promised.release()
  })
}

/** A raw peer of whose main object, a promise, this side has number 1. */
function promisedMain(): { peer: RawPeer; main: Capability } {
  const peer = new RawPeer()
  const main = peer.connection.bootstrap()
  peer.answerBootstrap(cap => {
    cap.senderPromise = 1
  })
  return { peer, main }
}

test('calls on a promise go on when it resolves, before and after', async () => {
  const census = new Census()
  const gate = new Gate()
  const { client } = pair(promising(initWith(() => census.echo(), gate.opened)))
  using main = client.bootstrap()
  const made = await takeEcho(main)
  const before = say(made, 'before')
  await settle()
  gate.open()
  assert.equal(await before, 'before')
  await settle()
  assert.equal(await say(made, 'after'), 'after')
  made.release()
  await settle()
  assert.equal(census.live, 0)
})

test('a promise that fails fails the calls made on it, before and after', async () => {
  const gate = new Gate()
  const failing = initWith(() => {
    throw new Error('it came to nothing')
  }, gate.opened)
  const { client } = pair(promising(failing))
  using main = client.bootstrap()
  using made = await takeEcho(main)
  const before = say(made, '')
  await settle()
  gate.open()
  await assert.rejects(before, /it came to nothing/)
  await settle()
  await assert.rejects(say(made, ''), /it came to nothing/)
})

test('a promise released before it resolves is no trouble', async () => {
  const census = new Census()
  const gate = new Gate()
  const { client, server } = pair(promising(initWith(() => census.echo(), gate.opened)))
  using main = client.bootstrap()
  const made = await takeEcho(main)
  made.release()
  await settle()
  assert.equal(server.tableSizes().exports, 1, 'the main object only')
  gate.open()
  await settle()
  assert.equal(census.live, 0)
})

test('a promise given again and again is waited for once', async () => {
  const gate = new Gate()
  const local = Capability.of(initWith(() => echoServer(text => text), gate.opened))
  const promised = local.startCall(makeEcho).pipeline(0)
  const peer = new RawPeer(
    new InterfaceServer('Init', () => {
      promised.release()
      local.release()
    }).on(makeEcho, (_params, call) => {
      call.results((results, capabilities) => {
        results.result = capabilities.add(promised)
      })
    }),
  )
  const main = peer.bootstrap()
  for (let i = 0; i < 100; i++) {
    peer.call(1, main, makeEcho)
    peer.next('return')
    peer.finish(1, i < 99)
  }
  gate.open()
  await settle()
  peer.next('resolve')
  assert.equal(peer.heard.length, 0)
  peer.leave()
})

test('a Resolve that crosses the Release of its promise gives back what it brings', () => {
  const { peer, main } = promisedMain()
  main.release()
  assert.equal(peer.next('release').id, 1)
  peer.tell(message => {
    const resolve = message.initResolve()
    resolve.promiseId = 1
    resolve.initCap().senderHosted = 2
  })
  const release = peer.next('release')
  assert.equal(release.id, 2)
  assert.equal(release.referenceCount, 1)
  assert.deepEqual(peer.connection.tableSizes(), EMPTY)
})

test('references to one object are counted, and given back together', () => {
  const { peer, main } = promisedMain()
  const calls = [main.call(makeEcho), main.call(makeEcho)]
  for (const call of calls) call.catch(() => {})
  peer.tell(message => {
    const resolve = message.initResolve()
    resolve.promiseId = 1
    resolve.initCap().senderHosted = 2
  })
  const questions = calls.map(() => peer.next('call').questionId)
  for (const question of questions) {
    peer.returnCapability(question, cap => {
      cap.senderHosted = 2
    })
    peer.next('finish')
  }
  main.release()
  const released = [peer.next('release'), peer.next('release')].map(it => [
    it.id,
    it.referenceCount,
  ])
  assert.deepEqual(released, [
    [1, 1],
    [2, 3],
  ])
})

test('a promise that resolves to itself, or to one that does, is broken', async () => {
  const { peer, main } = promisedMain()
  const resolve = (id: number, to: number): void =>
    peer.tell(message => {
      const it = message.initResolve()
      it.promiseId = id
      it.initCap().senderPromise = to
    })
  resolve(1, 2)
  resolve(2, 3)
  resolve(3, 1)
  await assert.rejects(say(main, ''), failsWith(ErrorCodes.RemoteFailure, /resolved to itself/))
  main.release()
  assert.deepEqual(peer.connection.tableSizes(), EMPTY)
  assert.equal(peer.connection.ended, null)
})

test('a promise that resolves to its own import, by way of ours, is broken', async () => {
  // Ours is a promise; it becomes the peer's promise, which the peer says is ours.
  const gate = new Gate()
  let given: Capability | null = null
  const source = new InterfaceServer('Source').on(makeEcho, async (_params, call) => {
    await gate.opened
    call.results((results, capabilities) => {
      results.result = capabilities.add(given)
    })
  })
  const peer = new RawPeer(promising(source))
  const ours = peer.bootstrap()
  peer.call(1, ours, makeEcho)
  const { senderPromise } = peer.next('return').results.capTable.get(0)
  const main = peer.connection.bootstrap()
  given = main
  peer.answerBootstrap(cap => {
    cap.senderPromise = 9
  })
  gate.open()
  await settle()
  peer.tell(message => {
    const resolve = message.initResolve()
    resolve.promiseId = 9
    resolve.initCap().receiverHosted = senderPromise
  })
  await assert.rejects(say(main, ''), /resolved to itself/)
  main.release()
  peer.leave()
  assert.deepEqual(peer.connection.tableSizes(), EMPTY)
})

test('a chain of promises of any length is followed and released', async () => {
  const { peer, main } = promisedMain()
  const length = 30_000
  for (let id = 1; id < length; id++) {
    peer.tell(message => {
      const resolve = message.initResolve()
      resolve.promiseId = id
      resolve.initCap().senderPromise = id + 1
    })
  }
  const call = say(main, '')
  assert.equal(peer.next('call').target.importedCap, length)
  main.release()
  assert.deepEqual(
    peer.heard.map(message => message.release.id).toSorted((a, b) => a - b),
    Array.from({ length }, (_, i) => i + 1),
  )
  peer.leave()
  await assert.rejects(call, failsWith(ErrorCodes.Disconnected))
})

test('queued calls keep their order, also with those made while they are delivered', async () => {
  const gate = new Gate()
  const order: string[] = []
  let again: Promise<string> | null = null
  const target = echoServer(text => {
    order.push(text)
    if (text === 'first') again = say(promised, 'from within')
    return text
  })
  const local = Capability.of(initWith(() => target, gate.opened))
  const promised = local.startCall(makeEcho).pipeline(0)
  const calls = [say(promised, 'first'), say(promised, 'second')]
  gate.open()
  await Promise.all(calls)
  await again
  assert.deepEqual(order, ['first', 'second', 'from within'])
  promised.release()
  local.release()
})
