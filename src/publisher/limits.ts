/** Bounds of a publisher, each with its reason. Requests beyond them are cut to them. */
export const PublisherLimits = {
  /** Connections at once. Each may hold a request and its answers in memory. */
  maxConnections: 64,
  /** Subscriptions at once, over all connections. Each may hold a queue. */
  maxSubscriptions: 64,
  /**
   * Aggregations at once, over all connections; they count as subscriptions, too. Each may hold
   * `AggregateLimits.maxBytes` of groups, and folds every event that it asked for.
   */
  maxAggregations: 16,
  /** And of one connection, so that no client takes them all; one can have several measures. */
  maxAggregationsPerConnection: 8,
  /** Names and patterns in one request: there are some thirty tracepoints. */
  maxPatterns: 256,
  /** Bytes of one message of a subscriber's. Requests are small; only we send large ones. */
  maxRequestBytes: 1024 * 1024,
  /** Events a batch. A dictionary's indexes have 16 bits, and events have at most 3 texts. */
  maxBatchEvents: 16_384,
  /** Bytes a batch, well below the 64 MiB that a C++ reader takes. */
  maxBatchBytes: 32 * 1024 * 1024,
  /** How long a batch may wait to fill, in microseconds: a minute. */
  maxBatchWaitUs: 60_000_000,
  /** Bytes that wait for one slow subscriber, queued or sent and not answered. */
  maxQueueBytes: 1024 * 1024 * 1024,
  /** Batches on their way to a subscriber: enough to keep a socket busy while it answers. */
  maxBatchesInFlight: 8,
  /** Bytes on their way to a subscriber, for the same reason. */
  maxBytesInFlight: 16 * 1024 * 1024,
  /** Events taken from the ring before sockets get their turn. */
  maxEventsPerTurn: 32_768,
  /** How long closing waits for subscribers to take what is queued, in milliseconds. */
  closeTimeoutMs: 1000,
  /**
   * How long closing waits then for its peers to close their sides of the sockets, in milliseconds.
   */
  farewellMs: 500,
} as const
