/** Bounds of writing and reading recordings, each with its reason. */
export const RecordingLimits = {
  /** Batches that one index tells of: it takes some 60 KiB, and is written every few seconds. */
  maxBatchesPerIndex: 1024,
  /** Bytes of batches after which an index is written, and the file brought to the disk. */
  maxBytesPerIndex: 64 * 1024 * 1024,
  /** Indexes of one file that are followed: with 64 MiB each they are beyond any disk. */
  maxIndexes: 1024 * 1024,
  /** Damaged places of a file that are passed over: with more it is no recording any more. */
  maxDamagedPlaces: 1024,
  /** Bytes of one entry read, as of any message. */
  maxEntryBytes: 64 * 1024 * 1024,
  /** Bytes of a batch below which it is read whole: parts would cost as many system calls. */
  minSparseBytes: 64 * 1024,
  /** Bytes read from a file at a time: enough that the system call costs little beside them. */
  readBytes: 1024 * 1024,
  /** The same of an index, which is read alone: most are smaller. */
  indexReadBytes: 64 * 1024,
  /** Batches that wait to be compressed or written: more would only hide a slow disk. */
  maxBatchesUnderWay: 8,
  /** Losses, by tracepoint and cause, told with one batch: four times what a client lets wait. */
  maxUntoldLosses: 1024,
  /** Tracepoints that an index tells of; there are about 30. */
  maxIndexedTracepoints: 256,
  /** Names of losses that an index tells apart; a node may tell of whatever it likes. */
  maxIndexedLosses: 128,
  /** Bytes fired between two looks at how full the ring is: well below the smallest of rings. */
  replayBytesPerLook: 16 * 1024,
  /** Files of one recording; their numbers have four digits at least. */
  maxParts: 1_000_000,
} as const
