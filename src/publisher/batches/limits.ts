/** Bounds of batches and of the memory they use, each with its reason. */
export const BatchLimits = {
  /** Texts of one batch: their indexes have 16 bits. */
  maxTexts: 65535,
  /** Sequence numbers and microseconds that a batch spans: its offsets have 32 bits. */
  maxOffset: 0xffffffff,
  /** Events that a column has room for at first; it doubles as it fills. */
  firstCapacity: 32,
  /**
   * Payload bytes up to which a batch carries them inside its main segment: copying them once
   * more costs less than another buffer and another piece to write to the socket.
   */
  inlinePayloadBytes: 32 * 1024,
  /** The smallest buffer of the pool: a batch of one event has some 500 bytes. */
  minBufferBytes: 1024,
  /** A larger buffer is not kept for reuse: it is the rare batch of several blocks. */
  maxPooledBufferBytes: 16 * 1024 * 1024,
  /** Bytes of unused buffers kept in all: a few batches of the usual largest size. */
  maxPoolBytes: 32 * 1024 * 1024,
} as const
