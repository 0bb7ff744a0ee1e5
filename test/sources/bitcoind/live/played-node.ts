import { appendFileSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Arrival, Session } from '../../../../scripts/fidelity/session.js'
import { ErrorCodes, NodetapError } from '../../../../src/errors/index.js'
import type {
  CapturedMessage,
  RpcAnswer,
  ZmqFrame,
} from '../../../../src/sources/bitcoind/index.js'
import type { RpcClient, RpcOutcome } from '../../../../src/sources/bitcoind/live/rpc/index.js'
import { captureRecord } from './capture-record.js'

const FIRST_LINE = /^\S+Z \[init\] Bitcoin Core version v/

/**
 * A node that lives a recorded life anew: writes its log and its captured messages into a
 * directory, publishes what it published, and answers what it answered.
 */
export class PlayedNode {
  /** Of all chains. */
  readonly dataDirectory: string
  readonly #arrivals: readonly Arrival[]
  readonly #directory: string
  readonly #shiftUs: number
  readonly #publish: (frame: ZmqFrame) => void
  readonly #answers = new Map<string, RpcOutcome>()
  /** Whether it answers RPC. */
  isServing = true
  #next = 0
  #log: string

  /** `shiftUs`: how much later everything happens than it did. */
  constructor(
    dataDirectory: string,
    session: Session,
    publish: (frame: ZmqFrame) => void,
    shiftUs = 0,
  ) {
    this.#shiftUs = shiftUs
    this.dataDirectory = dataDirectory
    this.#directory = join(dataDirectory, 'regtest')
    this.#arrivals = session.arrivals
    this.#publish = publish
    this.#log = this.logPath
    // What is asked of blocks and transactions has one answer, whenever it is asked.
    for (const { input } of session.arrivals) {
      if (input.kind !== 'rpc') continue
      if (input.params.length > 0 || !this.#answers.has(keyOf(input.method, input.params))) {
        this.#remember(input)
      }
    }
  }

  get logPath(): string {
    return join(this.#directory, 'debug.log')
  }

  /** From now on it writes its log there. */
  logsTo(path: string): void {
    this.#log = path
  }

  get isOver(): boolean {
    return this.#next >= this.#arrivals.length
  }

  /** When it begins and when it ends, Unix microseconds. */
  get life(): readonly [number, number] {
    return [this.#arrivals[0]?.atUs ?? 0, this.#arrivals.at(-1)?.atUs ?? 0]
  }

  /** Does what it did until then. */
  playUntil(untilUs: number): void {
    let log = ''
    const captured = new Map<string, Buffer[]>()
    for (; this.#next < this.#arrivals.length; this.#next++) {
      const arrival = this.#arrivals[this.#next]
      if (arrival === undefined || Math.max(arrival.atUs, this.life[0]) > untilUs) break
      const { input } = arrival
      if (input.kind === 'log') {
        // As a node opens its log.
        if (FIRST_LINE.test(input.line)) log += '\n'.repeat(5)
        log += `${this.#shifted(input.line)}\n`
      } else if (input.kind === 'capture') this.#capture(input, captured)
      else if (input.kind === 'zmq') this.#publish(input)
      else if (input.kind === 'rpc') this.#remember(input)
    }
    mkdirSync(this.#directory, { recursive: true })
    if (log !== '') appendFileSync(this.#log, log, 'latin1')
    for (const [path, records] of captured) appendFileSync(path, Buffer.concat(records))
  }

  /** Answers as the recorded node did last. */
  get rpc(): RpcClient {
    return {
      where: 'the played node',
      call: async (method, params) => this.#answer(method, params),
      close: () => {},
    }
  }

  /** A line with its time moved. */
  #shifted(line: string): string {
    const time = /^(\S+)\.(\d{6})Z/.exec(line)
    if (time === null || this.#shiftUs === 0) return line
    const us = Date.parse(`${time[1]}Z`) * 1000 + Number(time[2]) + this.#shiftUs
    return logTime(us) + line.slice(time[0].length)
  }

  #capture(message: CapturedMessage, captured: Map<string, Buffer[]>): void {
    const { directory, direction, messageType, payload, timeUs } = message
    const folder = join(this.#directory, 'message_capture', directory)
    mkdirSync(folder, { recursive: true })
    const path = join(folder, direction === 'inbound' ? 'msgs_recv.dat' : 'msgs_sent.dat')
    const records = captured.get(path) ?? []
    records.push(captureRecord(messageType, payload, timeUs + this.#shiftUs))
    captured.set(path, records)
  }

  #remember({ method, params, result, error }: RpcAnswer): void {
    const key = keyOf(method, params)
    // An entry that was gone when the recorder asked is remembered as it once was.
    if (error !== undefined && this.#answers.has(key)) return
    this.#answers.set(key, error === undefined ? { result } : { error })
  }

  #answer(method: string, params: readonly unknown[]): RpcOutcome {
    if (!this.isServing || this.#next === 0)
      throw new NodetapError(ErrorCodes.NoNode, 'Nobody listens')
    const given = GIVEN[method] ?? this.#answers.get(keyOf(method, params))
    if (given !== undefined) return given
    return method === 'getblockchaininfo'
      ? { error: { code: -28, message: 'Loading block index…' } }
      : { error: { code: -32601, message: 'Method not found' } }
  }
}

/** As `-logtimemicros` writes a time. */
export function logTime(us: number): string {
  const micros = String(us % 1_000_000).padStart(6, '0')
  return `${new Date(us / 1000).toISOString().slice(0, 19)}.${micros}Z`
}

/** What is asked of every node and was not recorded. */
const GIVEN: Readonly<Record<string, RpcOutcome>> = {
  logging: {
    result: {
      net: true,
      mempool: true,
      mempoolrej: true,
      validation: true,
      bench: true,
      coindb: true,
      selectcoins: true,
      cmpctblock: true,
      txpackages: true,
    },
  },
}

function keyOf(method: string, params: readonly unknown[]): string {
  return method === 'getrawmempool' ? method : `${method} ${String(params[0] ?? '')}`
}
