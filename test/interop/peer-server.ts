import { ErrorCodes, isNodetapError, NodetapError } from '../../src/errors/index.js'
import { Capability, InterfaceServer } from '../../src/rpc/index.js'
import { Counter, FailureKind, type FailureReader, Peer, Settle } from './generated/peer.js'
import { fillTable, wrongIn } from './table.js'

const CODES = {
  [FailureKind.failed]: ErrorCodes.RemoteFailure,
  [FailureKind.overloaded]: ErrorCodes.Overloaded,
  [FailureKind.disconnected]: ErrorCodes.Disconnected,
  [FailureKind.unimplemented]: ErrorCodes.Unimplemented,
} as const

/** The error that becomes an exception of a failure's kind. */
export function errorOf(failure: Pick<FailureReader, 'kind' | 'reason'>): NodetapError {
  const kind = failure.kind as keyof typeof CODES // of the closed set that the peers use
  return new NodetapError(CODES[kind], failure.reason)
}

/** The kind of a failure by the error that the RPC layer made of the exception. */
export function kindOf(error: unknown): FailureKind {
  const kinds = Object.values(FailureKind)
  const kind = kinds.find(it => isNodetapError(error, CODES[it]))
  if (kind === undefined) throw new Error(`An exception became ${error}`)
  return kind
}

/** What has become of objects and calls. */
export class PeerState {
  liveObjects = 0
  cancelled = 0
  streamedBytes = 0
  streamedCalls = 0
  streamedOutOfOrder = 0
}

/** A Counter of peer.capnp. `onCall` is told of each value asked for. */
export function counterServer(
  state: PeerState,
  { depth = 0, onCall }: { depth?: number; onCall?: (value: number) => void } = {},
): InterfaceServer {
  state.liveObjects++
  let calls = 0
  const server = new InterfaceServer('Counter', () => {
    state.liveObjects--
  })
  return server
    .on(Counter.methods.call, (params, call) => {
      onCall?.(params.value)
      call.results(results => {
        results.value = params.value
        results.order = calls++
      })
    })
    .on(Counter.methods.next, (_params, call) => {
      call.results((results, capabilities) => {
        results.counter = capabilities.addServer(counterServer(state, { depth: depth + 1 }))
      })
    })
    .on(Counter.methods.depth, (_params, call) => {
      call.results(results => {
        results.result = depth
      })
    })
    .on(Counter.methods.fail, params => {
      throw errorOf(params)
    })
}

/** What waits until somebody says so. */
class Gates {
  readonly #gates = new Map<number, { opened: Promise<void>; open: () => void }>()

  wait(gate: number): Promise<void> {
    return this.#find(gate).opened
  }

  open(gate: number): void {
    this.#find(gate).open()
  }

  #find(gate: number): { opened: Promise<void>; open: () => void } {
    let found = this.#gates.get(gate)
    if (found === undefined) {
      let open = (): void => {}
      const opened = new Promise<void>(resolve => {
        open = resolve
      })
      found = { opened, open }
      this.#gates.set(gate, found)
    }
    return found
  }
}

/** Calls a counter with `value`. */
export function ask(counter: Capability, value: number): Promise<{ value: number; order: number }> {
  return counter.call(
    Counter.methods.call,
    params => {
      params.value = value
    },
    ({ value, order }) => ({ value, order }),
  )
}

/** Calls a counter with 0, 1, 2, …, several at once; how many answers are out of order. */
async function callAll(callback: Capability, calls: number, inFlight: number): Promise<number> {
  let next = 0
  let outOfOrder = 0
  const lane = async (): Promise<void> => {
    while (next < calls) {
      const asked = next++
      const { value, order } = await ask(callback, asked)
      if (value !== asked || order !== asked) outOfOrder++
    }
  }
  await Promise.all(Array.from({ length: inFlight }, lane))
  return outOfOrder
}

/** The Peer of peer.capnp, by src/rpc. `leave` closes the connection. */
export function peerServer(state: PeerState, leave: () => void): InterfaceServer {
  const gates = new Gates()
  let kept: Capability | null = null
  const dropKept = (): void => {
    kept?.release()
    kept = null
  }
  const { methods } = Peer
  return new InterfaceServer('Peer', dropKept)
    .on(methods.echo, ({ text, data }, call) => {
      call.results(results => {
        results.text = text
        results.data = data
      })
    })
    .on(methods.hold, ({ gate }) => gates.wait(gate))
    .on(methods.open, ({ gate }) => gates.open(gate))
    .on(methods.never, (_params, call) => {
      call.whenCancelled(() => state.cancelled++)
      return new Promise(() => {})
    })
    .on(methods.counts, (_params, call) => {
      call.results(results => {
        results.liveObjects = state.liveObjects
        results.cancelled = state.cancelled
        results.streamedBytes = state.streamedBytes
        results.streamedOutOfOrder = state.streamedOutOfOrder
      })
    })
    .on(methods.fail, params => {
      throw errorOf(params)
    })
    .on(methods.makeCounters, ({ count }, call) => {
      call.results((results, capabilities) => {
        const handles = results.initHandles(count)
        for (let i = 0; i < count; i++) {
          handles.get(i).counter = capabilities.addServer(counterServer(state))
        }
      })
    })
    .on(methods.slowCounter, async ({ gate }, call) => {
      await gates.wait(gate)
      call.results((results, capabilities) => {
        results.counter = capabilities.addServer(counterServer(state))
      })
    })
    .on(methods.promiseCounter, ({ gate, settle, callback }, call) => {
      const callers = call.capabilities.take(callback)
      // A result of a local call that is not answered yet is a promise for the peer too.
      const source = new InterfaceServer('Source').on(
        methods.slowCounter,
        async (_params, slow) => {
          await gates.wait(gate)
          if (settle === Settle.failure) throw new Error('settled to a failure')
          slow.results((results, capabilities) => {
            results.counter =
              settle === Settle.callers
                ? capabilities.add(callers)
                : capabilities.addServer(counterServer(state))
          })
        },
      )
      const local = Capability.of(source)
      const started = local.startCall(methods.slowCounter)
      const promised = started.pipeline(0)
      started.promise.catch(() => {}).finally(() => callers?.release())
      call.results((results, capabilities) => {
        results.counter = capabilities.add(promised)
      })
      promised.release()
      local.release()
    })
    .on(methods.callBack, async ({ callback, calls, inFlight }, call) => {
      const taken = required(call.capabilities.take(callback))
      const outOfOrder = await callAll(taken, calls, inFlight).finally(() => taken.release())
      call.results(results => {
        results.outOfOrder = outOfOrder
      })
    })
    .on(methods.keep, ({ callback }, call) => {
      dropKept()
      kept = call.capabilities.take(callback)
    })
    .on(methods.callKept, async ({ value }, call) => {
      const answer = await ask(required(kept), value)
      call.results(results => {
        results.value = answer.value
        results.order = answer.order
      })
    })
    .on(methods.dropKept, dropKept)
    .on(methods.bounce, async ({ callback, gate }, call) => {
      await gates.wait(gate)
      const bounced = call.capabilities.take(callback)
      call.results((results, capabilities) => {
        results.counter = capabilities.add(bounced)
      })
      bounced?.release()
    })
    .on(methods.forward, async ({ callback, value }, call) => {
      const taken = required(call.capabilities.take(callback))
      const answer = await ask(taken, value).finally(() => taken.release())
      call.results(results => {
        results.value = answer.value
        results.order = answer.order
      })
    })
    .on(methods.catchFrom, async ({ callback, failure }, call) => {
      const taken = required(call.capabilities.take(callback))
      const caught = await taken
        .call(Counter.methods.fail, params => {
          params.kind = failure.kind
          params.reason = failure.reason
        })
        .then(
          () => new Error('the callback did not fail'),
          (error: Error) => error,
        )
        .finally(() => taken.release())
      call.results(results => {
        results.kind = kindOf(caught)
        results.reason = caught.message
      })
    })
    .on(methods.write, ({ index, data }) => {
      if (index !== state.streamedCalls++) state.streamedOutOfOrder++
      state.streamedBytes += data.length
    })
    .on(methods.rows, ({ count, textBytes }, call) => {
      call.results(results => fillTable(results, count, textBytes))
    })
    .on(methods.checkTable, ({ table }, call) => {
      call.results(results => {
        results.rows = table.rows.length
        results.wrong = wrongIn(table)
      })
    })
    .on(methods.leave, () => {
      leave()
      return new Promise(() => {})
    })
}

function required(capability: Capability | null): Capability {
  if (capability === null) throw new Error('a capability is missing')
  return capability
}
