import { InterfaceServer } from '../../rpc/index.js'
import { tracing2025 } from '../../schema/index.js'
import { findTracepoint } from '../../tracepoints/index.js'
import { Batch, type BatchSource } from '../batch/index.js'
import { monotonicNowUs } from '../monotonic-clock.js'
import type { StreamSink } from '../stream.js'
import { CoinColumns } from './coin-columns.js'
import { UpstreamLimits } from './limits.js'

export const COINS = ['utxocache:add', 'utxocache:spent', 'utxocache:uncache'] as const
export type Coins = (typeof COINS)[number]

/** Microseconds that the times of one batch may span: its offsets have 32 bits. */
const MAX_SPAN_US = 0xffff_ffff

/** Bytes of a coin's message, about. */
const COIN_BYTES = 200

/**
 * The callback of one tracing of coins. They come one call each, and the node waits for the
 * answer to each with a lock held: it is given at once. What comes in one turn of the event
 * loop, or while the batch before waits to be consumed, becomes one batch.
 */
export class CoinStream {
  readonly #wanted: readonly Coins[]
  readonly #sink: StreamSink
  readonly #clock: () => number
  #batch: CoinBatch | null = null
  #sequence = 0
  #isFlushing = false

  /** `clock` gives monotonic microseconds: the prototype sends no times. */
  constructor(wanted: readonly Coins[], sink: StreamSink, clock: () => number = monotonicNowUs) {
    this.#wanted = wanted
    this.#sink = sink
    this.#clock = clock
  }

  server(): InterfaceServer {
    const { destroy, add, spend, uncache } = tracing2025.UtxoCacheTrace.methods
    return new InterfaceServer('UtxoCacheTrace')
      .on(destroy, () => {})
      .on(add, params => this.#take('utxocache:add', params.utxoInfo))
      .on(spend, params => this.#take('utxocache:spent', params.utxoInfo))
      .on(uncache, params => this.#take('utxocache:uncache', params.utxoInfo))
  }

  #take(tracepoint: Coins, coin: tracing2025.UtxoInfoReader): void {
    if (!this.#wanted.includes(tracepoint)) return
    const sequence = this.#sequence++
    const timestampUs = this.#clock()
    if (this.#batch?.isFull(timestampUs)) {
      this.#sink.lost([
        {
          tracepoint,
          count: 1,
          cause: 'queueFull',
          firstSequence: sequence,
          lastSequence: sequence,
        },
      ])
      return
    }
    this.#batch ??= new CoinBatch(sequence, timestampUs)
    this.#batch.add(tracepoint, coin, sequence, timestampUs)
    if (!this.#isFlushing) this.#flush().catch((error: Error) => this.#sink.ended(error.message))
  }

  /** Hands over batches until nothing is left. */
  async #flush(): Promise<void> {
    this.#isFlushing = true
    try {
      await new Promise(resolve => setImmediate(resolve))
      for (let batch = this.#batch; batch !== null; batch = this.#batch) {
        this.#batch = null
        await this.#sink.batch(new Batch(batch), batch.byteLength)
      }
    } finally {
      this.#isFlushing = false
    }
  }
}

class CoinBatch implements BatchSource {
  readonly firstSequence: number
  readonly baseTimestampUs: number
  readonly texts = {
    length: 0,
    get(index: number): string {
      throw new RangeError(`text ${index} of 0`)
    },
  }
  readonly #columns = new Map<number, CoinColumns>()
  eventCount = 0

  constructor(firstSequence: number, baseTimestampUs: number) {
    this.firstSequence = firstSequence
    this.baseTimestampUs = baseTimestampUs
  }

  /** Whether it takes none of this time. */
  isFull(timestampUs: number): boolean {
    return (
      this.eventCount >= UpstreamLimits.maxWaitingCoins ||
      timestampUs - this.baseTimestampUs > MAX_SPAN_US
    )
  }

  get byteLength(): number {
    return this.eventCount * COIN_BYTES
  }

  add(
    tracepoint: Coins,
    coin: tracing2025.UtxoInfoReader,
    sequence: number,
    timestampUs: number,
  ): void {
    const { id } = findTracepoint(tracepoint)
    let columns = this.#columns.get(id)
    if (columns === undefined) {
      columns = new CoinColumns()
      this.#columns.set(id, columns)
    }
    columns.add(coin, sequence - this.firstSequence, timestampUs - this.baseTimestampUs)
    this.eventCount++
  }

  columns(id: number): CoinColumns | null {
    return this.#columns.get(id) ?? null
  }
}
