import { ErrorCodes, NodetapError } from '../errors/index.js'
import { Batch, type Gap, type Interruption, type Loss } from './batch/index.js'
import { ClientLimits } from './limits.js'
import type {
  OpenStream,
  StreamOptions,
  StreamSink,
  StreamTerms,
  TracepointCounts,
} from './stream.js'
import { type Reconnect, StreamLife } from './stream-life.js'

/** What a subscription asks for besides tracepoints. */
export interface SubscribeOptions extends StreamOptions {
  /** Ends the subscription; its iteration then ends in order. */
  readonly signal?: AbortSignal | undefined
}

/** How a subscription gets a stream, and another one after the connection was lost. */
export interface StreamSource {
  open(sink: StreamSink, signal: AbortSignal | undefined): Promise<OpenStream>
  /** Null where reconnecting is not wanted. */
  readonly reconnect: Reconnect | null
  /** The subscription is over. */
  ended(): void
}

interface Waiting {
  readonly batch: Batch
  readonly bytes: number
  readonly taken: () => void
}

/** A connection that is there again: what is known before the node has answered. */
interface Reopening {
  interruption: Interruption
  /** The sequence number that would have come next. */
  readonly expected: number
  /** How many batches wait that came before. */
  readonly waiting: number
}

/**
 * A stream of batches from a node. Iterate it once. The node is asked for more only as batches
 * are taken: a consumer that is too slow makes the node drop events, counted, and not this
 * process grow.
 */
export class Subscription implements AsyncIterable<Batch>, AsyncDisposable {
  /** The options in force. Rejects where the subscription could not be made. */
  readonly ready: Promise<StreamTerms>
  readonly #life: StreamLife<StreamTerms, OpenStream>
  #queue: Waiting[] = []
  #waitingBytes = 0
  #losses: Loss[] = []
  #gap: Gap | null = null
  #nextSequence = 0
  /** While it is set, what is here waits: the place of the gap is not known yet. */
  #reopening: Reopening | null = null

  constructor(source: StreamSource, signal: AbortSignal | undefined) {
    this.#life = new StreamLife(
      {
        name: 'subscription',
        open: async () => {
          const stream = await source.open(this.#sink(), signal)
          // Events may have come in one piece with the answer.
          this.#nextSequence = Math.max(this.#nextSequence, stream.terms.firstSequence)
          return stream
        },
        reconnect: source.reconnect,
        reopening: interruption => this.#hold(interruption),
        reopened: stream => this.#goOn(stream),
        over: () => source.ended(),
        discard: () => this.#discard(),
      },
      signal,
    )
    this.ready = this.#life.begin()
  }

  /**
   * What became of every event so far, asked of the node now; null where the node cannot tell.
   */
  async counts(): Promise<readonly TracepointCounts[] | null> {
    await this.ready
    return this.#life.stream?.counts() ?? null
  }

  /**
   * Batches in order. {@link Batch.losses} and {@link Batch.gap} tell what happened before a
   * batch; one without events comes where nothing else would tell it.
   */
  [Symbol.asyncIterator](): AsyncGenerator<Batch, void, undefined> {
    return this.#life.items(() => this.#take())
  }

  /** Ends the subscription at the node. What waits here is discarded. */
  close(): Promise<void> {
    return this.#life.close()
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.close()
  }

  /** Tells that the connection is gone; for the session. */
  connectionLost(reason: NodetapError): void {
    this.#life.connectionLost(reason)
  }

  #sink(): StreamSink {
    return {
      batch: (batch, bytes) => this.#push(batch, bytes),
      lost: losses => {
        for (const loss of losses) this.#addLoss(loss)
        this.#life.wakeUp()
      },
      ended: reason => this.#life.endedByNode(reason),
    }
  }

  #push(batch: Batch, bytes: number): Promise<void> {
    if (this.#life.end !== null) return Promise.resolve()
    this.#waitingBytes += bytes
    if (this.#waitingBytes > ClientLimits.maxWaitingBytes) {
      throw new NodetapError(
        ErrorCodes.Overloaded,
        `The node sends without waiting: more than ${ClientLimits.maxWaitingBytes} bytes wait here`,
      )
    }
    this.#tellNews(batch)
    if (batch.eventCount > 0) this.#nextSequence = batch.lastSequence + 1
    return new Promise(taken => {
      this.#queue.push({ batch, bytes, taken })
      this.#life.wakeUp()
    })
  }

  #addLoss(loss: Loss): void {
    const same = this.#losses.findIndex(
      it => it.tracepoint === loss.tracepoint && it.cause === loss.cause,
    )
    const known = this.#losses[same]
    if (known !== undefined) {
      this.#losses[same] = {
        ...loss,
        count: known.count + loss.count,
        firstSequence: known.firstSequence,
      }
    } else if (this.#losses.length < ClientLimits.maxUntoldLosses) {
      this.#losses.push(loss)
    } else {
      throw new NodetapError(
        ErrorCodes.Overloaded,
        'The node reports losses of too many tracepoints',
      )
    }
  }

  #take(): Batch | null {
    if (this.#reopening !== null) return null
    const next = this.#queue.shift()
    if (next !== undefined) {
      this.#waitingBytes -= next.bytes
      next.taken()
      return next.batch
    }
    if (this.#losses.length === 0 && this.#gap === null) return null
    const batch = Batch.empty()
    this.#tellNews(batch)
    return batch
  }

  /** Has the batch tell what happened before it and was not told yet. */
  #tellNews(batch: Batch): void {
    batch.losses = this.#losses
    batch.gap = this.#gap
    this.#losses = []
    this.#gap = null
  }

  #hold(interruption: Interruption): void {
    this.#reopening ??= {
      interruption,
      expected: this.#nextSequence,
      waiting: this.#queue.length,
    }
    this.#reopening.interruption = interruption
    this.#nextSequence = 0
  }

  #goOn(stream: OpenStream | null): void {
    const reopening = this.#reopening
    this.#reopening = null
    if (stream === null || reopening === null) return
    const { interruption, expected, waiting } = reopening
    const gap: Gap = {
      ...interruption,
      resumedAt: Date.now(),
      missedEvents: interruption.restarted
        ? null
        : Math.max(0, stream.terms.firstSequence - expected),
    }
    const next = this.#queue[waiting]
    if (next === undefined) this.#gap = gap
    else next.batch.gap = gap
  }

  #discard(): void {
    for (const { taken } of this.#queue) taken()
    this.#queue = []
    this.#waitingBytes = 0
    this.#losses = []
    this.#gap = null
  }
}
