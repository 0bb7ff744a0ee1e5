/**
 * A value of a field: a number, a text or enum's name, a flag, or a hash of 32 bytes in internal
 * order.
 */
export type FieldValue = number | string | boolean | Uint8Array

/** How many values lie where. */
export interface HistogramCounts {
  /** Values below the first bucket. */
  readonly below: number
  /** By bucket; those behind the last that has any are left out. */
  readonly counts: readonly number[]
  /** Values beyond the last bucket. */
  readonly above: number
}

export interface TopValue {
  readonly value: FieldValue
  readonly count: number
  /** The true count is at least `count` less this, and at most `count`. */
  readonly maxError: number
}

/** What a measure tells of a group; null where no event of it had the field. */
export type MeasureResult = number | HistogramCounts | readonly TopValue[] | null

/** What is told of one group. */
export interface GroupResult {
  /** In the order of the fields that it is grouped by; empty for the group of others. */
  readonly keys: readonly FieldValue[]
  /** Whether it is the group of all that came when there were `maxGroups` others. */
  readonly isOther: boolean
  readonly events: number
  /** In the order of the measures. */
  readonly measures: readonly MeasureResult[]
}
