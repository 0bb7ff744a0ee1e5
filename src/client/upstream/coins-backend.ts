import type { CallThreads, Capability } from '../../rpc/index.js'
import { tracing2025 } from '../../schema/index.js'
import { matchTracepoints } from '../../tracepoints/index.js'
import type { TraceBackend } from '../backend.js'
import { describeSource } from '../describe-source.js'
import type { ServerDescription } from '../description.js'
import { monotonicZeroUnixUs } from '../monotonic-clock.js'
import type { OpenStream, StreamOptions, StreamSink } from '../stream.js'
import { COINS, CoinStream } from './coin-stream.js'
import { Prototype, wantedOf } from './prototype.js'

/**
 * A node with the tracing prototype of 2025: coins of the UTXO cache. It has no options and
 * counts no losses; times are those at which the events arrived here.
 */
export class CoinsBackend implements TraceBackend {
  readonly kind = 'upstream'
  readonly tracepoints = COINS
  readonly #prototype: Prototype

  /** Takes over both. */
  constructor(tracing: Capability, threads: CallThreads) {
    this.#prototype = new Prototype(tracing, threads)
  }

  async describe(): Promise<ServerDescription> {
    const software = "Bitcoin Core's tracing prototype of 2025"
    return describeSource(software, COINS, monotonicZeroUnixUs())
  }

  async open(
    patterns: readonly string[],
    options: StreamOptions,
    sink: StreamSink,
    signal?: AbortSignal,
  ): Promise<OpenStream> {
    const names = matchTracepoints(patterns, COINS)
    const asked = COINS.filter(name => names.includes(name))
    const wanted = wantedOf(asked, options, sink)
    const stream = new CoinStream(wanted.tracepoints, wanted.sink)
    return this.#prototype.open(() => this.#trace(stream), wanted.tracepoints, 0, signal)
  }

  release(): Promise<void> {
    return this.#prototype.release()
  }

  #trace(stream: CoinStream): Promise<Capability | null> {
    const { tracing, threads } = this.#prototype
    return tracing.call(
      tracing2025.Tracing.methods.traceUtxoCache,
      (params, capabilities) => {
        threads.write(params.initContext(), capabilities)
        params.callback = capabilities.addServer(stream.server())
      },
      (results, capabilities) => capabilities.take(results.result),
    )
  }
}
