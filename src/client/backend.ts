import type { AggregateRequest } from '../aggregates/index.js'
import type { OpenAggregate, ReportSink } from './aggregates/aggregate-stream.js'
import type { ServerDescription } from './description.js'
import type { OpenStream, StreamOptions, StreamSink } from './stream.js'
import type { SubscriberDescription } from './subscribers.js'

/** What a session needs of the interface that a node offers. */
export interface TraceBackend {
  /** `nodetap`: TraceServer; `upstream`: the prototype of Bitcoin Core's developers. */
  readonly kind: 'nodetap' | 'upstream'
  /** Names of those that the node offers. */
  readonly tracepoints: readonly string[]
  describe(signal?: AbortSignal): Promise<ServerDescription>
  open(
    patterns: readonly string[],
    options: StreamOptions,
    sink: StreamSink,
    signal?: AbortSignal,
  ): Promise<OpenStream>
  /** Has the node compute figures of events; absent where it cannot. */
  aggregate?(
    request: AggregateRequest,
    sink: ReportSink,
    signal?: AbortSignal,
  ): Promise<OpenAggregate>
  /** Who is subscribed; absent where the node does not tell. */
  subscribers?(signal?: AbortSignal): Promise<readonly SubscriberDescription[]>
  /** Ends what the node does for it, and gives up what it holds of the node. */
  release(): void | Promise<void>
}
