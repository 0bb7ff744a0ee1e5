import { type Filter, isNoFilter, mayMeet } from '../../expressions/index.js'
import type { CallThreads, Capability } from '../../rpc/index.js'
import type { TracepointName } from '../../tracepoints/index.js'
import { FilteringSink, filterOf } from '../filter/index.js'
import { monotonicZeroUnixUs } from '../monotonic-clock.js'
import type { OpenStream, StreamOptions, StreamSink } from '../stream.js'
import { Registrations } from './registrations.js'

/** What is asked of a node that does not filter itself. */
export interface Wanted<N extends TracepointName> {
  readonly filter: Filter
  /** Those of the tracepoints asked for that have events which meet the filter. */
  readonly tracepoints: readonly N[]
  /** Lets through what meets it. */
  readonly sink: StreamSink
}

/** Throws what is wrong with the options' filter. */
export function wantedOf<N extends TracepointName>(
  asked: readonly N[],
  options: StreamOptions,
  sink: StreamSink,
): Wanted<N> {
  const filter = filterOf(options, asked)
  return {
    filter,
    tracepoints: asked.filter(name => mayMeet(filter, name)),
    sink: isNoFilter(filter) ? sink : new FilteringSink(filter, sink),
  }
}

/** A prototype's interface on a node, and what it traces for us. It tells no counts. */
export class Prototype {
  readonly tracing: Capability
  readonly threads: CallThreads
  readonly #registrations: Registrations

  /** Takes over both. */
  constructor(tracing: Capability, threads: CallThreads) {
    this.tracing = tracing
    this.threads = threads
    this.#registrations = new Registrations(threads)
  }

  /** `register` asks the node to trace, and gives its handler. */
  async open(
    register: () => Promise<Capability | null>,
    tracepoints: readonly TracepointName[],
    payloadBytes: number,
    signal: AbortSignal | undefined,
  ): Promise<OpenStream> {
    const registration = await this.#registrations.add(register, signal)
    return {
      terms: {
        tracepoints,
        firstSequence: 0,
        monotonicZeroUnixUs: monotonicZeroUnixUs(),
        payloadBytes,
        snapshot: [],
      },
      counts: () => Promise.resolve(null),
      stop: () => registration.end(),
    }
  }

  async release(): Promise<void> {
    await this.#registrations.endAll()
    this.tracing.release()
    this.threads.release()
  }
}
