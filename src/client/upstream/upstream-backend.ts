import { ErrorCodes, isNodetapError, NodetapError } from '../../errors/index.js'
import { type Filter, isNoFilter, mayMeet, payloadBytesLookedAt } from '../../expressions/index.js'
import type { CallThreads, Capability } from '../../rpc/index.js'
import { tracing } from '../../schema/index.js'
import { matchTracepoints } from '../../tracepoints/index.js'
import type { TraceBackend } from '../backend.js'
import { TextCache } from '../batch/index.js'
import { describeSource } from '../describe-source.js'
import type { ServerDescription } from '../description.js'
import { FilteringSink, filterOf } from '../filter/index.js'
import { monotonicZeroUnixUs } from '../monotonic-clock.js'
import type { OpenStream, StreamOptions, StreamSink } from '../stream.js'
import { UpstreamLimits } from './limits.js'
import { MessageStream } from './message-stream.js'
import { canReadSharedMemory } from './payload-arena.js'
import { Registrations } from './registrations.js'

const NET_MESSAGES = ['net:inbound_message', 'net:outbound_message'] as const
type NetMessages = (typeof NET_MESSAGES)[number]

/** A node with the tracing prototype of Bitcoin Core's developers: P2P messages, in rows. */
export class UpstreamBackend implements TraceBackend {
  readonly kind = 'upstream'
  readonly tracepoints = NET_MESSAGES
  readonly #tracing: Capability
  readonly #threads: CallThreads
  readonly #registrations: Registrations
  readonly #texts = new TextCache()

  /** Takes over both. */
  constructor(tracing: Capability, threads: CallThreads) {
    this.#tracing = tracing
    this.#threads = threads
    this.#registrations = new Registrations(threads)
  }

  async describe(): Promise<ServerDescription> {
    return describeSource("Bitcoin Core's tracing prototype", NET_MESSAGES, monotonicZeroUnixUs())
  }

  async open(
    patterns: readonly string[],
    options: StreamOptions,
    sink: StreamSink,
    signal?: AbortSignal,
  ): Promise<OpenStream> {
    const asked = choose(patterns)
    const filter = filterOf(options, asked)
    // The prototype knows directions; all else is chosen here.
    const wanted = asked.filter(name => mayMeet(filter, name))
    const pattern = wanted.length === 1 ? (wanted[0] ?? '') : 'net:*_message'
    const filtered = isNoFilter(filter) ? sink : new FilteringSink(filter, sink)
    const stream = new MessageStream(pattern, filtered, this.#texts)
    const registration = await this.#registrations.add(
      () => this.#trace(wanted, withLookedAt(options, filter), stream),
      signal,
    )
    return {
      terms: {
        tracepoints: wanted,
        firstSequence: 0,
        monotonicZeroUnixUs: monotonicZeroUnixUs(),
        payloadBytes: payloadBytes(options),
        snapshot: [],
      },
      counts: () => Promise.resolve(null),
      stop: () => registration.end(),
    }
  }

  async release(): Promise<void> {
    await this.#registrations.endAll()
    this.#tracing.release()
    this.#threads.release()
  }

  async #trace(
    wanted: readonly NetMessages[],
    options: StreamOptions,
    stream: MessageStream,
  ): Promise<Capability | null> {
    try {
      return await this.#tracing.call(
        tracing.Tracing.methods.traceNetMessages,
        (params, capabilities) => {
          this.#threads.write(params.initContext(), capabilities)
          writeOptions(params.initOptions(), wanted, options)
          params.callback = capabilities.addServer(stream.server())
        },
        (results, capabilities) => capabilities.take(results.result),
      )
    } catch (error) {
      if (!isNodetapError(error, ErrorCodes.Unimplemented)) throw error
      throw new NodetapError(
        ErrorCodes.Unimplemented,
        "The node's tracing interface is of a version that this client does not know.",
        { cause: error },
      )
    }
  }
}

function choose(patterns: readonly string[]): NetMessages[] {
  const wanted = matchTracepoints(patterns, NET_MESSAGES)
  return NET_MESSAGES.filter(name => wanted.includes(name))
}

/** Options by which as much of payloads comes as the condition looks at. */
function withLookedAt(options: StreamOptions, filter: Filter): StreamOptions {
  return {
    ...options,
    payloadBytes: Math.max(options.payloadBytes ?? 0, payloadBytesLookedAt(filter.where)),
  }
}

function payloadBytes(options: StreamOptions): number {
  return Math.min(options.payloadBytes ?? 0, UpstreamLimits.maxPayloadBytes)
}

function writeOptions(
  builder: tracing.NetMessageTraceOptionsBuilder,
  wanted: readonly NetMessages[],
  options: StreamOptions,
): void {
  builder.inbound = wanted.includes('net:inbound_message')
  builder.outbound = wanted.includes('net:outbound_message')
  builder.stream = true
  builder.maxPayloadBytes = payloadBytes(options)
  if (options.maxBatchEvents !== undefined) builder.maxBatchEvents = options.maxBatchEvents
  if (options.maxBatchWaitUs !== undefined) builder.maxBatchWaitUs = options.maxBatchWaitUs
  if (options.maxBatchBytes !== undefined) builder.maxBatchBytes = options.maxBatchBytes
  if (options.maxQueueBytes !== undefined) builder.maxQueueBytes = options.maxQueueBytes
  if (options.shmBytes !== undefined && canReadSharedMemory()) {
    builder.shmBytes = Math.min(options.shmBytes, UpstreamLimits.maxArenaBytes)
  }
}
