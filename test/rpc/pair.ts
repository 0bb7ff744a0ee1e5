import { FrameSplitter } from '../../src/capnp/index.js'
import {
  type CapabilityServer,
  RpcConnection,
  type Transport,
  type TransportHandler,
} from '../../src/rpc/index.js'

/** One end of a pipe in memory. Frames arrive in later turns of the event loop, in order. */
export class MemoryTransport implements Transport {
  peer: MemoryTransport | null = null
  unsentBytes = 0
  readonly sent: Uint8Array[] = []
  #handler: TransportHandler | null = null
  #closed = false

  start(handler: TransportHandler): void {
    this.#handler = handler
  }

  send(pieces: readonly Uint8Array[], onSent?: () => void): void {
    const frame = Buffer.concat(pieces)
    this.sent.push(frame)
    setImmediate(() => {
      onSent?.()
      this.peer?.receive(frame)
    })
  }

  /** Bytes from the peer, cut into frames as a socket's are. */
  receive(bytes: Uint8Array): void {
    if (this.#closed) return
    new FrameSplitter(frame => this.#handler?.frame(frame)).push(bytes)
  }

  pause(): void {}
  resume(): void {}

  /** The peer reads what was sent before, and then the end. */
  end(): void {
    setImmediate(() => this.peer?.destroy())
    this.#closed = true
  }

  destroy(): void {
    if (this.#closed) return
    this.#closed = true
    this.#handler?.closed(null)
  }
}

/** Two connections that talk to each other. */
export function connectPair(
  serverMain: CapabilityServer,
  clientMain?: CapabilityServer,
): {
  client: RpcConnection
  server: RpcConnection
  clientTransport: MemoryTransport
  serverTransport: MemoryTransport
} {
  const clientTransport = new MemoryTransport()
  const serverTransport = new MemoryTransport()
  clientTransport.peer = serverTransport
  serverTransport.peer = clientTransport
  const server = new RpcConnection(serverTransport, { bootstrap: serverMain })
  const client = new RpcConnection(
    clientTransport,
    clientMain === undefined ? {} : { bootstrap: clientMain },
  )
  return { client, server, clientTransport, serverTransport }
}

/** Lets everything that is on its way arrive. */
export async function settle(turns = 30): Promise<void> {
  for (let i = 0; i < turns; i++) await new Promise(resolve => setImmediate(resolve))
}
