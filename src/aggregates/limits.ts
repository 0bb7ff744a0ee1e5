/** Bounds of aggregates, each with its reason. A publisher trusts no request. */
export const AggregateLimits = {
  /** Fields to group by: a key is compared with those of other groups at each event. */
  maxGroupBy: 3,
  /** Measures of one aggregate: each costs some nanoseconds an event. */
  maxMeasures: 16,
  /** Groups of one aggregate; what comes beyond is counted as others. Bounds a report, too. */
  maxGroups: 10_000,
  /** Groups unless asked otherwise. */
  defaultGroups: 1000,
  /**
   * Bytes that the groups of one aggregate may take with their measures, by the largest that
   * their texts can be. The groups are cut to what fits; the terms tell how many do.
   */
  maxBytes: 48 * 1024 * 1024,
  /** Buckets of a linear histogram: more than a terminal or a page shows. */
  maxBuckets: 1024,
  /** Values that `top` tells at most. */
  maxTop: 100,
  /** Values that `top` tells unless asked otherwise. */
  defaultTop: 10,
  /**
   * Counters that `top` keeps for each value that it tells: an error of at most 1/80 of the
   * events for 10 values told.
   */
  topCounters: 8,
  /** And at least so many, so that few values are not told worse than many. */
  minTopCounters: 64,
  /** Bytes of a group's counters for `distinct`: 2^12 registers, a standard error of 1.625 %. */
  distinctBytes: 4096,
  /** Different values up to which `distinct` is exact: what fits into the registers' memory. */
  exactDistinct: 384,
  /** Bytes of a text at most, as a publisher's ring has them. */
  maxTextBytes: 1024,
  /** The shortest interval between two reports, in microseconds: ten a second. */
  minIntervalUs: 100_000,
  /** The longest, in microseconds: a day. */
  maxIntervalUs: 86_400_000_000,
  /** The interval unless asked otherwise, in microseconds. */
  defaultIntervalUs: 1_000_000,
} as const
