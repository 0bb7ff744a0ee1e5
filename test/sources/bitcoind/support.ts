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

export const TXID = 'ab'.repeat(32)
export const OTHER = 'cd'.repeat(32)
export const BLOCK = 'ef'.repeat(32)
export const SECOND = 1_000_000

/** A record of `127.0.0.1_5000`, `offsetUs` after the start. */
export function record(
  bench: Bench,
  offsetUs: number,
  messageType: string,
  payload: readonly number[],
  options: { directory?: string; timeUs?: number; direction?: 'inbound' | 'outbound' } = {},
): void {
  bench.bridge.push({
    kind: 'capture',
    directory: options.directory ?? '127.0.0.1_5000',
    direction: options.direction ?? 'inbound',
    timeUs: options.timeUs ?? START_US + offsetUs,
    messageType,
    payload: Uint8Array.from(payload),
  })
}

export function sequence(
  bench: Bench,
  offsetUs: number,
  label: string,
  hash: string,
  counter: number,
): void {
  const tail = label === 'A' || label === 'R' ? '0000000000000000' : ''
  bench.bridge.push({
    kind: 'zmq',
    receivedUs: START_US + offsetUs,
    topic: 'sequence',
    body: Buffer.from(hash + Buffer.from(label).toString('hex') + tail, 'hex'),
    counter,
  })
}

export function answer(
  bench: Bench,
  offsetUs: number,
  method: string,
  params: unknown[],
  result: unknown,
): void {
  const doneUs = START_US + offsetUs
  bench.bridge.push({ kind: 'rpc', sentUs: doneUs - 100, doneUs, method, params, result })
}

export const entry = (feeBtc: number): object => ({
  vsize: 110,
  time: START_US / 1e6,
  fees: { base: feeBtc },
})

/** A block with a coinbase and one transaction, as `getblock HASH 3` tells it. */
export const blockOf = (
  hash: string,
  height: number,
  txid: string,
  previousblockhash?: string,
): object => ({
  hash,
  previousblockhash,
  height,
  tx: [
    {
      txid: '11'.repeat(32),
      vsize: 100,
      vin: [{ coinbase: '51' }],
      vout: [
        { n: 0, value: 50.00001, scriptPubKey: { hex: '51' } },
        { n: 1, value: 0, scriptPubKey: { hex: '6a00' } },
      ],
    },
    {
      txid,
      vsize: 110,
      fee: 0.00001,
      vin: [
        {
          txid: '22'.repeat(32),
          vout: 3,
          scriptSig: { hex: '' },
          txinwitness: ['aa', 'bb'],
          prevout: {
            generated: true,
            height: 1,
            value: 50,
            scriptPubKey: { hex: `0014${'00'.repeat(20)}` },
          },
        },
      ],
      vout: [{ n: 0, value: 49.99999, scriptPubKey: { hex: '52' } }],
    },
  ],
})

export const inbound = (id: number, address: string): string[] => [
  `[net] [net] Added connection to ${address} peer=${id}`,
  `[net] [net] connection from ${address} accepted`,
]

export const pick = (event: BridgeEvent | undefined, ...fields: string[]): unknown[] =>
  fields.map(field => (event === undefined ? undefined : Reflect.get(event, field)))

/** The lines of a block that is connected. */
export const connected = (hash: string, height: number): string[] => [
  '[h] [bench]     - Sanity checks: 0.00ms [0.00s (0.00ms/blk)]',
  '[h] [bench]     - Fork checks: 0.02ms [0.00s (0.00ms/blk)]',
  '[h] [bench]       - Connect 2 transactions: 0.08ms (0.039ms/tx, 0.077ms/txin) [0.02s (0.07ms/blk)]',
  '[h] [bench]     - Verify 1 txins: 0.09ms (0.089ms/txin) [0.02s (0.08ms/blk)]',
  '[h] [bench]     - Write undo data: 0.04ms [0.00s (0.01ms/blk)]',
  '[h] [bench]     - Index writing: 0.01ms [0.00s (0.00ms/blk)]',
  `[h] [validation] BlockChecked: block hash=${hash} state=Valid`,
  '[h] [bench]   - Writing chainstate: 0.01ms [0.00s (0.00ms/blk)]',
  `[h] [validation] Enqueuing MempoolTransactionsRemovedForBlock: block height=${height} txs removed=1`,
  `[h] UpdateTip: new best=${hash} height=${height} version=0x20000000 log2_work=1.0 tx=1`,
]
