/** Bounds of a client, each with its reason. */
export const ClientLimits = {
  /**
   * Bytes of batches that wait to be taken. A publisher has at most 16 MiB under way to a
   * subscriber that does not answer; one that sends more is not followed.
   */
  maxWaitingBytes: 256 * 1024 * 1024,
  /** Losses, by tracepoint and cause, that wait to be told; there are some thirty. */
  maxUntoldLosses: 256,
  /** How long a node may take to answer the first calls, in milliseconds. */
  connectTimeoutMs: 10_000,
  /** Waits between two attempts to reconnect: the first, and the longest. */
  minReconnectMs: 50,
  maxReconnectMs: 2000,
} as const
