/** Bounds of following files, each with its reason. */
export const TailLimits = {
  /**
   * Bytes read at once. It has to hold the largest record, a captured message of 4,000,000 bytes,
   * because no part of a record is kept: one that is not whole is read again.
   */
  pieceBytes: 4 * 1024 * 1024 + 4096,
  /** Bytes read at first: they hold most records, and what is too early is read again each time. */
  firstPieceBytes: 256 * 1024,
  /**
   * Bytes of the log that are taken before the messages of the same time are: their lines wait for
   * them, and have to find room (`maxLaneLength`).
   */
  maxLogTurnBytes: 1024 * 1024,
  /**
   * Bytes taken from all files before other work of the process has its turn: some 20 ms of
   * parsing, so that ZMQ and RPC do not wait longer for a log that grows by 50 MB/s.
   */
  maxTurnBytes: 4 * 1024 * 1024,
  /**
   * The last bytes read of a file that are kept, to know it again: a line of the log with its
   * microseconds, or a few messages. Shorter could repeat by chance.
   */
  fingerprintBytes: 256,
  /**
   * How much of a file that was written anew is searched for the place reached: bitcoind keeps the
   * last 10 MB of a log that it shortens at its start.
   */
  maxRewriteScanBytes: 12 * 1024 * 1024,
  /**
   * Capture files that are known, two a directory; a node makes a directory for each address and
   * port that it ever talked to. About 100 bytes of memory each. Further ones are told of and left.
   */
  maxCaptureFiles: 400_000,
  /**
   * Capture files that are open at once: of 125 peers of a usual node, and of four times as many
   * of one with raised limits. Beyond that the one unused for longest is closed.
   */
  maxActiveFiles: 1024,
  /** Turns without growth after which a capture file is closed, and looked at in the slow round. */
  maxIdleTurns: 100,
  /** Files of the slow round in each turn: one or two milliseconds of the system's time. */
  slowRoundFiles: 512,
  /**
   * Turns after which the names in the capture directory are read in any case: a directory's own
   * time has a granularity, so that a change right after a look does not show.
   */
  listTurns: 20,
} as const
