import { InterfaceServer } from '../../rpc/index.js'
import { tracing } from '../../schema/index.js'
import { Batch, type TextCache } from '../batch/index.js'
import type { StreamSink } from '../stream.js'
import { readRows } from './message-rows.js'
import { PayloadArena } from './payload-arena.js'
import { type BatchParams, rowListOf } from './row-list.js'

/** Pointer fields of the rows in the params of each way to deliver them. */
const ROWS_OF_MESSAGES = 1
const ROWS_OF_MESSAGES_STREAM = 0

/** The callback of one tracing of P2P messages; numbers the events as they come. */
export class MessageStream {
  readonly #tracepoint: string
  readonly #sink: StreamSink
  readonly #texts: TextCache
  #sequence = 0
  #arena: PayloadArena | null = null

  /** `tracepoint` is what losses are of: the prototype tells their number only. */
  constructor(tracepoint: string, sink: StreamSink, texts: TextCache) {
    this.#tracepoint = tracepoint
    this.#sink = sink
    this.#texts = texts
  }

  server(): InterfaceServer {
    const { destroy, messages, messagesStream, payloadArena } = tracing.NetMessageTrace.methods
    return new InterfaceServer('NetMessageTrace', () => this.#closeArena())
      .on(destroy, () => {})
      .on(messages, params => this.#take(params, ROWS_OF_MESSAGES))
      .on(messagesStream, params => this.#take(params, ROWS_OF_MESSAGES_STREAM))
      .on(payloadArena, params => {
        this.#closeArena()
        this.#arena = new PayloadArena(params.name, params.slotBytes, params.slotCount)
      })
  }

  /** The node hears of it when the batches have been consumed: until then it sends no more. */
  async #take(params: BatchParams, pointer: number): Promise<void> {
    this.#lose(params.dropped)
    const list = rowListOf(params, pointer)
    const sources = readRows(list, {
      firstSequence: this.#sequence,
      byteLength: params.message.bytes.length,
      texts: this.#texts,
      arena: this.#arena,
    })
    this.#sequence += list.count
    const taken = sources.map(it => this.#sink.batch(new Batch(it), it.byteLength))
    await Promise.all(taken)
  }

  #lose(count: number): void {
    if (count === 0) return
    const firstSequence = this.#sequence
    this.#sequence += count
    this.#sink.lost([
      {
        tracepoint: this.#tracepoint,
        count,
        cause: 'unknown',
        firstSequence,
        lastSequence: this.#sequence - 1,
      },
    ])
  }

  #closeArena(): void {
    this.#arena?.close()
    this.#arena = null
  }
}
