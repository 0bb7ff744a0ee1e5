import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { connect, type Socket } from 'node:net'

/** Of regtest. */
const MAGIC = Buffer.from('fabfb5da', 'hex')
const HEADER_BYTES = 24
const PONG_BYTES = HEADER_BYTES + 8

/** A peer of a regtest node that sends pings as fast as they are answered. */
export class FloodPeer implements AsyncDisposable {
  readonly #socket: Socket
  #pending: Buffer = Buffer.alloc(0)
  #pongs = 0
  #verack = false
  #wake: () => void = () => {}

  private constructor(socket: Socket) {
    this.#socket = socket
    socket.on('data', data => this.#receive(data))
    socket.on('error', () => socket.destroy())
    socket.on('close', () => this.#wake())
  }

  static async connect(port: number): Promise<FloodPeer> {
    const socket = connect({ host: '127.0.0.1', port })
    await once(socket, 'connect')
    const peer = new FloodPeer(socket)
    socket.write(frame('version', versionPayload()))
    await peer.#until(() => peer.#verack)
    return peer
  }

  /** Sends `count` pings, at most `window` of them unanswered, and returns pings a second. */
  async flood(count: number, window: number): Promise<number> {
    const pings = Buffer.concat(Array.from({ length: window }, () => frame('ping', NONCE)))
    const start = performance.now()
    for (let sent = 0; sent < count; sent += window) {
      this.#pongs = 0
      this.#socket.write(pings)
      await this.#until(() => this.#pongs >= window)
    }
    return count / ((performance.now() - start) / 1000)
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#socket.destroy()
  }

  async #until(condition: () => boolean): Promise<void> {
    while (!condition()) {
      if (this.#socket.destroyed) throw new Error('the node has closed the connection')
      await new Promise<void>(resolve => {
        this.#wake = resolve
      })
    }
  }

  #receive(data: Buffer): void {
    const bytes = this.#pending.length === 0 ? data : Buffer.concat([this.#pending, data])
    let at = 0
    while (bytes.length - at >= HEADER_BYTES) {
      const length = HEADER_BYTES + bytes.readUInt32LE(at + 16)
      if (bytes.length - at < length) break
      if (length === PONG_BYTES && bytes[at + 4] === POINT && bytes[at + 5] === OH) this.#pongs++
      else this.#answer(bytes.toString('latin1', at + 4, at + 16).replace(/\0+$/, ''))
      at += length
    }
    this.#pending = bytes.subarray(at)
    this.#wake()
  }

  #answer(type: string): void {
    if (type === 'version') this.#socket.write(frame('verack', Buffer.alloc(0)))
    if (type === 'verack') this.#verack = true
  }
}

/** "po", as in "pong". */
const [POINT, OH] = Buffer.from('po') as unknown as readonly [number, number]
const NONCE = Buffer.from('0102030405060708', 'hex')

function frame(type: string, payload: Buffer): Buffer {
  const header = Buffer.alloc(HEADER_BYTES)
  MAGIC.copy(header)
  header.write(type, 4, 'latin1')
  header.writeUInt32LE(payload.length, 16)
  const hash = createHash('sha256').update(payload).digest()
  createHash('sha256').update(hash).digest().copy(header, 20, 0, 4)
  return Buffer.concat([header, payload])
}

/** Version, services, time, two addresses, nonce, no agent, height, relay. */
function versionPayload(): Buffer {
  const payload = Buffer.alloc(86)
  payload.writeInt32LE(70015, 0)
  payload.writeBigUInt64LE(9n, 4)
  payload.writeBigInt64LE(BigInt(Math.floor(Date.now() / 1000)), 12)
  payload.writeBigUInt64LE(BigInt(process.pid), 72)
  return payload
}
