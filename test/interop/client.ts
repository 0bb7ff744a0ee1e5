import assert from 'node:assert/strict'
import { test } from 'node:test'
import type {
  Capability,
  CapabilityServer,
  RpcConnection,
  StartedCall,
} from '../../src/rpc/index.js'
import { build } from './build.js'
import { Counter, Peer } from './generated/peer.js'
import { DEADLINE, until, withServer } from './harness.js'
import { ask, counterServer, PeerState } from './peer-server.js'
import type { Program } from './program.js'

/** The C++ program that serves. */
export const peer = await build('peer')

const { methods } = Peer

/** A connection to a C++ Peer, and what the tests ask of it again and again. */
export class Client {
  readonly main: Capability
  readonly connection: RpcConnection
  readonly server: Program
  /** Of our own counters. */
  readonly state = new PeerState()

  constructor(main: Capability, connection: RpcConnection, server: Program) {
    this.main = main
    this.connection = connection
    this.server = server
  }

  counter(onCall?: (value: number) => void): CapabilityServer {
    return counterServer(this.state, onCall === undefined ? {} : { onCall })
  }

  open(gate: number): Promise<void> {
    return this.main.call(methods.open, params => {
      params.gate = gate
    })
  }

  echo(text: string): Promise<string> {
    return this.main.call(
      methods.echo,
      params => {
        params.text = text
      },
      results => results.text,
    )
  }

  counts(): Promise<{ liveObjects: number; cancelled: number; streamedBytes: number }> {
    return this.main.call(methods.counts, null, ({ liveObjects, cancelled, streamedBytes }) => ({
      liveObjects,
      cancelled,
      streamedBytes,
    }))
  }

  async untilRemoteObjects(count: number): Promise<void> {
    await until(async () => (await this.counts()).liveObjects === count)
  }

  async untilLocalObjects(count: number): Promise<void> {
    await until(() => this.state.liveObjects === count)
  }

  makeCounters(count: number): Promise<Capability[]> {
    return this.main.call(
      methods.makeCounters,
      params => {
        params.count = count
      },
      ({ handles }, capabilities) =>
        [...handles].map(handle => required(capabilities.take(handle.counter))),
    )
  }

  /** A counter that will be there when the gate opens. */
  slowCounter(gate: number): StartedCall<void> {
    return this.main.startCall(methods.slowCounter, params => {
      params.gate = gate
    })
  }

  keep(counter: Capability | CapabilityServer): Promise<void> {
    return this.main.call(methods.keep, (params, capabilities) => {
      params.callback =
        'dispatch' in counter ? capabilities.addServer(counter) : capabilities.add(counter)
    })
  }

  callKept(value: number): Promise<number> {
    return this.main.call(
      methods.callKept,
      params => {
        params.value = value
      },
      results => results.order,
    )
  }

  dropKept(): Promise<void> {
    return this.main.call(methods.dropKept)
  }
}

/** Calls that must arrive in the order in which they are made. */
export class OrderedCalls {
  #made = 0
  readonly #answers: Promise<{ value: number; order: number }>[] = []

  call(counter: Capability, count: number): void {
    for (let i = 0; i < count; i++) this.#answers.push(ask(counter, this.#made++))
  }

  async finish(): Promise<void> {
    const answers = await Promise.all(this.#answers)
    assert.deepEqual(
      answers.map(answer => answer.order),
      answers.map((_, i) => i),
    )
  }
}

function required(capability: Capability | null): Capability {
  assert.ok(capability)
  return capability
}

export function next(counter: Capability): Capability {
  const started = counter.startCall(Counter.methods.next)
  return started.pipeline(0)
}

export function depth(counter: Capability): Promise<number> {
  return counter.call(Counter.methods.depth, null, results => results.result)
}

export function take(
  started: { counter: number },
  capabilities: { take(index: number): Capability | null },
) {
  return required(capabilities.take(started.counter))
}

export function scenario(name: string, body: (client: Client) => Promise<void>): void {
  test(`we call C++: ${name}`, { ...DEADLINE, skip: peer.skip }, async () => {
    let client: Client | undefined
    await withServer(peer.path ?? '', async (main, connection, server) => {
      client = new Client(main, connection, server)
      await body(client)
    })
    await client?.untilLocalObjects(0)
  })
}
