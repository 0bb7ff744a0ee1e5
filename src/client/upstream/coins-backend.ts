import { isNoFilter, mayMeet } from '../../expressions/index.js'
import type { CallThreads, Capability } from '../../rpc/index.js'
import { tracing2025 } from '../../schema/index.js'
import { matchTracepoints } from '../../tracepoints/index.js'
import type { TraceBackend } from '../backend.js'
import { describeSource } from '../describe-source.js'
import type { ServerDescription } from '../description.js'
import { FilteringSink, filterOf } from '../filter/index.js'
import { monotonicZeroUnixUs } from '../monotonic-clock.js'
import type { OpenStream, StreamOptions, StreamSink } from '../stream.js'
import { COINS, CoinStream } from './coin-stream.js'
import { Registrations } from './registrations.js'

/**
 * A node with the tracing prototype of 2025: coins of the UTXO cache. It has no options and
 * counts no losses; times are those at which the events arrived here.
 */
export class CoinsBackend implements TraceBackend {
  readonly kind = 'upstream'
  readonly tracepoints = COINS
  readonly #tracing: Capability
  readonly #threads: CallThreads
  readonly #registrations: Registrations

  /** Takes over both. */
  constructor(tracing: Capability, threads: CallThreads) {
    this.#tracing = tracing
    this.#threads = threads
    this.#registrations = new Registrations(threads)
  }

  async describe(): Promise<ServerDescription> {
    return describeSource("Bitcoin Core's tracing prototype of 2025", COINS, monotonicZeroUnixUs())
  }

  async open(
    patterns: readonly string[],
    options: StreamOptions,
    sink: StreamSink,
    signal?: AbortSignal,
  ): Promise<OpenStream> {
    const names = matchTracepoints(patterns, COINS)
    const asked = COINS.filter(name => names.includes(name))
    const filter = filterOf(options, asked)
    const wanted = asked.filter(name => mayMeet(filter, name))
    const filtered = isNoFilter(filter) ? sink : new FilteringSink(filter, sink)
    const stream = new CoinStream(wanted, filtered)
    const registration = await this.#registrations.add(() => this.#trace(stream), signal)
    return {
      terms: {
        tracepoints: wanted,
        firstSequence: 0,
        monotonicZeroUnixUs: monotonicZeroUnixUs(),
        payloadBytes: 0,
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

  #trace(stream: CoinStream): Promise<Capability | null> {
    return this.#tracing.call(
      tracing2025.Tracing.methods.traceUtxoCache,
      (params, capabilities) => {
        this.#threads.write(params.initContext(), capabilities)
        params.callback = capabilities.addServer(stream.server())
      },
      (results, capabilities) => capabilities.take(results.result),
    )
  }
}
