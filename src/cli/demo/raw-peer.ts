import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { connect, type Socket } from 'node:net'
import type { Transaction } from './bcoin-module.js'
import { waitUntil } from './wait.js'

/** Of regtest, as it is on the wire. */
const MAGIC = Buffer.from('fabfb5da', 'hex')
const HEADER_BYTES = 24
/** An inventory is a count, and for each entry a type in 4 bytes and a hash. */
const INVENTORY_TX = 1
const PROTOCOL_VERSION = 70015
/** A peer of ours keeps the last messages only. */
const MAX_KEPT = 100

export interface RawMessage {
  readonly type: string
  readonly payload: Buffer
}

/** A peer that says whatever it is told to: no node stands behind it. */
export class RawPeer {
  /** What the node has sent. */
  readonly messages: RawMessage[] = []
  /** What it was sent. */
  readonly sent: RawMessage[] = []
  closed = false
  /** The address and port that the node sees. */
  readonly address: string
  readonly #socket: Socket
  #pending: Buffer = Buffer.alloc(0)

  private constructor(socket: Socket) {
    this.#socket = socket
    this.address = `${socket.localAddress}:${socket.localPort}`
    socket.on('data', data => this.#receive(data))
    socket.on('close', () => {
      this.closed = true
    })
    socket.on('error', () => socket.destroy())
  }

  /** Connects and says hello, and what else it takes to be a peer. */
  static async connect({ port }: { readonly port: number }): Promise<RawPeer> {
    const socket = connect({ host: '127.0.0.1', port })
    await once(socket, 'connect')
    return new RawPeer(socket)
  }

  async shakeHands(signal?: AbortSignal): Promise<void> {
    this.send('version', versionPayload())
    await waitUntil('a verack', () => this.closed || this.received('verack'), signal)
  }

  received(type: string): boolean {
    return this.messages.some(message => message.type === type)
  }

  send(
    type: string,
    payload: Buffer = Buffer.alloc(0),
    options: { readonly badChecksum?: boolean } = {},
  ): void {
    if (this.closed) return
    keep(this.sent, { type, payload })
    const header = Buffer.alloc(HEADER_BYTES)
    MAGIC.copy(header)
    header.write(type, 4, 'ascii')
    header.writeUInt32LE(payload.length, 16)
    if (!options.badChecksum) checksum(payload).copy(header, 20)
    this.#socket.write(Buffer.concat([header, payload]))
  }

  /** Announces a transaction, and sends it when the node asks for it. */
  async offer(transaction: Transaction, signal?: AbortSignal): Promise<void> {
    const inventory = Buffer.alloc(37)
    inventory.writeUInt8(1, 0)
    inventory.writeUInt32LE(INVENTORY_TX, 1)
    inventory.set(transaction.hash(), 5)
    this.send('inv', inventory)
    await waitUntil('a getdata', () => this.closed || this.received('getdata'), signal)
    this.send('tx', Buffer.from(transaction.toRaw()))
  }

  close(): void {
    this.#socket.destroy()
  }

  #receive(data: Buffer): void {
    this.#pending = Buffer.concat([this.#pending, data])
    while (this.#pending.length >= HEADER_BYTES) {
      const end = HEADER_BYTES + this.#pending.readUInt32LE(16)
      if (this.#pending.length < end) return
      const type = this.#pending.toString('ascii', 4, 16).replace(/\0+$/, '')
      const payload = this.#pending.subarray(HEADER_BYTES, end)
      this.#pending = this.#pending.subarray(end)
      keep(this.messages, { type, payload })
      if (type === 'version') this.send('verack')
      if (type === 'ping') this.send('pong', payload)
    }
  }
}

function keep(messages: RawMessage[], message: RawMessage): void {
  messages.push(message)
  if (messages.length > MAX_KEPT) messages.shift()
}

/** More headers than a message may have: their count alone breaks the rules. */
export function oversizedHeaders(): Buffer {
  const payload = Buffer.alloc(3 + 2001 * 81)
  payload.writeUInt8(0xfd, 0)
  payload.writeUInt16LE(2001, 1)
  return payload
}

/** Version, services (network, witness), time, two addresses, nonce, agent, height, relay. */
function versionPayload(): Buffer {
  const agent = '/nodetap-demo/'
  const payload = Buffer.alloc(80 + 1 + agent.length + 5)
  payload.writeInt32LE(PROTOCOL_VERSION, 0)
  payload.writeBigUInt64LE(9n, 4)
  payload.writeBigInt64LE(BigInt(Math.floor(Date.now() / 1000)), 12)
  payload.writeBigUInt64LE(BigInt(Date.now()), 72)
  payload.writeUInt8(agent.length, 80)
  payload.write(agent, 81, 'ascii')
  return payload
}

function checksum(payload: Uint8Array): Buffer {
  const once = createHash('sha256').update(payload).digest()
  return createHash('sha256').update(once).digest().subarray(0, 4)
}
