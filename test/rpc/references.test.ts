/** Who holds what: exports and imports come and go with messages, also with those that fail. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { CapnpLimits } from '../../src/capnp/index.js'
import { ErrorCodes } from '../../src/errors/index.js'
import { Capability, InterfaceServer, RpcLimits } from '../../src/rpc/index.js'
import { echo, init, rpc } from '../../src/schema/index.js'
import { settle } from './pair.js'
import { RawPeer } from './raw-peer.js'
import { Census, EMPTY, echoServer, failsWith, initWith, pair, say, takeEcho } from './scenario.js'

const { construct, makeEcho } = init.Init.methods

test('a build callback that throws half way leaves nothing behind', async () => {
  const census = new Census()
  const { client, clientTransport } = pair(initWith(() => census.echo()))
  using main = client.bootstrap()
  await settle()
  const sent = clientTransport.sent.length
  const failing = main.call(construct, (params, capabilities) => {
    params.threadMap = capabilities.addServer(census.echo())
    throw new TypeError('half way')
  })
  await assert.rejects(failing, failsWith(ErrorCodes.Internal, /half way/))
  assert.equal(clientTransport.sent.length, sent)
  assert.deepEqual(client.tableSizes(), { ...EMPTY, imports: 1 })
  assert.equal(census.live, 0)
  await main.call(makeEcho)
})

test('a build callback that throws a call fails what is pipelined on it', async () => {
  const { client } = pair(initWith(() => echoServer(text => text)))
  using main = client.bootstrap()
  const started = main.startCall(construct, () => {
    throw new Error('not built')
  })
  using made = started.pipeline(0)
  await assert.rejects(say(made, ''), /not built/)
  await assert.rejects(started.promise, /not built/)
})

test('a build callback that closes the connection fails the call', async () => {
  const census = new Census()
  const { client } = pair(initWith(() => census.echo()))
  const main = client.bootstrap()
  const call = main.call(construct, (params, capabilities) => {
    params.threadMap = capabilities.addServer(census.echo())
    client.close()
  })
  await assert.rejects(call, failsWith(ErrorCodes.Disconnected))
  assert.deepEqual(client.tableSizes(), EMPTY)
  assert.equal(census.live, 0)
  main.release()
})

test('a build callback may make calls of its own', async () => {
  const { client } = pair(echoServer(text => text))
  using main = client.bootstrap()
  let inner: Promise<string> | null = null
  const outer = main.call(
    echo.Echo.methods.echo,
    params => {
      inner = say(main, 'inner')
      params.echo = 'outer'
    },
    results => results.result,
  )
  assert.equal(await outer, 'outer')
  assert.equal(await inner, 'inner')
})

test('a message too large for any peer is not sent, and gives back what it carried', async () => {
  const census = new Census()
  const { client } = pair(
    new InterfaceServer('Init').on(makeEcho, (_params, call) => {
      call.results((results, capabilities) => {
        results.result = capabilities.addServer(census.echo())
      })
      call.results((_results, capabilities) => {
        capabilities.addServer(census.echo())
        throw new Error('results half way')
      })
    }),
  )
  using main = client.bootstrap()
  await assert.rejects(main.call(makeEcho), /results half way/)
  const sending = new Promise<unknown>(resolve => {
    main.send(
      makeEcho,
      target => {
        target.capabilities.addServer(census.echo())
        target.message.attach(new Uint8Array(CapnpLimits.maxFrameBytes))
      },
      outcome => resolve(outcome.error),
    )
  })
  failsWith(ErrorCodes.ValueOutOfRange, /too large/)(await sending)
  assert.equal(census.made, 3)
  assert.equal(census.live, 0)
  await assert.rejects(main.call(makeEcho), /half way/)
})

test('results too large for any peer become an exception', async () => {
  const census = new Census()
  const { client } = pair(
    new InterfaceServer('Init').on(makeEcho, (_params, call) => {
      call.results((results, capabilities) => {
        results.result = capabilities.addServer(census.echo())
        results.message.attach(new Uint8Array(CapnpLimits.maxFrameBytes))
      })
    }),
  )
  using main = client.bootstrap()
  await assert.rejects(main.call(makeEcho), /too large/)
  assert.equal(census.live, 0)
})

test('a read callback that throws rejects the call, and the results are given back', async () => {
  const census = new Census()
  const { client } = pair(initWith(() => census.echo()))
  using main = client.bootstrap()
  const call = main.call(makeEcho, null, () => {
    throw new RangeError('cannot read that')
  })
  await assert.rejects(call, RangeError)
  await settle()
  assert.equal(census.live, 0)
})

test('a capability that was released is not called, given or retained', async () => {
  const { client } = pair(initWith(() => echoServer(text => text)))
  using main = client.bootstrap()
  const made = await takeEcho(main)
  made.release()
  made.release()
  await assert.rejects(say(made, ''), failsWith(ErrorCodes.InvalidArgument, /released/))
  assert.throws(() => made.retain(), failsWith(ErrorCodes.InvalidArgument))
  const giving = main.call(construct, (params, capabilities) => {
    params.threadMap = capabilities.add(made)
  })
  await assert.rejects(giving, failsWith(ErrorCodes.InvalidArgument))
  assert.equal(client.ended, null)
})

test('retained references are independent', async () => {
  const census = new Census()
  const { client } = pair(initWith(() => census.echo()))
  using main = client.bootstrap()
  const made = await takeEcho(main)
  const second = made.retain()
  made.release()
  assert.equal(await say(second, 'still there'), 'still there')
  second.release()
  await settle()
  assert.equal(census.live, 0)
})

test('one object given many times has one number, and as many references', () => {
  const census = new Census()
  const shared = Capability.of(census.echo())
  const peer = new RawPeer(
    new InterfaceServer('Init', () => shared.release()).on(makeEcho, (_params, call) => {
      call.results((results, capabilities) => {
        results.result = capabilities.add(shared)
      })
    }),
  )
  const main = peer.bootstrap()
  const numbers = [1, 2, 3].map(id => {
    peer.call(id, main, makeEcho)
    const { senderHosted } = peer.next('return').results.capTable.get(0)
    peer.finish(id, false)
    return senderHosted
  })
  assert.equal(new Set(numbers).size, 1)
  assert.equal(peer.connection.tableSizes().exports, 2)
  peer.release(numbers[0] ?? -1, 3)
  assert.equal(peer.connection.tableSizes().exports, 1)
  peer.leave()
  assert.equal(census.live, 0)
})

test('the main object is given to every bootstrap, and disposed at the end', async () => {
  let disposed = 0
  const { client, server } = pair(
    echoServer(
      text => text,
      () => {
        disposed++
      },
    ),
  )
  const first = client.bootstrap()
  const second = client.bootstrap()
  assert.equal(await say(first, '1'), '1')
  assert.equal(await say(second, '2'), '2')
  assert.equal(server.tableSizes().exports, 1)
  first.release()
  assert.equal(await say(second, '3'), '3')
  second.release()
  await settle()
  assert.equal(server.tableSizes().exports, 0)
  assert.equal(disposed, 0, 'another bootstrap may come')
  using third = client.bootstrap()
  assert.equal(await say(third, '4'), '4')
  server.close()
  await settle()
  assert.equal(disposed, 1)
})

test('a bootstrap where there is nothing fails its calls', async () => {
  const { server } = pair(echoServer(text => text))
  using main = server.bootstrap()
  await assert.rejects(say(main, ''), failsWith(ErrorCodes.RemoteFailure, /nothing to bootstrap/))
})

/** An object that gives many capabilities at once with `makeEcho`, and one with `construct`. */
function hoard(atOnce: number): InterfaceServer {
  const one = echoServer(text => text)
  return new InterfaceServer('Hoard')
    .on(makeEcho, (_params, call) => {
      call.results((_results, capabilities) => {
        for (let i = 0; i < atOnce; i++) capabilities.addServer(one)
      })
    })
    .on(construct, (_params, call) => {
      call.results((_results, capabilities) => {
        capabilities.addServer(one)
      })
    })
}

/** A peer that holds as much as it may, except for `left`, and for its own main object's 1. */
function fullPeer(left: number): { peer: RawPeer; main: number } {
  const atOnce = 4095
  const peer = new RawPeer(hoard(atOnce))
  const main = peer.bootstrap()
  const count = RpcLimits.maxCapabilities - 1 - left
  for (let i = 0; i < Math.floor(count / atOnce); i++) {
    peer.call(1, main, makeEcho)
    peer.finish(1, false)
  }
  for (let i = 0; i < count % atOnce; i++) {
    peer.call(1, main, construct)
    peer.finish(1, false)
  }
  peer.heard.length = 0
  assert.equal(peer.connection.tableSizes().exports, count + 1)
  return { peer, main }
}

test('a peer that takes capabilities without end gets no more at a limit', () => {
  const { peer, main } = fullPeer(0)
  peer.call(1, main, construct)
  assert.equal(peer.next('return').exception.type, rpc.ExceptionType.overloaded)
  peer.finish(1)
  peer.release(1)
  peer.call(1, main, construct)
  assert.equal(peer.next('return').which(), rpc.ReturnWhich.results)
  peer.leave()
})

test('params that cannot be described take back what was', async () => {
  const { peer } = fullPeer(1)
  using main = peer.connection.bootstrap()
  peer.answerBootstrap(cap => {
    cap.senderHosted = 0
  })
  const before = peer.connection.tableSizes().exports
  const census = new Census()
  const call = main.call(construct, (params, capabilities) => {
    params.threadMap = capabilities.addServer(census.echo())
    capabilities.addServer(census.echo())
  })
  await assert.rejects(call, failsWith(ErrorCodes.Overloaded))
  assert.equal(peer.connection.tableSizes().exports, before)
  assert.equal(census.live, 0)
  assert.equal(peer.heard.length, 0)
  peer.leave()
})
