/** Bounds of finding out how a node is set up, each with its reason. */
export const ConfigLimits = {
  /** Bytes of bitcoin.conf or of a file that it includes; usual ones have hundreds. */
  maxFileBytes: 1024 * 1024,
  /** Files that bitcoin.conf includes. */
  maxIncludes: 64,
  /**
   * How much of the log's end is searched for the node's last start: half a day with all of net.
   */
  maxLogScanBytes: 64 * 1024 * 1024,
  /**
   * Bytes of the log from that start on in which the node tells its options; it takes some 10,000.
   */
  maxLogStartBytes: 128 * 1024,
} as const
