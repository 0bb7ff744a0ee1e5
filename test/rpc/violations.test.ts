/** A peer that breaks the protocol is told why, and the connection ends, without a trace. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { ErrorCodes, isNodetapError } from '../../src/errors/index.js'
import { Capability, InterfaceServer } from '../../src/rpc/index.js'
import { echo, init, rpc } from '../../src/schema/index.js'
import { capabilityContent, RawPeer, writePromised } from './raw-peer.js'
import { Census, EMPTY, initWith } from './scenario.js'

const { makeEcho } = init.Init.methods

/** What a peer does wrong, by what it is told of it; `main` is the number of an Init. */
const violations: readonly (readonly [RegExp, (peer: RawPeer, main: number) => void])[] = [
  [/no export 99/, peer => peer.call(1, 99, makeEcho)],
  [/no export 1/, (peer, main) => peer.call(1, main + 1, makeEcho)],
  [
    /question 1 is in use/,
    (peer, main) => {
      peer.call(1, main, init.Init.methods.construct)
      peer.call(1, main, makeEcho)
    },
  ],
  [
    /question 7 is in use/,
    peer => {
      for (let i = 0; i < 2; i++)
        peer.tell(message => {
          message.initBootstrap().questionId = 7
        })
    },
  ],
  [/no question 5 to pipeline/, peer => peer.call(1, { questionId: 5, path: [0] }, makeEcho)],
  [/finish of question 3/, peer => peer.finish(3)],
  [
    /finish of question 1/,
    (peer, main) => {
      peer.call(1, main, makeEcho)
      peer.finish(1)
      peer.finish(1)
    },
  ],
  [/release of export 44/, peer => peer.release(44)],
  [/release of 2 references to export 0, which has 1/, (peer, main) => peer.release(main, 2)],
  [
    /return for question 12/,
    peer => {
      peer.tell(message => {
        message.initReturn().answerId = 12
      })
    },
  ],
  [
    /no embargo 4/,
    peer => {
      peer.tell(message => {
        message.initDisembargo().initContext().receiverLoopback = 4
      })
    },
  ],
  [
    /not the sender’s/,
    (peer, main) => {
      peer.tell(message => {
        const disembargo = message.initDisembargo()
        disembargo.initTarget().importedCap = main
        disembargo.initContext().senderLoopback = 4
      })
    },
  ],
  [
    /third party/,
    peer => {
      peer.tell(message => {
        message.initDisembargo().initContext().setAccept()
      })
    },
  ],
  [
    /third party/,
    (peer, main) => {
      peer.call(1, main, makeEcho, call => {
        call.initSendResultsTo().initThirdPartyAs(rpc.Bootstrap)
      })
    },
  ],
  [
    /target of an unknown kind/,
    (peer, main) => {
      // The union's discriminant, behind the number of the capability.
      peer.call(1, main, makeEcho, call => call.initTarget().setUint16(4, 9))
    },
  ],
  [
    /capability of an unknown kind/,
    (peer, main) => {
      peer.call(1, main, makeEcho, (call, builder) => {
        capabilityContent(call.initParams(), builder, cap => cap.setUint16(0, 9))
      })
    },
  ],
  [
    /no export 77/,
    (peer, main) => {
      peer.call(1, main, makeEcho, (call, builder) => {
        capabilityContent(call.initParams(), builder, cap => {
          cap.receiverHosted = 77
        })
      })
    },
  ],
  [
    /no question 8/,
    (peer, main) => {
      peer.call(1, main, makeEcho, (call, builder) => {
        capabilityContent(call.initParams(), builder, cap => {
          writePromised(cap.initReceiverAnswer(), 8, [])
        })
      })
    },
  ],
  [
    /path of 65 steps/,
    (peer, main) => {
      peer.call(1, main, makeEcho)
      peer.call(2, { questionId: 1, path: Array(65).fill(0) }, echo.Echo.methods.echo)
    },
  ],
  [
    /path with an unknown step/,
    (peer, main) => {
      peer.call(1, main, makeEcho)
      peer.call(2, { questionId: 1, path: [0] }, makeEcho, call => {
        const promised = call.initTarget().initPromisedAnswer()
        promised.questionId = 1
        promised.initTransform(1).get(0).setUint16(0, 9)
      })
    },
  ],
  [
    /resolution of an unknown kind/,
    peer => {
      peer.tell(message => {
        message.initResolve().setUint16(4, 9)
      })
    },
  ],
  [
    /does not implement a message/,
    peer => {
      peer.tell(message => {
        message.initUnimplemented().initCall()
      })
    },
  ],
  [/a first segment without a root/, peer => peer.tellFrame(new Uint8Array(8))],
  [
    /leaves segment 0/,
    peer => {
      const frame = new Uint8Array(16)
      frame[4] = 1
      frame[8] = 4
      frame[12] = 9
      peer.tellFrame(frame)
    },
  ],
]

for (const [reason, break_] of violations) {
  test(`a peer is told: ${reason.source}`, () => {
    const census = new Census()
    const peer = new RawPeer(initWith(() => census.echo()))
    break_(peer, peer.bootstrap())
    assert.match(peer.aborted(), reason)
    assert.deepEqual(peer.connection.tableSizes(), EMPTY)
    assert.equal(census.live, 0)
    peer.call(9, 0, makeEcho)
    assert.deepEqual(peer.connection.tableSizes(), EMPTY, 'what comes later is not heard')
  })
}

test('a return for a question that was answered already is a violation', () => {
  const peer = new RawPeer()
  const main = peer.connection.bootstrap()
  const { questionId } = peer.next('bootstrap')
  for (let i = 0; i < 2; i++) {
    peer.returnCapability(questionId, cap => {
      cap.senderHosted = 3
    })
  }
  assert.match(peer.aborted(), /return for question 0/)
  main.release()
})

test('returns of kinds that were not asked for are violations', () => {
  const kinds: readonly ((answer: rpc.ReturnBuilder) => void)[] = [
    answer => answer.setResultsSentElsewhere(),
    answer => answer.initAcceptFromThirdPartyAs(rpc.Bootstrap),
    answer => answer.setUint16(6, 99),
    answer => {
      answer.takeFromOtherQuestion = 55
    },
  ]
  for (const kind of kinds) {
    const peer = new RawPeer()
    const main = peer.connection.bootstrap()
    const { questionId } = peer.next('bootstrap')
    peer.tell(message => {
      const answer = message.initReturn()
      answer.answerId = questionId
      kind(answer)
    })
    assert.match(peer.aborted(), /a return of an unknown kind|no question 55/)
    main.release()
    assert.deepEqual(peer.connection.tableSizes(), EMPTY)
  }
})

test('calls under way fail as with any end, with the violation as the cause', async () => {
  const peer = new RawPeer()
  using main = peer.connection.bootstrap()
  const call = main.call(makeEcho)
  peer.finish(3)
  await assert.rejects(call, (error: Error) => {
    assert.ok(isNodetapError(error, ErrorCodes.Disconnected))
    assert.match(error.message, /finish of question 3/)
    return true
  })
  const reason = await peer.connection.closed
  assert.ok(isNodetapError(reason.cause, ErrorCodes.ProtocolViolation))
})

test('capabilities before the one that is wrong are given back', () => {
  const census = new Census()
  const peer = new RawPeer(initWith(() => census.echo()))
  const main = peer.bootstrap()
  peer.call(1, main, makeEcho)
  const made = peer.next('return').results.capTable.get(0).senderHosted
  peer.finish(1, false)
  assert.equal(census.live, 1)
  peer.call(2, main, makeEcho, call => {
    const table = call.initParams().initCapTable(3)
    table.get(0).receiverHosted = made
    table.get(1).senderHosted = 8
    table.get(2).receiverHosted = 99
  })
  assert.match(peer.aborted(), /no export 99/)
  assert.equal(census.live, 0)
})

test('messages of kinds that are not known are sent back as they came', () => {
  const peer = new RawPeer()
  const kinds: readonly ((message: rpc.MessageBuilder) => void)[] = [
    message => {
      message.initProvideAs(rpc.Release).id = 5
    },
    message => {
      message.initObsoleteSaveAs(rpc.Release).id = 5
    },
    message => message.setUint16(0, 99),
  ]
  for (const kind of kinds) {
    peer.tell(kind)
    const echoed = peer.next('unimplemented')
    peer.tell(kind)
    assert.equal(peer.next('unimplemented').which(), echoed.which())
    if (echoed.which() === rpc.MessageWhich.provide) {
      assert.equal(echoed.getProvideAs(rpc.Release).id, 5)
    }
  }
  assert.equal(peer.connection.ended, null)
})

test('an Abort of the peer ends everything, and its text is cut', async () => {
  const peer = new RawPeer()
  using main = peer.connection.bootstrap()
  const pending = main.call(makeEcho)
  peer.tell(message => {
    message.initAbort().reason = 'x'.repeat(100_000)
  })
  await assert.rejects(pending, { code: ErrorCodes.Disconnected })
  const reason = await peer.connection.closed
  assert.equal(reason.code, ErrorCodes.Disconnected)
  assert.match(reason.message, /^The peer aborted the connection: x+$/)
  assert.ok(reason.message.length < 5000)
  assert.ok(peer.ended)
})

test('an Unimplemented Resolve takes back what the Resolve gave', async () => {
  // A promise of ours that becomes an object of ours: the peer has a number for each.
  const census = new Census()
  let open = (): void => {}
  const gate = new Promise<void>(resolve => {
    open = resolve
  })
  const slow = initWith(() => census.echo(), gate)
  const server = new InterfaceServer('Init').on(makeEcho, (_params, call) => {
    call.results((results, capabilities) => {
      const started = local.startCall(makeEcho)
      const promised = started.pipeline(0)
      results.result = capabilities.add(promised)
      promised.release()
    })
  })
  using local = Capability.of(slow)
  const peer = new RawPeer(server)
  const main = peer.bootstrap()
  peer.call(1, main, makeEcho)
  const promise = peer.next('return').results.capTable.get(0).senderPromise
  open()
  await new Promise(resolve => setImmediate(resolve))
  const resolve = peer.next('resolve')
  assert.equal(resolve.promiseId, promise)
  const { senderHosted } = resolve.cap
  peer.tell(message => {
    const unknown = message.initUnimplemented().initResolve()
    unknown.promiseId = promise
    unknown.initCap().senderHosted = senderHosted
  })
  assert.equal(peer.connection.ended, null)
  peer.finish(1, true)
  peer.release(main)
  assert.deepEqual(peer.connection.tableSizes(), EMPTY)
  assert.equal(census.live, 0)
})
