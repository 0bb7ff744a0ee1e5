import type { AggregateRequest } from '../aggregates/index.js'
import type { FramePool } from '../capnp/index.js'
import { ErrorCodes, NodetapError } from '../errors/index.js'
import { isNoFilter, writeFilter } from '../expressions/index.js'
import { type CallThreads, type Capability, InterfaceServer } from '../rpc/index.js'
import { traceServer } from '../schema/index.js'
import { matchTracepoints } from '../tracepoints/index.js'
import { type OpenAggregate, openNodeAggregate, type ReportSink } from './aggregates/index.js'
import type { TraceBackend } from './backend.js'
import { Batch, TextCache } from './batch/index.js'
import { readDescription, type ServerDescription } from './description.js'
import { filterOf } from './filter/index.js'
import { readLoss } from './loss-codec.js'
import type { OpenStream, StreamOptions, StreamSink, StreamTerms } from './stream.js'
import { askSubscribers, type SubscriberDescription } from './subscribers.js'

const { describe, subscribe } = traceServer.TraceServer.methods

/** A node that offers TraceServer. */
export class NodetapBackend implements TraceBackend {
  readonly kind = 'nodetap'
  readonly tracepoints: readonly string[]
  readonly #server: Capability
  readonly #threads: CallThreads
  readonly #texts = new TextCache()
  readonly #frames: FramePool | undefined

  /**
   * Takes over `server` and `threads`. `names` are the tracepoints that the node offers; `frames`
   * is where its messages' memory comes from.
   */
  constructor(
    server: Capability,
    threads: CallThreads,
    names: readonly string[],
    frames?: FramePool,
  ) {
    this.#server = server
    this.#threads = threads
    this.tracepoints = names
    this.#frames = frames
  }

  describe(signal?: AbortSignal): Promise<ServerDescription> {
    return this.#server.call(
      describe,
      (params, capabilities) => this.#threads.write(params.initContext(), capabilities),
      results => readDescription(results.description),
      { signal },
    )
  }

  subscribers(signal?: AbortSignal): Promise<readonly SubscriberDescription[]> {
    return askSubscribers(this.#server, this.#threads, signal)
  }

  async open(
    patterns: readonly string[],
    options: StreamOptions,
    sink: StreamSink,
    signal?: AbortSignal,
  ): Promise<OpenStream> {
    // Checked here so that a wrong name costs no round trip and gets the better message.
    const tracepoints = matchTracepoints(patterns, this.tracepoints)
    const filter = filterOf(options, tracepoints)
    const { subscription, terms } = await this.#server.call(
      subscribe,
      (params, capabilities) => {
        this.#threads.write(params.initContext(), capabilities)
        const request = params.initRequest()
        writeRequest(request, tracepoints, options)
        if (!isNoFilter(filter)) writeFilter(filter, request.initFilter())
        params.processId = process.pid
        params.subscriber = capabilities.addServer(
          subscriberServer(sink, this.#texts, this.#frames),
        )
      },
      (results, capabilities) => ({
        subscription: capabilities.take(results.subscription),
        terms: readTerms(results.terms),
      }),
      { signal },
    )
    if (subscription === null) {
      throw new NodetapError(ErrorCodes.ProtocolViolation, 'The node gave no subscription')
    }
    return new NodetapStream(subscription, terms, this.#threads)
  }

  aggregate(
    request: AggregateRequest,
    sink: ReportSink,
    signal?: AbortSignal,
  ): Promise<OpenAggregate> {
    return openNodeAggregate(this.#server, this.#threads, request, sink, signal)
  }

  release(): void {
    this.#server.release()
    this.#threads.release()
  }
}

class NodetapStream implements OpenStream {
  readonly terms: StreamTerms
  readonly #subscription: Capability
  readonly #threads: CallThreads

  constructor(subscription: Capability, terms: StreamTerms, threads: CallThreads) {
    this.#subscription = subscription
    this.terms = terms
    this.#threads = threads
  }

  counts(): ReturnType<OpenStream['counts']> {
    return this.#subscription.call(
      traceServer.Subscription.methods.counts,
      (params, capabilities) => this.#threads.write(params.initContext(), capabilities),
      results =>
        [...results.counts.perTracepoint].map(entry => ({
          tracepoint: entry.tracepoint,
          fired: entry.fired,
          delivered: entry.delivered,
          queued: entry.queued,
          lost: entry.lost,
          filtered: entry.filtered,
        })),
    )
  }

  async stop(): Promise<void> {
    try {
      await this.#subscription.call(
        traceServer.Subscription.methods.destroy,
        (params, capabilities) => this.#threads.write(params.initContext(), capabilities),
      )
    } catch (error) {
      // A connection that has ended took the subscription with it.
      if (!(error instanceof NodetapError && error.code === ErrorCodes.Disconnected)) throw error
    } finally {
      this.#subscription.release()
    }
  }
}

function subscriberServer(
  sink: StreamSink,
  texts: TextCache,
  frames: FramePool | undefined,
): InterfaceServer {
  const methods = traceServer.Subscriber.methods
  return new InterfaceServer('Subscriber')
    .on(methods.destroy, () => {})
    .on(
      methods.deliver,
      params => sink.batch(new Batch(params, texts, frames), params.message.bytes.length),
      // Several batches are on their way at a time.
      { unhurried: true },
    )
    .on(methods.lost, params => {
      sink.lost([...params.losses].map(readLoss))
    })
    .on(methods.ended, params => {
      sink.ended(params.reason)
    })
}

const MAX_UINT32 = 0xffff_ffff

/** The wire's word for a payload that is wanted whole. */
const WHOLE_PAYLOAD = MAX_UINT32

function writeRequest(
  request: traceServer.SubscribeRequestBuilder,
  tracepoints: readonly string[],
  options: StreamOptions,
): void {
  request.tracepoints = tracepoints
  request.payloadBytes = Math.min(options.payloadBytes ?? 0, WHOLE_PAYLOAD)
  if (options.maxBatchEvents !== undefined)
    request.maxBatchEvents = Math.min(options.maxBatchEvents, MAX_UINT32)
  if (options.maxBatchBytes !== undefined) request.maxBatchBytes = options.maxBatchBytes
  if (options.maxBatchWaitUs !== undefined)
    request.maxBatchWaitUs = Math.min(options.maxBatchWaitUs, MAX_UINT32)
  if (options.maxQueueBytes !== undefined) request.maxQueueBytes = options.maxQueueBytes
  request.snapshot = options.snapshot ?? false
}

function readTerms(terms: traceServer.SubscriptionTermsReader): StreamTerms {
  return {
    tracepoints: [...terms.tracepoints],
    firstSequence: terms.firstSequence,
    monotonicZeroUnixUs: terms.monotonicZeroUnixUs,
    payloadBytes:
      terms.payloadBytes === WHOLE_PAYLOAD ? Number.POSITIVE_INFINITY : terms.payloadBytes,
    snapshot: [...terms.snapshot],
  }
}
