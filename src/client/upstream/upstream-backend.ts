import { ErrorCodes, NodetapError } from '../../errors/index.js'
import { type CallThreads, type Capability, InterfaceServer } from '../../rpc/index.js'
import { handler, tracing } from '../../schema/index.js'
import { fieldType, findTracepoint, matchTracepoints } from '../../tracepoints/index.js'
import type { TraceBackend } from '../backend.js'
import { Batch } from '../batch/index.js'
import type { ServerDescription, TracepointDescription } from '../description.js'
import type { OpenStream, StreamOptions, StreamSink, StreamTerms } from '../stream.js'
import { readRows } from './message-rows.js'

const NET_MESSAGES = ['net:inbound_message', 'net:outbound_message'] as const
type NetMessages = (typeof NET_MESSAGES)[number]

/** What upstream takes at most. */
const MAX_PAYLOAD_BYTES = 4 * 1024 * 1024

/** A node with the tracing prototype of Bitcoin Core's developers: P2P messages, in rows. */
export class UpstreamBackend implements TraceBackend {
  readonly kind = 'upstream'
  readonly #tracing: Capability
  readonly #threads: CallThreads

  /** Takes over both. */
  constructor(tracing: Capability, threads: CallThreads) {
    this.#tracing = tracing
    this.#threads = threads
  }

  /** The prototype does not describe itself: this says what is known of it. */
  async describe(): Promise<ServerDescription> {
    return {
      software: "Bitcoin Core's tracing prototype",
      node: '',
      processId: 0,
      startedAtUnixUs: 0,
      monotonicZeroUnixUs: monotonicZeroUnixUs(),
      nextSequence: 0,
      subscriptions: 0,
      maxSubscriptions: 0,
      connections: 0,
      maxConnections: 0,
      ringBytes: 0,
      tracepoints: NET_MESSAGES.map(describeTracepoint),
    }
  }

  async open(
    patterns: readonly string[],
    options: StreamOptions,
    sink: StreamSink,
    signal?: AbortSignal,
  ): Promise<OpenStream> {
    const wanted = choose(patterns)
    const messages = new MessageStream(wanted, sink)
    const handler = await this.#tracing.call(
      tracing.Tracing.methods.traceNetMessages,
      (params, capabilities) => {
        this.#threads.write(params.initContext(), capabilities)
        writeOptions(params.initOptions(), wanted, options)
        params.callback = capabilities.addServer(messages.server())
      },
      (results, capabilities) => capabilities.take(results.result),
      { signal },
    )
    if (handler === null) {
      throw new NodetapError(ErrorCodes.ProtocolViolation, 'The node gave no handler')
    }
    const terms: StreamTerms = {
      tracepoints: wanted,
      firstSequence: 0,
      monotonicZeroUnixUs: monotonicZeroUnixUs(),
      payloadBytes: Math.min(options.payloadBytes ?? 0, MAX_PAYLOAD_BYTES),
    }
    return {
      terms,
      counts: () => Promise.resolve(null),
      stop: () => this.#stop(handler),
    }
  }

  release(): void {
    this.#tracing.release()
    this.#threads.release()
  }

  /** Nodes with an old libmultiprocess abort when a client goes without destroying its handler. */
  async #stop(held: Capability): Promise<void> {
    try {
      await held.call(handler.Handler.methods.destroy, (params, capabilities) =>
        this.#threads.write(params.initContext(), capabilities),
      )
    } catch (error) {
      if (!(error instanceof NodetapError && error.code === ErrorCodes.Disconnected)) throw error
    } finally {
      held.release()
    }
  }
}

/** The callback of one subscription; numbers the events as they come. */
class MessageStream {
  readonly #name: string
  readonly #sink: StreamSink
  #sequence = 0

  constructor(wanted: readonly NetMessages[], sink: StreamSink) {
    // The prototype counts what it dropped without telling the direction.
    this.#name = wanted.length === 1 ? (wanted[0] ?? '') : 'net:*_message'
    this.#sink = sink
  }

  server(): InterfaceServer {
    const { destroy, messages, messagesStream } = tracing.NetMessageTrace.methods
    return new InterfaceServer('NetMessageTrace')
      .on(destroy, () => {})
      .on(messages, params => this.#take(params))
      .on(messagesStream, params => this.#take(params))
  }

  #take(
    params:
      | tracing.NetMessageTraceMessagesParamsReader
      | tracing.NetMessageTraceMessagesStreamParamsReader,
  ): Promise<void> | void {
    const { dropped } = params
    if (dropped > 0) {
      const firstSequence = this.#sequence
      this.#sequence += dropped
      this.#sink.lost([
        {
          tracepoint: this.#name,
          count: dropped,
          cause: 'unknown',
          firstSequence,
          lastSequence: this.#sequence - 1,
        },
      ])
    }
    const rows = params.messages
    if (rows.length === 0) return
    const bytes = params.message.bytes.length
    const batch = new Batch(readRows(rows, this.#sequence, bytes))
    this.#sequence += rows.length
    return this.#sink.batch(batch, bytes)
  }
}

function choose(patterns: readonly string[]): NetMessages[] {
  const wanted = matchTracepoints(patterns, NET_MESSAGES)
  return NET_MESSAGES.filter(name => wanted.includes(name))
}

function writeOptions(
  builder: tracing.NetMessageTraceOptionsBuilder,
  wanted: readonly NetMessages[],
  options: StreamOptions,
): void {
  builder.inbound = wanted.includes('net:inbound_message')
  builder.outbound = wanted.includes('net:outbound_message')
  builder.stream = true
  builder.maxPayloadBytes = Math.min(options.payloadBytes ?? 0, MAX_PAYLOAD_BYTES)
  if (options.maxBatchEvents !== undefined) builder.maxBatchEvents = options.maxBatchEvents
  if (options.maxBatchWaitUs !== undefined) builder.maxBatchWaitUs = options.maxBatchWaitUs
  if (options.maxBatchBytes !== undefined) builder.maxBatchBytes = options.maxBatchBytes
  if (options.maxQueueBytes !== undefined) builder.maxQueueBytes = options.maxQueueBytes
}

function describeTracepoint(name: NetMessages): TracepointDescription {
  const { description, stability, fields } = findTracepoint(name)
  return {
    name,
    description,
    stability,
    enabled: false,
    fired: 0,
    lost: 0,
    fields: fields.map(field => ({
      name: field.name,
      type: fieldType(field),
      unit: field.unit,
      description: field.description,
    })),
  }
}

/** Both processes are on one machine and share its monotonic clock. */
function monotonicZeroUnixUs(): number {
  return Date.now() * 1000 - Number(process.hrtime.bigint() / 1000n)
}
