import { setTimeout as sleep } from 'node:timers/promises'
import { ErrorCodes, isNodetapError, NodetapError } from '../errors/index.js'
import {
  type AggregateOptions,
  Aggregation,
  type Measures,
  openAggregate,
} from './aggregates/index.js'
import { checkStreamOptions } from './check-stream-options.js'
import type { ServerDescription } from './description.js'
import { findSocket } from './discover.js'
import { ClientLimits } from './limits.js'
import type { RpcCallOptions, RpcParams, Tip } from './node-services/index.js'
import { type NodeConnection, openConnection } from './open-connection.js'
import type { SubscriberDescription } from './subscribers.js'
import { type SubscribeOptions, Subscription } from './subscription.js'

/** Where a node is looked for, and what happens when its connection is lost. */
export interface ConnectOptions {
  /**
   * The node's socket. If not given: `NODETAP_SOCKET`, `~/.nodetap/node.sock`, then Bitcoin
   * Core's `node.sock` of each network.
   */
  readonly path?: string
  /**
   * Connects again when the connection is lost, and subscribes again; the next batch's
   * {@link Batch.gap} tells what was missed. Otherwise subscriptions end with DISCONNECTED.
   */
  readonly reconnect?: boolean
  /** Gives up connecting; a connection that was made is not ended by it. */
  readonly signal?: AbortSignal | undefined
}

/**
 * Connects to a node.
 *
 * Rejects with NO_NODE (no socket, or nobody listens), PERMISSION_DENIED, INVALID_ARGUMENT, UNIMPLEMENTED (the
 * node offers no tracing), OVERLOADED (it takes no more connections), DISCONNECTED (it goes
 * meanwhile), TIMEOUT or ABORTED; with MALFORMED_MESSAGE, PROTOCOL_VIOLATION or REMOTE_FAILURE
 * where something else listens there.
 */
export async function connect(options: ConnectOptions = {}): Promise<Session> {
  // From JavaScript, a path alone would otherwise mean whatever node is found.
  if (typeof options !== 'object' || typeof (options.path ?? '') !== 'string') {
    throw new NodetapError(
      ErrorCodes.InvalidArgument,
      "connect takes an object, such as { path: '/run/bitcoin/node.sock' }",
    )
  }
  const path = findSocket(options.path)
  const connection = await openConnection(path, options.signal)
  return new Session(path, connection, options.reconnect ?? false)
}

/** A connection to a node. Closing it ends its subscriptions; what is asked then ends in ABORTED. */
export class Session implements AsyncDisposable {
  /** The socket's path. */
  readonly path: string
  readonly #reconnect: boolean
  /** Subscriptions and aggregations. */
  readonly #streams = new Set<Pick<Subscription, 'connectionLost' | 'close'>>()
  readonly #closing = new AbortController()
  #connection: NodeConnection
  #reopening: Promise<{ restarted: boolean }> | null = null
  #startedAt: number | null = null

  constructor(path: string, connection: NodeConnection, reconnect: boolean) {
    this.path = path
    this.#connection = connection
    this.#reconnect = reconnect
    this.#watch(connection)
  }

  /** `nodetap` for nodetap's interface, `upstream` for Bitcoin Core's tracing prototype. */
  get offers(): 'nodetap' | 'upstream' {
    return this.#connection.backend.kind
  }

  /** What the node offers, and its state now. */
  async describe(options: { readonly signal?: AbortSignal } = {}): Promise<ServerDescription> {
    const description = await this.#open.backend.describe(options.signal)
    this.#startedAt ??= description.startedAtUnixUs
    return description
  }

  /**
   * Who is subscribed to the node, what each asked for, and what that costs its worker. Rejects
   * with UNIMPLEMENTED where the node does not tell.
   */
  async subscribers(
    options: { readonly signal?: AbortSignal } = {},
  ): Promise<readonly SubscriberDescription[]> {
    const { backend } = this.#open
    if (backend.subscribers === undefined) {
      throw new NodetapError(
        ErrorCodes.Unimplemented,
        "Bitcoin Core's tracing prototype does not tell who is subscribed",
      )
    }
    return backend.subscribers(options.signal)
  }

  /**
   * Subscribes to tracepoints by name or pattern (`net:*`), to all of their events or to those
   * that `where`, `sampleOneIn` and `maxEventsPerSecond` choose. The subscription begins at once;
   * what is wrong with it (UNKNOWN_TRACEPOINT, INVALID_ARGUMENT, OVERLOADED, …) shows in its
   * iteration and in {@link Subscription.ready}.
   */
  subscribe(patterns: readonly string[], options: SubscribeOptions = {}): Subscription {
    const subscription = new Subscription(
      {
        open: async (sink, signal) => {
          checkStreamOptions(patterns, options)
          return this.#open.backend.open(patterns, options, sink, signal)
        },
        reconnect: this.#reconnect ? signal => this.#reopen(signal) : null,
        ended: () => this.#streams.delete(subscription),
      },
      options.signal,
    )
    this.#streams.add(subscription)
    return subscription
  }

  /**
   * Has figures of events computed where they are: a client that only wants rates gets some
   * hundred bytes a report instead of every event. Where the node cannot (Bitcoin Core's
   * prototype), the same is computed here from all of its events.
   *
   * ```ts
   * const rates = session.aggregate({
   *   tracepoints: ['net:*_message'],
   *   groupBy: ['messageType', 'direction'],
   *   measures: { bytes: { function: 'sum', field: 'size' } },
   * })
   * for await (const { groups } of rates) {
   *   for (const { keys, events, measures } of groups) {
   *     console.log(keys.messageType, keys.direction, events, measures.bytes)
   *   }
   * }
   * ```
   *
   * What is wrong with it (UNKNOWN_TRACEPOINT, INVALID_ARGUMENT, OVERLOADED, …) shows in its
   * iteration and in {@link Aggregation.ready}.
   */
  aggregate<const F extends string = never, const M extends Measures = Measures>(
    options: AggregateOptions<F, M>,
  ): Aggregation<F, M> {
    const aggregation = new Aggregation<F, M>(
      {
        open: async (sink, signal) => openAggregate(this.#open.backend, options, sink, signal),
        reconnect: this.#reconnect ? signal => this.#reopen(signal) : null,
        ended: () => this.#streams.delete(aggregation),
      },
      options,
    )
    this.#streams.add(aggregation)
    return aggregation
  }

  /** The last block of the node's chain; null where the node has none or does not tell. */
  async tip(options: { readonly signal?: AbortSignal } = {}): Promise<Tip | null> {
    return this.#open.services.tip(options.signal)
  }

  /**
   * Calls the node's JSON-RPC over the same socket. Rejects with UNIMPLEMENTED where the node
   * does not offer it there, REMOTE_FAILURE for an error of the method.
   */
  async callRpc(
    method: string,
    params: RpcParams = [],
    options: RpcCallOptions = {},
  ): Promise<unknown> {
    return this.#open.services.callRpc(method, params, options)
  }

  /** Ends all subscriptions in order, then the connection. */
  async close(): Promise<void> {
    this.#closing.abort()
    await Promise.allSettled([...this.#streams].map(stream => stream.close()))
    await this.#connection.backend.release()
    this.#connection.services.release()
    this.#connection.rpc.close()
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.close()
  }

  /** The connection, to ask something of it. Throws ABORTED once the session is closed. */
  get #open(): NodeConnection {
    if (this.#closing.signal.aborted) {
      throw new NodetapError(
        ErrorCodes.Aborted,
        'The session has been closed. Connect again: connect()',
      )
    }
    return this.#connection
  }

  #watch(connection: NodeConnection): void {
    connection.rpc.closed.then(reason => {
      if (this.#closing.signal.aborted) return
      for (const stream of this.#streams) stream.connectionLost(reason)
    })
    if (this.#reconnect) {
      // Told apart by when it started: whether a node that answers later is the same.
      this.describe().catch(() => {})
    }
  }

  #reopen(signal: AbortSignal | undefined): Promise<{ restarted: boolean }> {
    this.#reopening ??= this.#connectAgain().finally(() => {
      this.#reopening = null
    })
    if (signal === undefined) return this.#reopening
    return Promise.race([this.#reopening, rejectOn(signal)])
  }

  async #connectAgain(): Promise<{ restarted: boolean }> {
    const before = this.#startedAt
    const { signal } = this.#closing
    if (this.#connection.rpc.ended === null) return { restarted: false }
    await this.#connection.backend.release()
    this.#connection.services.release()
    for (
      let wait: number = ClientLimits.minReconnectMs;
      ;
      wait = Math.min(wait * 2, ClientLimits.maxReconnectMs)
    ) {
      await sleep(wait, undefined, { signal, ref: true })
      try {
        const connection = await openConnection(this.path, signal)
        this.#connection = connection
        this.#startedAt = (await connection.backend.describe(signal)).startedAtUnixUs
        this.#watch(connection)
        return { restarted: before === null || before !== this.#startedAt }
      } catch (error) {
        if (signal.aborted || !mayComeBack(error)) throw error
      }
    }
  }
}

/** Whether waiting may help: nobody there, or somebody who is just going or coming. */
function mayComeBack(error: unknown): boolean {
  return (
    isNodetapError(error, ErrorCodes.NoNode) ||
    isNodetapError(error, ErrorCodes.Disconnected) ||
    isNodetapError(error, ErrorCodes.Timeout)
  )
}

function rejectOn(signal: AbortSignal): Promise<never> {
  return new Promise((_resolve, reject) => {
    const abort = (): void =>
      reject(new NodetapError(ErrorCodes.Aborted, 'Reconnecting was aborted'))
    if (signal.aborted) abort()
    else signal.addEventListener('abort', abort, { once: true })
  })
}
