import type { Batch, Loss } from './batch/index.js'
import type { FilterOptions } from './filter/filter-options.js'

/** What a subscriber asks for besides the tracepoints. */
export interface StreamOptions extends FilterOptions {
  /** How much of each payload to get, in bytes: 0 (default) to Infinity. */
  readonly payloadBytes?: number
  /** A batch holds at most so many events; 4096 if not given. */
  readonly maxBatchEvents?: number
  /** A batch holds at most about so many bytes; 4 MiB if not given. */
  readonly maxBatchBytes?: number
  /** A batch waits at most so many microseconds to be filled; 1000 if not given. */
  readonly maxBatchWaitUs?: number
  /** Bytes that may wait in the node for this subscriber; 64 MiB if not given. */
  readonly maxQueueBytes?: number
  /**
   * Sends the node's present state first, as events of the `snapshot` tracepoints that go with
   * those asked for: its peers (`net`), its mempool (`mempool`), its tip (`validation`,
   * `utxocache`). They come in sequence with the other events: what fired before them they
   * contain, what fires after them they do not. {@link StreamTerms.snapshot} says which will come.
   * Sent anew after a reconnect.
   */
  readonly snapshot?: boolean
  /**
   * Bytes of shared memory through which a node with upstream's prototype may pass payloads of
   * 4 KiB and more; none if not given. Used on Linux only; elsewhere, and where it cannot be
   * read, payloads come inline. It spares the node a copy and costs this process one.
   */
  readonly shmBytes?: number
}

/** What the node made of a request: options after its limits. */
export interface StreamTerms {
  /** Names, patterns resolved; without those of which the filter can let nothing through. */
  readonly tracepoints: readonly string[]
  /** Events with this sequence number and above are the subscription's. */
  readonly firstSequence: number
  /** The wall-clock time of monotonic zero, in Unix microseconds: add it to a timestamp. */
  readonly monotonicZeroUnixUs: number
  /** Bytes of each payload that will come, up to Infinity. */
  readonly payloadBytes: number
  /**
   * The tracepoints of the snapshot that will come, `snapshot:end` last; none where it was not
   * asked for, or where the node cannot tell its state.
   */
  readonly snapshot: readonly string[]
}

/** What became of the events of one tracepoint: fired = delivered + queued + lost + filtered. */
export interface TracepointCounts {
  readonly tracepoint: string
  /** Since the subscription began. */
  readonly fired: number
  /** Sent, whether or not they have been taken here yet. */
  readonly delivered: number
  /** Waiting at the node. */
  readonly queued: number
  /** Dropped, for whatever cause. */
  readonly lost: number
  /** Not wanted, by the subscription's own filter. */
  readonly filtered: number
}

/** Where a stream's events go. */
export interface StreamSink {
  /** Takes a batch of `bytes`; resolves when it has been consumed, which lets more come. */
  batch(batch: Batch, bytes: number): Promise<void>
  lost(losses: readonly Loss[]): void
  /** The node says that nothing more will come. */
  ended(reason: string): void
}

/** A stream under way. */
export interface OpenStream {
  readonly terms: StreamTerms
  /** Null where the node cannot tell. */
  counts(): Promise<readonly TracepointCounts[] | null>
  /** Ends it at the node, as the node's own library wants it ended. */
  stop(): Promise<void>
}
