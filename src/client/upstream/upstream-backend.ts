import { ErrorCodes, isNodetapError, NodetapError } from '../../errors/index.js'
import { type Filter, payloadBytesLookedAt } from '../../expressions/index.js'
import type { CallThreads, Capability } from '../../rpc/index.js'
import { tracing } from '../../schema/index.js'
import { matchTracepoints } from '../../tracepoints/index.js'
import type { TraceBackend } from '../backend.js'
import { TextCache } from '../batch/index.js'
import { describeSource } from '../describe-source.js'
import type { ServerDescription } from '../description.js'
import { monotonicZeroUnixUs } from '../monotonic-clock.js'
import type { OpenStream, StreamOptions, StreamSink } from '../stream.js'
import { UpstreamLimits } from './limits.js'
import { MessageStream } from './message-stream.js'
import { canReadSharedMemory } from './payload-arena.js'
import { Prototype, wantedOf } from './prototype.js'

const NET_MESSAGES = ['net:inbound_message', 'net:outbound_message'] as const
type NetMessages = (typeof NET_MESSAGES)[number]

/** A node with the tracing prototype of Bitcoin Core's developers: P2P messages, in rows. */
export class UpstreamBackend implements TraceBackend {
  readonly kind = 'upstream'
  readonly tracepoints = NET_MESSAGES
  readonly #prototype: Prototype
  readonly #texts = new TextCache()

  /** Takes over both. */
  constructor(tracing: Capability, threads: CallThreads) {
    this.#prototype = new Prototype(tracing, threads)
  }

  async describe(): Promise<ServerDescription> {
    const software = "Bitcoin Core's tracing prototype"
    return describeSource(software, NET_MESSAGES, monotonicZeroUnixUs())
  }

  async open(
    patterns: readonly string[],
    options: StreamOptions,
    sink: StreamSink,
    signal?: AbortSignal,
  ): Promise<OpenStream> {
    // The prototype knows directions; all else is chosen here.
    const wanted = wantedOf(choose(patterns), options, sink)
    const { tracepoints, filter } = wanted
    const pattern = tracepoints.length === 1 ? (tracepoints[0] ?? '') : 'net:*_message'
    const stream = new MessageStream(pattern, wanted.sink, this.#texts)
    return this.#prototype.open(
      () => this.#trace(tracepoints, withLookedAt(options, filter), stream),
      tracepoints,
      payloadBytes(options),
      signal,
    )
  }

  release(): Promise<void> {
    return this.#prototype.release()
  }

  async #trace(
    wanted: readonly NetMessages[],
    options: StreamOptions,
    stream: MessageStream,
  ): Promise<Capability | null> {
    const { tracing: capability, threads } = this.#prototype
    try {
      return await capability.call(
        tracing.Tracing.methods.traceNetMessages,
        (params, capabilities) => {
          threads.write(params.initContext(), capabilities)
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
