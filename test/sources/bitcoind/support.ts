import {
  Bridge,
  type BridgeEvent,
  type BridgeInputs,
  type BridgeLoss,
  type BridgeQuery,
  type LogCategory,
} from '../../../src/sources/bitcoind/index.js'

export const CATEGORIES: readonly LogCategory[] = [
  'net',
  'mempool',
  'mempoolrej',
  'validation',
  'bench',
  'coindb',
  'selectcoins',
  'cmpctblock',
  'txpackages',
]

/** Everything is on. */
export const ALL_INPUTS: BridgeInputs = {
  capture: true,
  zmq: new Set(['sequence', 'rawblock', 'rawtx', 'hashblock']),
  log: { on: true, categories: new Set(CATEGORIES), timeMicros: true, ips: true },
  rpc: true,
}

/** Only debug.log is on. */
export const LOG_ONLY: BridgeInputs = { ...ALL_INPUTS, capture: false, zmq: new Set(), rpc: false }

/** A moment: 2026-01-02T03:04:05Z, Unix microseconds. */
export const START_US = Date.parse('2026-01-02T03:04:05Z') * 1000

/** A bridge whose output is kept. */
export class Bench {
  readonly events: BridgeEvent[] = []
  readonly losses: BridgeLoss[] = []
  readonly queries: BridgeQuery[] = []
  readonly bridge: Bridge

  constructor(inputs: BridgeInputs = ALL_INPUTS) {
    this.bridge = new Bridge(
      { event: event => this.events.push(event), loss: loss => this.losses.push(loss) },
      { want: query => this.queries.push(query) },
      { inputs },
    )
  }

  /** Lines with the head of the fixture's log, at `offsetUs` after the start and a microsecond apart. */
  log(offsetUs: number, ...texts: string[]): this {
    for (const [index, text] of texts.entries()) {
      this.bridge.push({ kind: 'log', line: `${stamp(START_US + offsetUs + index)} ${text}` })
    }
    return this
  }

  flush(): this {
    this.bridge.flush()
    return this
  }

  names(): string[] {
    return this.events.map(({ tracepoint }) => tracepoint)
  }
}

/** As `-logtimemicros` writes it. */
export function stamp(timeUs: number): string {
  const seconds = Math.floor(timeUs / 1e6)
  const day = new Date(seconds * 1000).toISOString().slice(0, 19)
  return `${day}.${String(timeUs - seconds * 1e6).padStart(6, '0')}Z`
}
