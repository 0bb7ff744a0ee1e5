/** Bounds of what is matched: patterns come from clients that are not trusted. */
export const TracepointLimits = {
  /** Patterns of one request. There are some thirty tracepoints; more says nothing new. */
  maxPatterns: 256,
  /** Characters of a pattern; the longest name has 40. */
  maxPatternLength: 128,
} as const
