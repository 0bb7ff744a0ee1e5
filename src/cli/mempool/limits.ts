/** Bounds of `nodetap mempool`, each with its reason. */
export const MempoolLimits = {
  /** Events remembered for the log: more than a screen has rows. */
  maxLogEntries: 256,
  /** Seconds of the longest window. */
  windowSeconds: 600,
  /** Characters of a reason that are told apart; a node's free text has at most 118. */
  maxReasonLength: 80,
} as const
