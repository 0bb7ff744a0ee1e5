/** Bounds of what live views remember, each with its reason. */
export const LiveLimits = {
  /** Reasons, caches or algorithms told apart; peers choose some of them. More are `(other)`. */
  maxKinds: 32,
  /** Tracepoints of which losses are told apart; there are some twenty. More are `(other)`. */
  maxLossKinds: 64,
  /** How often a screen is drawn at most, in milliseconds: faster than an eye follows. */
  drawIntervalMs: 100,
  /**
   * Rows of a frame that is printed where there is no terminal: two screens of the usual height.
   */
  printedRows: 48,
} as const
