import { writeFileSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import type { RpcClient } from '../../../../src/sources/bitcoind/live/rpc/index.js'

/** JSON-RPC over HTTP on this machine, with a cookie, as bitcoind serves it. */
export class RpcServer {
  readonly #server: Server
  readonly port: number

  private constructor(server: Server, port: number) {
    this.#server = server
    this.port = port
  }

  /** Writes the cookie and listens, at the port given or a free one. */
  static async start(rpc: RpcClient, cookiePath: string, port = 0): Promise<RpcServer> {
    const cookie = `__cookie__:${Math.random().toString(16).slice(2)}`
    const authorization = `Basic ${Buffer.from(cookie).toString('base64')}`
    const server = createServer((request, response) => {
      const chunks: Buffer[] = []
      request.on('data', (chunk: Buffer) => void chunks.push(chunk))
      request.on('end', () => {
        if (request.headers.authorization !== authorization) {
          response.statusCode = 401
          response.end()
          return
        }
        const { method, params, id } = JSON.parse(Buffer.concat(chunks).toString()) as {
          method: string
          params: unknown[]
          id: unknown
        }
        rpc.call(method, params).then(
          outcome => response.end(JSON.stringify({ result: null, error: null, id, ...outcome })),
          () => request.socket.destroy(),
        )
      })
    })
    await new Promise<void>(resolve => server.listen(port, '127.0.0.1', resolve))
    const address = server.address()
    if (typeof address !== 'object' || address === null) throw new Error('no address')
    writeFileSync(cookiePath, cookie)
    return new RpcServer(server, address.port)
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections()
    await new Promise<void>(resolve => void this.#server.close(() => resolve()))
  }
}
