/** Bounds of listening to a node's ZMQ sockets, each with its reason. */
export const ZmqLimits = {
  /** Bytes of a message's part: the largest block, 4,000,000, and as much again. */
  maxMessageBytes: 8_000_000,
  /**
   * Messages that wait to be taken: those of one block of small transactions. Beyond that ZMQ drops,
   * and the counters tell how many.
   */
  receiveHighWaterMark: 5000,
  /** Waits between two attempts to connect: the first, and the longest, in milliseconds. */
  minReconnectMs: 100,
  maxReconnectMs: 2000,
  /**
   * After so long without an answer to a heartbeat a connection counts as lost, in milliseconds.
   */
  heartbeatMs: 10_000,
} as const
