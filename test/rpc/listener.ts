import assert from 'node:assert/strict'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer, type Server, type Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before } from 'node:test'
import {
  type CapabilityServer,
  RpcConnection,
  type SocketOptions,
  SocketTransport,
} from '../../src/rpc/index.js'
import { EMPTY } from './scenario.js'

export const onUnix = process.platform !== 'win32'
/** Where sockets are, where they are files. */
export let folder = ''
let names = 0

before(() => {
  folder = mkdtempSync(join(tmpdir(), 'nodetap-rpc-'))
})
after(() => rmSync(folder, { recursive: true, force: true }))

/** A path that no test has used. */
export function newPath(): string {
  const name = `socket-${names++}`
  return onUnix ? join(folder, name) : `\\\\.\\pipe\\nodetap-${process.pid}-${name}`
}

/** A server for one test, and what it has accepted. */
export class Listener implements AsyncDisposable {
  readonly path = newPath()
  readonly server: Server
  readonly sockets: Socket[] = []
  readonly connections: RpcConnection[] = []

  constructor(main: () => CapabilityServer | null, options: SocketOptions = {}) {
    this.server = createServer({ allowHalfOpen: true }, socket => {
      this.sockets.push(socket)
      const bootstrap = main()
      if (bootstrap === null) socket.on('error', () => {})
      else
        this.connections.push(
          new RpcConnection(new SocketTransport(socket, options), { bootstrap }),
        )
    })
  }

  async listen(): Promise<this> {
    this.server.listen(this.path)
    await once(this.server, 'listening')
    return this
  }

  /** The next connection, once it is there. */
  async accepted(): Promise<Socket> {
    if (this.sockets.length === 0) await once(this.server, 'connection')
    return this.sockets[0] as Socket
  }

  async [Symbol.asyncDispose](): Promise<void> {
    for (const connection of this.connections) {
      assert.deepEqual(connection.tableSizes(), EMPTY)
      connection.close()
    }
    for (const socket of this.sockets) socket.destroy()
    this.server.close()
    await once(this.server, 'close')
  }
}
