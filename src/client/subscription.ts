import { ErrorCodes, isNodetapError, NodetapError } from '../errors/index.js'
import { Batch, type Gap, type Loss } from './batch/index.js'
import { ClientLimits } from './limits.js'
import type {
  OpenStream,
  StreamOptions,
  StreamSink,
  StreamTerms,
  TracepointCounts,
} from './stream.js'

export interface SubscribeOptions extends StreamOptions {
  /** Ends the subscription; its iteration then ends in order. */
  readonly signal?: AbortSignal | undefined
}

/** How a subscription gets a stream, and another one after the connection was lost. */
export interface StreamSource {
  open(sink: StreamSink, signal: AbortSignal | undefined): Promise<OpenStream>
  /**
   * Resolves when there is a connection again, with whether the node was restarted; null where
   * reconnecting is not wanted.
   */
  readonly reconnect: ((signal: AbortSignal | undefined) => Promise<{ restarted: boolean }>) | null
  /** The subscription is over. */
  ended(): void
}

interface Waiting {
  readonly batch: Batch
  readonly bytes: number
  readonly taken: () => void
}

/**
 * A stream of batches from a node. Iterate it once. The node is asked for more only as batches
 * are taken: a consumer that is too slow makes the node drop events, counted, and not this
 * process grow.
 */
export class Subscription implements AsyncIterable<Batch>, AsyncDisposable {
  readonly #source: StreamSource
  readonly #signal: AbortSignal | undefined
  readonly #ready: Promise<StreamTerms>
  #stream: OpenStream | null = null
  #queue: Waiting[] = []
  #waitingBytes = 0
  #losses: Loss[] = []
  #gap: Gap | null = null
  #wake: (() => void) | null = null
  #end: { readonly error: NodetapError | null } | null = null
  #nextSequence = 0
  #isReconnecting = false
  /** The connection was lost once more before the subscription was made again. */
  #isLostAgain = false
  /** Whether what is here waits: its place is not known before the node has answered. */
  #isHeld = false

  constructor(source: StreamSource, signal: AbortSignal | undefined) {
    this.#source = source
    this.#signal = signal
    signal?.addEventListener('abort', this.#onAbort, { once: true })
    this.#ready = signal?.aborted ? Promise.reject(aborted()) : this.#open()
    this.#ready.catch((error: NodetapError) => {
      this.#finish(isNodetapError(error, ErrorCodes.Aborted) ? null : error)
    })
  }

  /** The options in force. Rejects where the subscription could not be made. */
  get ready(): Promise<StreamTerms> {
    return this.#ready
  }

  /**
   * What became of every event so far, asked of the node now; null where the node cannot tell.
   */
  async counts(): Promise<readonly TracepointCounts[] | null> {
    await this.#ready
    return this.#stream?.counts() ?? null
  }

  /**
   * Batches in order. {@link Batch.losses} and {@link Batch.gap} tell what happened before a
   * batch; one without events comes where nothing else would tell it.
   */
  async *[Symbol.asyncIterator](): AsyncGenerator<Batch, void, undefined> {
    try {
      for (;;) {
        const batch = this.#take() ?? this.#takeNews()
        if (batch !== null) yield batch
        else if (this.#end !== null) {
          if (this.#end.error !== null) throw this.#end.error
          return
        } else {
          await new Promise<void>(resolve => {
            this.#wake = resolve
          })
        }
      }
    } finally {
      await this.close()
    }
  }

  /** Ends the subscription at the node. What waits here is discarded. */
  async close(): Promise<void> {
    this.#finish(null)
    this.#discard()
    const stream = this.#stream
    this.#stream = null
    await stream?.stop()
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.close()
  }

  readonly #onAbort = (): void => {
    // Closing reports its own failures to nobody: the caller has lost interest.
    this.close().catch(() => {})
  }

  async #open(): Promise<StreamTerms> {
    const stream = await this.#source.open(this.#sink(), this.#signal)
    if (this.#end !== null) {
      await stream.stop()
      throw this.#end.error ?? aborted()
    }
    this.#stream = stream
    // Events may have come in one piece with the answer.
    this.#nextSequence = Math.max(this.#nextSequence, stream.terms.firstSequence)
    return stream.terms
  }

  #sink(): StreamSink {
    return {
      batch: (batch, bytes) => this.#push(batch, bytes),
      lost: losses => {
        for (const loss of losses) this.#addLoss(loss)
        this.#wakeUp()
      },
      ended: reason => {
        // Where it is to be made again, the connection's own end is what tells when.
        if (this.#source.reconnect !== null) return
        this.#lostConnection(new NodetapError(ErrorCodes.Disconnected, reason))
      },
    }
  }

  /** Tells that the connection is gone; the session calls it too. */
  connectionLost(reason: NodetapError): void {
    this.#lostConnection(reason)
  }

  #push(batch: Batch, bytes: number): Promise<void> {
    if (this.#end !== null) return Promise.resolve()
    this.#waitingBytes += bytes
    if (this.#waitingBytes > ClientLimits.maxWaitingBytes) {
      throw new NodetapError(
        ErrorCodes.Overloaded,
        `The node sends without waiting: more than ${ClientLimits.maxWaitingBytes} bytes wait here`,
      )
    }
    batch.losses = this.#losses
    batch.gap = this.#gap
    this.#losses = []
    this.#gap = null
    if (batch.eventCount > 0) this.#nextSequence = batch.lastSequence + 1
    return new Promise(taken => {
      this.#queue.push({ batch, bytes, taken })
      this.#wakeUp()
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
    if (this.#isHeld) return null
    const next = this.#queue.shift()
    if (next === undefined) return null
    this.#waitingBytes -= next.bytes
    next.taken()
    return next.batch
  }

  /** What happened that no batch has told yet. */
  #takeNews(): Batch | null {
    if (this.#isHeld) return null
    if (this.#losses.length === 0 && this.#gap === null) return null
    const batch = Batch.empty()
    batch.losses = this.#losses
    batch.gap = this.#gap
    this.#losses = []
    this.#gap = null
    return batch
  }

  #lostConnection(reason: NodetapError): void {
    if (this.#end !== null) return
    if (this.#isReconnecting) this.#isLostAgain = true
    else if (this.#source.reconnect === null) this.#finish(reason)
    else this.#resume(this.#source.reconnect).catch((error: NodetapError) => this.#finish(error))
  }

  async #resume(reconnect: NonNullable<StreamSource['reconnect']>): Promise<void> {
    this.#isReconnecting = true
    const lostAt = Date.now()
    const expected = this.#nextSequence
    try {
      this.#stream = null
      let { restarted } = await reconnect(this.#signal)
      // What comes from now on comes after the gap.
      const first = this.#queue.length
      this.#isHeld = true
      let terms = await this.#openAgain()
      while (terms === null) {
        restarted = (await reconnect(this.#signal)).restarted || restarted
        terms = await this.#openAgain()
      }
      const gap: Gap = {
        lostAt,
        resumedAt: Date.now(),
        restarted,
        missedEvents: restarted ? null : Math.max(0, terms.firstSequence - expected),
      }
      const next = this.#queue[first]
      if (next === undefined) this.#gap = gap
      else next.batch.gap = gap
    } finally {
      this.#isReconnecting = false
      this.#isHeld = false
      this.#wakeUp()
    }
  }

  /** Null where the new connection has been lost, too. */
  async #openAgain(): Promise<StreamTerms | null> {
    this.#nextSequence = 0
    try {
      const terms = await this.#open()
      if (!this.#isLostAgain) return terms
    } catch (error) {
      if (this.#end !== null || !this.#isLostAgain) throw error
    }
    this.#isLostAgain = false
    this.#stream = null
    return null
  }

  #finish(error: NodetapError | null): void {
    if (this.#end !== null) return
    this.#end = { error }
    this.#source.ended()
    this.#signal?.removeEventListener('abort', this.#onAbort)
    this.#wakeUp()
  }

  #discard(): void {
    for (const { taken } of this.#queue) taken()
    this.#queue = []
    this.#waitingBytes = 0
    this.#losses = []
    this.#gap = null
  }

  #wakeUp(): void {
    const wake = this.#wake
    this.#wake = null
    wake?.()
  }
}

function aborted(): NodetapError {
  return new NodetapError(ErrorCodes.Aborted, 'The subscription was aborted')
}
