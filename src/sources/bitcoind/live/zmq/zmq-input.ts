import type { InputMark, ZmqFrame, ZmqTopic } from '../../inputs.js'
import type { InputStatus } from '../input-status.js'
import type { Timers } from '../timers.js'
import { ZMQ_TOPICS, type ZmqEndpoints } from './endpoints.js'
import { ZmqLimits } from './limits.js'

type Zeromq = typeof import('zeromq')
type Subscriber = InstanceType<Zeromq['Subscriber']>

export interface ZmqInputOptions {
  readonly sink: { push(record: ZmqFrame | InputMark): void }
  readonly timers: Timers
  /** Loads the optional package `zeromq`; rejects where it is not installed. */
  readonly load?: () => Promise<Zeromq>
}

/** One socket of the node. */
interface Connection {
  readonly socket: Subscriber
  readonly topics: ReadonlySet<ZmqTopic>
  /** False before the first time. */
  isConnected: boolean
  wasConnected: boolean
}

/** Listens to a node's ZMQ sockets; they may come, go and come again. */
export class ZmqInput {
  readonly #sink: { push(record: ZmqFrame | InputMark): void }
  readonly #timers: Timers
  readonly #load: () => Promise<Zeromq>
  readonly #connections = new Map<string, Connection>()
  #isMissing = false
  #isClosed = false
  #fault = ''

  constructor({ sink, timers, load = () => import('zeromq') }: ZmqInputOptions) {
    this.#sink = sink
    this.#timers = timers
    this.#load = load
  }

  get status(): InputStatus {
    const all = [...this.#connections]
    const connected = all.filter(([, { isConnected }]) => isConnected)
    if (this.#isMissing) {
      return {
        input: 'zmq',
        state: 'off',
        detail: 'the package zeromq is not installed',
        advice: 'npm install zeromq',
      }
    }
    if (this.#fault !== '') {
      return { input: 'zmq', state: 'failed', detail: this.#fault, advice: 'See --zmq' }
    }
    if (all.length === 0) {
      return {
        input: 'zmq',
        state: 'off',
        detail: 'the node publishes nothing',
        advice: 'Set zmqpubsequence in bitcoin.conf',
      }
    }
    const names = (connected.length > 0 ? connected : all)
      .map(([address, { topics }]) => `${address} (${[...topics].join(', ')})`)
      .join(', ')
    return connected.length > 0
      ? { input: 'zmq', state: 'running', detail: names, advice: '' }
      : { input: 'zmq', state: 'waiting', detail: `nobody answers at ${names}`, advice: '' }
  }

  /** The topics of the sockets that are connected. */
  get topics(): ReadonlySet<ZmqTopic> {
    const topics = new Set<ZmqTopic>()
    for (const { isConnected, topics: these } of this.#connections.values()) {
      if (isConnected) for (const topic of these) topics.add(topic)
    }
    return topics
  }

  /** Connects to these sockets and no others. */
  async setEndpoints(endpoints: ZmqEndpoints): Promise<void> {
    if (this.#isMissing || this.#isClosed) return
    this.#fault = ''
    for (const [address, { socket, topics }] of this.#connections) {
      if (isEqual(topics, endpoints.get(address))) continue
      socket.close()
      this.#connections.delete(address)
    }
    for (const [address, topics] of endpoints) {
      if (!this.#connections.has(address)) await this.#connect(address, topics)
    }
  }

  close(): void {
    this.#isClosed = true
    for (const { socket } of this.#connections.values()) socket.close()
    this.#connections.clear()
  }

  async #connect(address: string, topics: ReadonlySet<ZmqTopic>): Promise<void> {
    let zeromq: Zeromq
    try {
      zeromq = await this.#load()
    } catch {
      this.#isMissing = true
      return
    }
    // Another call may have been here while the package was loaded.
    if (this.#isClosed || this.#connections.has(address)) return
    const socket = new zeromq.Subscriber({
      linger: 0,
      receiveHighWaterMark: ZmqLimits.receiveHighWaterMark,
      maxMessageSize: ZmqLimits.maxMessageBytes,
      reconnectInterval: ZmqLimits.minReconnectMs,
      reconnectMaxInterval: ZmqLimits.maxReconnectMs,
      heartbeatInterval: ZmqLimits.heartbeatMs,
    })
    const connection: Connection = { socket, topics, isConnected: false, wasConnected: false }
    try {
      socket.events.on('handshake', () => this.#connected(address, connection))
      socket.events.on('disconnect', () => {
        connection.isConnected = false
      })
      for (const topic of topics) socket.subscribe(topic)
      socket.connect(address)
    } catch (error) {
      socket.close()
      this.#fault = `${address}: ${error instanceof Error ? error.message : String(error)}`
      return
    }
    this.#connections.set(address, connection)
    void this.#receive(address, socket)
  }

  #connected(address: string, connection: Connection): void {
    connection.isConnected = true
    if (connection.wasConnected) this.#gap(`the socket at ${address} was connected anew`)
    connection.wasConnected = true
  }

  async #receive(address: string, socket: Subscriber): Promise<void> {
    try {
      for await (const [name, body, counter] of socket) {
        const topic = ZMQ_TOPICS.find(it => it === name?.toString('latin1'))
        if (topic === undefined || body === undefined || counter?.length !== 4) continue
        const receivedUs = this.#timers.nowUs()
        this.#sink.push({ kind: 'zmq', receivedUs, topic, body, counter: counter.readUInt32LE(0) })
      }
    } catch (error) {
      if (this.#isClosed || socket.closed) return
      this.#gap(`the socket at ${address} failed`)
      this.#fault = `${address}: ${error instanceof Error ? error.message : String(error)}`
    }
  }

  #gap(detail: string): void {
    this.#sink.push({ kind: 'mark', atUs: this.#timers.nowUs(), input: 'zmq', mark: 'gap', detail })
  }
}

function isEqual(a: ReadonlySet<unknown>, b: ReadonlySet<unknown> | undefined): boolean {
  return b !== undefined && a.size === b.size && [...a].every(it => b.has(it))
}
