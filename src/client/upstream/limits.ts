/** Bounds of tracing upstream's nodes, each with its reason. */
export const UpstreamLimits = {
  /** Bytes of each payload: upstream's own bound, to which it cuts what is asked for. */
  maxPayloadBytes: 4 * 1024 * 1024,
  /** Bytes of shared memory for payloads: upstream's own bound. */
  maxArenaBytes: 1024 * 1024 * 1024,
  /**
   * How long closing waits for a node to end what it was asked to trace, in milliseconds. A node
   * that is stuck must not keep a client from ending.
   */
  endTimeoutMs: 5000,
  /**
   * Coins that wait here. The prototype of 2025 waits for the answer to each, so that answering
   * later would stop the node's validation: what a slow consumer does not take is lost, counted.
   */
  maxWaitingCoins: 65_536,
} as const
