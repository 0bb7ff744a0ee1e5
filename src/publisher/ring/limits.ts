/** Bounds of the ring, each with its reason. */
export const RingLimits = {
  /**
   * Bytes of records that wait for the worker, unless asked otherwise: about a second of a
   * flood of pings with their payloads. Memory is taken only as the ring is first used.
   */
  defaultBytes: 64 * 1024 * 1024,
  /** Below this a full set of drop counts and an event would not fit side by side. */
  minBytes: 64 * 1024,
  /** A record's length has 24 bits of its header: a quarter of this, in words. */
  maxBytes: 512 * 1024 * 1024,
  /** A record takes at most this part of the ring, so that padding wastes little of it. */
  maxRecordShare: 4,
  /** And at most this: half of the largest frame that a Cap'n Proto reader takes. */
  maxRecordBytes: 32 * 1024 * 1024,
  /** Tracepoints that the control memory has room for. */
  maxTracepoints: 64,
  /**
   * UTF-8 bytes of one text; what is longer is cut. Addresses and reasons stay below 128,
   * wallet names are file names. Bounds what the worker keeps: this times `textIds`.
   */
  maxTextBytes: 1024,
  /**
   * Bytes behind the ring in which the worker puts an event of its own, where all that reads
   * records finds it: one at a time, of numbers and numbers of texts only.
   */
  ownRecordBytes: 4096,
  /** Text ids kept for such events: none has more texts. */
  ownTextIds: 8,
  /** Text ids; a generation of texts uses half of them, so the ids of the one before stay valid. */
  textIds: 16384,
  /**
   * Texts after which all are forgotten and a new generation begins: half of the ids that are not
   * the worker's own.
   */
  maxGenerationTexts: 8188,
  /** UTF-16 units of text after which the same happens, whatever their number. */
  maxGenerationTextUnits: 1024 * 1024,
  /** Events handled in one go: enough to share a call's cost, with records still in the cache. */
  maxRunEvents: 256,
  /**
   * Bytes of a tracepoint's gate: the message types that anybody wants, some 40 of up to 12 bytes.
   * Where more are wanted, all events are recorded, and the worker chooses.
   */
  gateBytes: 512,
  /**
   * Bytes up to which a payload is copied by a loop, into the ring and out of it. What is longer
   * is copied by `Buffer.fill`: with shared memory, `TypedArray.set` (and so `Buffer.copy`) goes
   * byte by byte unless both sides are equally aligned, some six times more slowly.
   */
  loopBytes: 160,
  /** Events between two readings of the exact clock, at most, where the coarse one is used. */
  coarseClockEvents: 16,
} as const
