/** Bounds of asking a node over JSON-RPC, each with its reason. */
export const RpcPollLimits = {
  /**
   * Bytes of an answer. `getblock` with previous outputs is ten times the block, and the verbose
   * mempool of a full node some 150 MB; a larger answer is given up rather than held.
   */
  maxAnswerBytes: 256 * 1024 * 1024,
  /** Bytes of a cookie file; bitcoind writes 75. */
  maxCookieBytes: 4096,
  /** How long an answer may take, in milliseconds: a verbose block on a busy disk takes seconds. */
  callTimeoutMs: 30_000,
  /**
   * Questions on their way at once. bitcoind serves 16 at once in all, and other programs ask, too.
   * One place is for blocks, so that they do not hold up what is wanted at once.
   */
  maxCalls: 3,
  maxBlockCalls: 1,
  /**
   * Blocks that wait to be asked for: some two hours of a synchronised node. What a node connects
   * faster than it answers is left out and told.
   */
  maxWaitingBlocks: 1000,
  /** Attempts after which a block is given up: it is pruned, or too large. */
  maxBlockAttempts: 5,
  /**
   * Mempool entries that wait to be asked for: what one block replaces. Older ones are left out.
   */
  maxWaitingEntries: 5000,
  /** Least time between two polls of `getpeerinfo`, in milliseconds. */
  peerPollMs: 1000,
  /** Time between two looks at the chain and its height, in milliseconds. */
  chainPollMs: 5000,
  /** Least time between two readings of the whole mempool, in milliseconds. */
  mempoolPollMs: 5000,
  /** A poll waits at least so many times as long as its last answer took: 5 % of one RPC thread. */
  politeness: 20,
  /** Waits after a failure: the first, and the longest, in milliseconds. */
  minBackoffMs: 250,
  maxBackoffMs: 5000,
  /**
   * The longest where nobody listens or the node is starting: asking costs next to nothing then.
   */
  maxAbsentMs: 1000,
  /**
   * How long the node counts as answering after it did last, in milliseconds: what is wanted in a
   * short silence is asked for when it is over.
   */
  graceMs: 10_000,
} as const
