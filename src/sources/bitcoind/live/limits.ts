/** Bounds of the live bridge, each with its reason. */
export const LiveLimits = {
  /**
   * Time between two looks at the files, in milliseconds. A look costs some microseconds a growing
   * file; being told of every write by the system would cost more on a busy node, and is not to be
   * had on network file systems.
   */
  turnMs: 50,
  /**
   * How long after its start a node is expected to answer RPC, in milliseconds: what it connects and
   * takes in meanwhile waits for what RPC tells of it, as long as the bridge holds events at all.
   */
  rpcComesMs: 30_000,
  /** How long a look at a node waits for its RPC and its ZMQ sockets, in milliseconds. */
  inspectMs: 3000,
  /** Lines after the node's start in which it tells its options; it takes some 60. */
  startLines: 1000,
  /** Losses kept to be shown, the last ones; all of them are counted. */
  maxShownLosses: 16,
  /** Free bytes of the node's disk below which the status warns: bitcoind itself stops at 50 MB. */
  lowDiskBytes: 1024 ** 3,
} as const
