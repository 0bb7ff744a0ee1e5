/** Bounds of one connection, each with its reason. */
export const RpcLimits = {
  /**
   * Calls of the peer under way at once. Upstream's clients keep a handful; a peer that
   * calls and never takes its answers must not fill our memory.
   */
  maxAnswers: 16_384,
  /**
   * Bytes held for the peer's calls: params until the call is answered, results until the peer
   * has taken them, where it may still ask for a part. Two messages of the largest size.
   */
  maxHeldBytes: 128 * 1024 * 1024,
  /** Capabilities that either side holds of the other, and that one message carries. */
  maxCapabilities: 65_536,
  /** Calls waiting for one unresolved promise. */
  maxQueuedCalls: 16_384,
  /** Steps of a pipelined call's path into a result; real ones have one or two. */
  maxTransformLength: 64,
  /** Places of one answer that calls wait for; real answers carry one or two capabilities. */
  maxPipelinedPaths: 1024,
  /**
   * Calls in a row, each made on the unknown result of the one before. They are delivered
   * from within one another; real chains have two or three.
   */
  maxPipelineDepth: 64,
  /**
   * Bytes written that the peer has not read. Beyond, its messages are not answered until it
   * has caught up: a peer that sends and does not read slows itself only.
   */
  maxUnreadBytes: 8 * 1024 * 1024,
  /**
   * Bytes of messages that wait meanwhile. Beyond, no more are read. More than the other side
   * has in its queue when it stops answering, so that both cannot wait for each other.
   */
  maxWaitingBytes: 16 * 1024 * 1024,
  /** How long a socket that we close waits for its peer to read what is queued, in milliseconds. */
  closeTimeoutMs: 5000,
  /** Characters of an exception's reason: an error's text may quote a peer's. */
  maxReasonLength: 4096,
  /** Characters kept of the name that a peer gives to a thread. */
  maxThreadNameLength: 256,
  /**
   * Frames that nobody waits for and that may wait for others, and how long, in milliseconds:
   * a system call spared for each, while the other side's tables stay small.
   */
  maxHeldFrames: 4,
  maxHeldMs: 2,
  /** Builders of messages kept for the next messages; more are rarely in use at once. */
  maxIdleBuilders: 4,
  /** Bytes that such a builder may have grown to: the rare large message is given up. */
  maxIdleBuilderBytes: 64 * 1024,
  /**
   * Bytes read from a socket at once, where they are not read into the place of a message that has
   * begun: what is read here is copied once more.
   */
  readBufferBytes: 64 * 1024,
} as const
