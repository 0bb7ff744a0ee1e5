/** Bounds of one connection, each with its reason. */
export const RpcLimits = {
  /**
   * Calls of the peer under way at once. Upstream's clients keep a handful; a peer that
   * calls and never takes its answers must not fill our memory.
   */
  maxAnswers: 16_384,
  /** Capabilities that either side holds of the other, for the same reason. */
  maxCapabilities: 65_536,
  /** Calls waiting for one unresolved promise. */
  maxQueuedCalls: 16_384,
  /** Steps of a pipelined call's path into a result; real ones have one or two. */
  maxTransformLength: 64,
  /**
   * Bytes written that the peer has not read. Beyond, no more is read from it until it has
   * caught up: a peer that sends and does not read slows itself only.
   */
  maxUnreadBytes: 8 * 1024 * 1024,
} as const
