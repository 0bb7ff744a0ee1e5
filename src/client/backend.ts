import type { ServerDescription } from './description.js'
import type { OpenStream, StreamOptions, StreamSink } from './stream.js'

/** What a session needs of the interface that a node offers. */
export interface TraceBackend {
  /** `nodetap`: TraceServer; `upstream`: the prototype of Bitcoin Core's developers. */
  readonly kind: 'nodetap' | 'upstream'
  describe(signal?: AbortSignal): Promise<ServerDescription>
  open(
    patterns: readonly string[],
    options: StreamOptions,
    sink: StreamSink,
    signal?: AbortSignal,
  ): Promise<OpenStream>
  /** Ends what the node does for it, and gives up what it holds of the node. */
  release(): void | Promise<void>
}
