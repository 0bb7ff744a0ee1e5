import type { GroupResult } from './results.js'

/** What an aggregate tells of a stretch of time. */
export interface Report {
  /** Of the report, from 0. */
  readonly number: number
  /** The stretch of time, in monotonic microseconds. */
  readonly fromUs: number
  readonly untilUs: number
  /** Events that were counted in it. */
  readonly events: number
  /** Events of the tracepoints that were lost before they could be counted. */
  readonly lost: number
  /** Those that have events, the ones with most first. */
  readonly groups: readonly GroupResult[]
}
