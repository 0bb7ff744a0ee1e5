import type { Socket } from 'node:net'
import { ErrorCodes, NodetapError } from '../../errors/index.js'
import { RpcConnection, SocketTransport } from '../../rpc/index.js'
import { PublisherLimits } from '../limits.js'
import { initServer } from './init-server.js'
import type { ServerContext } from './server-context.js'

/** The connections of a publisher. What one of them does wrong ends that one only. */
export class Connections {
  readonly #context: ServerContext
  readonly #open = new Set<RpcConnection>()
  readonly #sockets = new Set<Socket>()
  #nextId = 1

  constructor(context: ServerContext) {
    this.#context = context
  }

  get size(): number {
    return this.#open.size
  }

  accept(socket: Socket): void {
    this.#sockets.add(socket)
    socket.once('close', () => this.#sockets.delete(socket))
    const id = this.#nextId++
    const transport = new SocketTransport(socket, {
      maxFrameBytes: PublisherLimits.maxRequestBytes,
      measure: work => this.#context.registry.measure(id, work),
    })
    if (this.#open.size >= PublisherLimits.maxConnections) {
      new RpcConnection(transport).abort(
        new NodetapError(
          ErrorCodes.Overloaded,
          `This publisher has its limit of ${PublisherLimits.maxConnections} connections. End one and try again.`,
        ),
      )
      return
    }
    const connection = new RpcConnection(transport, {
      bootstrap: initServer(this.#context, id),
    })
    this.#open.add(connection)
    connection.closed.then(() => this.#open.delete(connection))
  }

  /** Entries in the tables of all connections; 0 when none is used. */
  tableEntries(): number {
    let entries = 0
    for (const connection of this.#open) {
      const { questions, answers, imports, exports } = connection.tableSizes()
      entries += questions + answers + imports + exports
    }
    return entries
  }

  /**
   * Closes all connections. Resolves when the peers have closed their sides, too, or after
   * {@link PublisherLimits.farewellMs}: a socket that goes while its peer still writes takes
   * with it what the peer has not read yet.
   */
  async closeAll(): Promise<void> {
    for (const connection of this.#open) connection.close()
    const gone = [...this.#sockets].map(
      socket => new Promise<void>(resolve => socket.once('close', () => resolve())),
    )
    let timer: NodeJS.Timeout | undefined
    const overdue = new Promise<void>(resolve => {
      timer = setTimeout(resolve, PublisherLimits.farewellMs)
    })
    await Promise.race([Promise.all(gone), overdue])
    clearTimeout(timer)
  }
}
