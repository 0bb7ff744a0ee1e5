import type { Loss, Session, StreamOptions, Subscription } from '../client/index.js'
import { ErrorCodes, NodetapError } from '../errors/index.js'
import { Deadline } from '../rpc/index.js'
import { eventToJson, type TraceEvent } from '../tracepoints/index.js'
import {
  describeExpectation,
  type Expectation,
  type MatchedEvents,
  matches,
} from './expectation.js'

/** Milliseconds that an expectation waits if nothing else is said. */
const DEFAULT_TIMEOUT_MS = 5000

/** Events shown in the message of a wait that was in vain. */
const SHOWN_EVENTS = 25

/** Events kept; a test that causes more forgets them in between. */
const MAX_EVENTS = 1_000_000

/** Which events are kept. */
export interface WatchOptions extends StreamOptions {
  /** Names or patterns; all tracepoints if not given. */
  readonly tracepoints?: readonly string[]
}

/** How long is waited for events. */
export interface ExpectOptions {
  /** How long to wait, in milliseconds; 5000 if not given. */
  readonly timeoutMs?: number
  /** Gives up waiting, with ABORTED. */
  readonly signal?: AbortSignal
}

/** Subscribes to a node's events and keeps them. Whole payloads, unless asked otherwise. */
export async function watchEvents(
  session: Session,
  options: WatchOptions = {},
): Promise<EventWatch> {
  const { tracepoints = ['*'], ...stream } = options
  const subscription = session.subscribe(tracepoints, {
    payloadBytes: Number.POSITIVE_INFINITY,
    ...stream,
  })
  await subscription.ready
  return new EventWatch(subscription)
}

/** The events of a subscription, kept for assertions. */
export class EventWatch implements AsyncDisposable {
  readonly #subscription: Subscription
  readonly #reading: Promise<void>
  #events: TraceEvent[] = []
  readonly #losses: Loss[] = []
  /** Events and losses that have come, also those forgotten. */
  #arrived = 0
  #end: Error | null = null
  #waiters = new Set<() => void>()

  /** Takes over the subscription. */
  constructor(subscription: Subscription) {
    this.#subscription = subscription
    this.#reading = this.#read()
  }

  /**
   * Everything that has fired until now, in order. Waits until it has arrived, and for nothing
   * else: what the node fires next is not in it.
   */
  async events(): Promise<readonly TraceEvent[]> {
    const counts = await this.#subscription.counts()
    if (counts === null) {
      throw new NodetapError(
        ErrorCodes.Unimplemented,
        'This node does not tell how many events it has fired; use expectEvents',
      )
    }
    const fired = counts.reduce((sum, entry) => sum + entry.fired, 0)
    await this.#until(() => this.#arrived >= fired)
    this.#failAfterLoss()
    return [...this.#events]
  }

  /**
   * Waits until events as expected have come, in this order, others between them or not; gives
   * them. Events that came before the call count, too: see {@link forget}.
   *
   * Rejects with TIMEOUT, saying which expectation was not met and what did arrive.
   */
  async expectEvents<const E extends readonly Expectation[]>(
    expectations: E,
    options: ExpectOptions = {},
  ): Promise<MatchedEvents<E>> {
    const { timeoutMs = DEFAULT_TIMEOUT_MS } = options
    using deadline = new Deadline(options.signal, timeoutMs)
    const found: TraceEvent[] = []
    let next = 0
    const search = (): boolean => {
      for (; next < this.#events.length && found.length < expectations.length; next++) {
        const event = this.#events[next]
        const expectation = expectations[found.length]
        if (event !== undefined && expectation !== undefined && matches(event, expectation)) {
          found.push(event)
        }
      }
      return found.length === expectations.length
    }
    try {
      await this.#until(search, deadline.signal)
    } catch (error) {
      if (deadline.expired) throw this.#inVain(expectations, found.length, timeoutMs)
      throw error
    }
    this.#failAfterLoss()
    // One event for each expectation, of its tracepoint.
    return found as unknown as MatchedEvents<E>
  }

  /** Rejects if an event as described has fired until now. */
  async expectNone(expectation: Expectation): Promise<void> {
    const events = await this.events()
    const event = events.find(it => matches(it, expectation))
    if (event !== undefined) {
      throw new NodetapError(
        ErrorCodes.InvalidArgument,
        `${describeExpectation(expectation)} was not to happen, but did:\n  ${JSON.stringify(eventToJson(event))}`,
      )
    }
  }

  /** Forgets what has fired until now, so that later expectations see only what follows. */
  async forget(): Promise<void> {
    await this.events()
    this.#events = []
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#subscription.close()
    await this.#reading
  }

  async #read(): Promise<void> {
    try {
      for await (const batch of this.#subscription) {
        this.#losses.push(...batch.losses)
        for (const loss of batch.losses) this.#arrived += loss.count
        for (const event of batch) this.#events.push(event)
        this.#arrived += batch.eventCount
        if (this.#events.length > MAX_EVENTS) {
          throw new NodetapError(
            ErrorCodes.Overloaded,
            `More than ${MAX_EVENTS} events are kept: forget() them in between, or watch fewer tracepoints`,
          )
        }
        this.#wake()
      }
      this.#end = new NodetapError(ErrorCodes.Aborted, 'The watch was closed')
    } catch (error) {
      this.#end = error as Error
    }
    this.#wake()
  }

  #until(condition: () => boolean, signal?: AbortSignal): Promise<void> {
    return new Promise((resolve, reject) => {
      const stop = (): void => {
        this.#waiters.delete(check)
        signal?.removeEventListener('abort', aborted)
      }
      const aborted = (): void => {
        stop()
        reject(new NodetapError(ErrorCodes.Aborted, 'Waiting for events was aborted'))
      }
      const check = (): void => {
        if (condition()) {
          stop()
          resolve()
        } else if (this.#end !== null) {
          stop()
          reject(this.#end)
        } else if (signal?.aborted) aborted()
      }
      this.#waiters.add(check)
      signal?.addEventListener('abort', aborted, { once: true })
      check()
    })
  }

  #wake(): void {
    for (const check of [...this.#waiters]) check()
  }

  /** What is not complete proves nothing. */
  #failAfterLoss(): void {
    if (this.#losses.length === 0) return
    const lost = this.#losses.map(loss => `${loss.count} ${loss.tracepoint} (${loss.cause})`)
    throw new NodetapError(ErrorCodes.Overloaded, `Events were lost: ${lost.join(', ')}`)
  }

  #inVain(expectations: readonly Expectation[], met: number, timeoutMs: number): NodetapError {
    const missing = expectations[met]
    const shown = this.#events.slice(-SHOWN_EVENTS).map(event => {
      const line = JSON.stringify(eventToJson(event))
      return `  ${line.length > 300 ? `${line.slice(0, 300)}…` : line}`
    })
    const hidden = this.#events.length - shown.length
    const arrived =
      shown.length === 0
        ? 'Nothing has arrived.'
        : `What has arrived${hidden > 0 ? ` (${hidden} before these)` : ''}:\n${shown.join('\n')}`
    const what = missing === undefined ? '' : describeExpectation(missing)
    return new NodetapError(
      ErrorCodes.Timeout,
      `Waited ${timeoutMs} ms in vain for ${what} (expectation ${met + 1} of ${expectations.length}). ${arrived}`,
    )
  }
}
