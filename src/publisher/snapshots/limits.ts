/** Bounds of snapshots, each with its reason. */
export const SnapshotLimits = {
  /** Peers of one snapshot: some thirty times what a node takes by default. */
  maxPeers: 4096,
  /**
   * Taking snapshots takes at most one part in so many of the node's thread's time: after one,
   * the next waits for so many times as long as it took. Subscribers that ask again and again
   * cannot cost the node more.
   */
  threadShare: 20,
  /** Milliseconds between two snapshots at least: being asked wakes the node's thread, too. */
  minIntervalMs: 5,
  /** How long a source that has to ask elsewhere may take, in milliseconds. */
  answerTimeoutMs: 10_000,
  /** A snapshot waits until at most this part of the ring is used: it shall not displace events. */
  maxUsedRingShare: 0.5,
  /** Milliseconds until the ring is looked at again. */
  retryMs: 5,
} as const
