/** Bounds of exporting and importing, each with its reason. */
export const ExportLimits = {
  /** Bytes gathered before they are written: enough that the system call costs little. */
  writeBytes: 256 * 1024,
  /** Rows of a Parquet row group: what readers of Parquet are tuned for. */
  maxGroupRows: 65_536,
  /**
   * Bytes of payloads and texts of a row group, so that large payloads make smaller groups: a group
   * takes several times as much while it is written, and files do not grow by smaller ones.
   */
  maxGroupBytes: 8 * 1024 * 1024,
  /** The same over all tables together. */
  maxWaitingBytes: 32 * 1024 * 1024,
  /** Bytes of a column's dictionary in a row group; beyond, values stand as they are. */
  maxDictionaryBytes: 1024 * 1024,
  /** Bytes of a P2P message that is exported: what Bitcoin Core takes of a peer, and more. */
  maxMessageBytes: 32 * 1024 * 1024,
  /** Connections of a packet capture that are followed at a time, and names told in it. */
  maxStreams: 65_536,
  /** Directories of peers in a message capture: messages of more peers are left out, counted. */
  maxCapturePeers: 65_536,
  /** Bytes that wait for one file of a message capture; files are open only to be written. */
  maxWaitingFileBytes: 512 * 1024,
  /** Memory of what waits for all of them: some hundred bytes for each of the most peers. */
  maxWaitingCaptureBytes: 32 * 1024 * 1024,
  /** Bytes of capture files read ahead, over all of them; and of one file at least. */
  maxReadAheadBytes: 64 * 1024 * 1024,
  minChunkBytes: 4096,
  /** Events of an imported batch, and bytes of their payloads: as a node's batches have. */
  maxImportedEvents: 4096,
  maxImportedBytes: 4 * 1024 * 1024,
} as const
