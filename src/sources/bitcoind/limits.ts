/** Bounds of the bridge for Bitcoin Core. */
export const BridgeLimits = {
  /**
   * Bytes of one line of debug.log; the rest of a longer one is left out. The longest that Core
   * writes are dumps of raw transactions, of up to 800,000 digits.
   */
  maxLogLineBytes: 1024 * 1024,
  /**
   * Bytes of a line that is looked at: Core's longest of interest have some 500, one about a
   * package some thousands.
   */
  maxParsedLineBytes: 64 * 1024,
  /**
   * Bytes of one captured payload: Core refuses messages above 4 MB (MAX_PROTOCOL_MESSAGE_LENGTH).
   */
  maxCapturedPayloadBytes: 4_000_000,
  /** The earliest time of a captured message, Unix microseconds: Bitcoin's first block. */
  minCaptureTimeUs: 1_231_006_505_000_000,
  /**
   * The latest: the end of the unsigned 32-bit seconds that blocks use (2106), which mock times may
   * reach.
   */
  maxCaptureTimeUs: 4_294_967_295_000_000,
  /**
   * How long an event waits for earlier ones of other inputs, microseconds: files are read some
   * times a second.
   */
  mergeWindowUs: 1_000_000,
  /**
   * How long a block waits for RPC to tell what is in it, microseconds; a busy node answers
   * `getblock` in seconds.
   */
  maxHoldUs: 10_000_000,
  /**
   * How long after a start of the node additions wait for RPC to tell the mempool, microseconds: it
   * answers in seconds.
   */
  baselineWaitUs: 30_000_000,
  /**
   * Drafts in the merge window: some seconds of a busy node, some 300 bytes each without payloads.
   * Then the oldest go out.
   */
  maxDrafts: 500_000,
  /**
   * Bytes of all payloads in the merge window: two seconds of a node that serves blocks at full
   * speed. Then the oldest go out.
   */
  maxDraftBytes: 256 * 1024 * 1024,
  /**
   * Peers that are remembered, the closed ones until there are so many: ten times the most that
   * Core is run with.
   */
  maxPeers: 10_000,
  /** Capture files whose last time is remembered for a rewind; a file is some 100 bytes. */
  maxCaptureFiles: 20_000,
  /**
   * Lines or records of one direction of a peer that wait for their other view: most of a second of
   * a flood of pings.
   */
  maxLaneLength: 20_000,
  /** Bytes of all payloads that wait for their line: a dozen of the largest messages. */
  maxHeldPayloadBytes: 64 * 1024 * 1024,
  /**
   * How far apart the two views of a message can be, microseconds: the node writes them one after
   * the other, but on a busy machine its thread may be kept waiting between them, as long as half a
   * second. Less than a message waits for its other view.
   */
  messageSkewUs: 700_000,
  /**
   * Messages of such a direction that went out with one view and wait to swallow the other, some
   * 200 bytes each.
   */
  maxLoneMessages: 1_000,
  /** Lines of a peer whose address nobody has told yet: what it says in a second. */
  maxHomelessLines: 2_000,
  /**
   * How long a message that went out with one view is remembered, to swallow the other,
   * microseconds.
   */
  messageMemoryUs: 60_000_000,
  /**
   * A record further than this from the machine's time was made under a moved clock, microseconds.
   */
  clockSkewUs: 60_000_000,
  /** How long such a record waits for its line, the only one to know its time, microseconds. */
  mockedMessageWaitUs: 30_000_000,
  /**
   * Transactions whose size and fee are remembered: a full mempool and a day of blocks, some 200
   * bytes each.
   */
  maxTransactionFacts: 300_000,
  /**
   * Transactions that are followed in the mempool: as many as fit into Core's default 300 MB,
   * twice.
   */
  maxMempoolTransactions: 300_000,
  /** Additions and removals that one of two inputs has told and the other not yet. */
  maxTwins: 100_000,
  /** Blocks connected or disconnected that one of two inputs has told and the other not yet. */
  maxBlockTwins: 10_000,
  /**
   * How long after its check a template is connected by the thread that made it, microseconds: the
   * node mines at once.
   */
  maxTemplateAgeUs: 500_000,
  /**
   * Coins of all blocks that are kept, some 150 bytes each: those of 50 full blocks, deeper than
   * any reorganisation in years.
   */
  maxBlockCoins: 500_000,
  /**
   * Bytes of raw blocks that wait for RPC to tell more: some minutes of full blocks, or a burst of
   * eight.
   */
  maxRawBlockBytes: 32 * 1024 * 1024,
  /**
   * Blocks missed that are asked for afterwards: the chain of a day. Beyond it, the loss is told.
   */
  maxBackfilledBlocks: 144,
  /**
   * Transactions whose outputs are remembered, to tell fees and where coins come from; some 250
   * bytes each.
   */
  maxOutputsKnown: 100_000,
  /** Blocks that are kept, however empty: some minutes of a chain mined by a test. */
  maxBlocks: 5_000,
  /**
   * Additions this long after the first removal that made room for them still come before it,
   * microseconds.
   */
  maxTrimUs: 100_000,
  /**
   * How long before the end of its check a transaction is said to have entered, seconds: checks
   * take less than a second.
   */
  maxAcceptS: 2,
  /**
   * How long after the log's line of a start RPC may tell of it too, microseconds: loading takes
   * minutes.
   */
  maxStartUs: 1_800_000_000,
  /**
   * Threads and wallets whose last transactions are remembered until the line that compares them.
   */
  maxWalletThreads: 1_000,
} as const
