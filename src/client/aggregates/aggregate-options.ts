import type {
  AggregateMode,
  AggregateRequest,
  HistogramCounts,
  Measure,
} from '../../aggregates/index.js'
import { ErrorCodes, NodetapError } from '../../errors/index.js'
import { ALWAYS, type Expression, parseExpression } from '../../expressions/index.js'
import type { Interruption } from '../batch/index.js'

/** What is computed of each group, by names of the caller's choice. */
export type Measures = Readonly<Record<string, Measure>>

/** What {@link Session.aggregate} is asked for. */
export interface AggregateOptions<F extends string = string, M extends Measures = Measures> {
  /** Names or patterns, as in a subscription. */
  readonly tracepoints: readonly string[]
  /** Which of their events count: text as on the command line, or parsed. All if not given. */
  readonly where?: string | Expression
  /**
   * Up to three fields: a group for each combination of their values. Besides an event's own
   * fields: `tracepoint`, `direction` (`inbound` or `outbound`) and `timestampUs`. Not given:
   * one group.
   */
  readonly groupBy?: readonly F[]
  /** At least one; up to 16. */
  readonly measures: M
  /**
   * Milliseconds between two reports, from 100; 1000 if not given. 0: only by
   * {@link Aggregation.read}.
   */
  readonly intervalMs?: number
  /**
   * `deltas` (default): each report is about the time since the one before; `totals`: about the
   * time since the beginning.
   */
  readonly mode?: AggregateMode
  /** Events of further combinations are counted in one group; 1000 if not given, up to 10,000. */
  readonly maxGroups?: number
  /** Ends the aggregation; its iteration then ends in order. */
  readonly signal?: AbortSignal | undefined
}

/** A value of a field: a number, a text or enum's name, a flag, or a hash as people read it. */
export type AggregateValue = number | string | boolean

/** A value that `top` tells, and how often it came. */
export interface AggregateTopValue {
  readonly value: AggregateValue
  readonly count: number
  /** The true count is at least `count` less this, and at most `count`. */
  readonly maxError: number
}

/** What a measure tells; null where no event of the group had its field. */
export type MeasureValue<M extends Measure = Measure> = M extends { readonly function: 'count' }
  ? number
  : M extends { readonly function: 'sum' | 'min' | 'max' | 'distinct' }
    ? number | null
    : M extends { readonly function: 'log2Histogram' | 'linearHistogram' }
      ? HistogramCounts | null
      : M extends { readonly function: 'top' }
        ? readonly AggregateTopValue[] | null
        : never

/** What is told of one group. */
export interface AggregateGroup<F extends string = string, M extends Measures = Measures> {
  /** By field. The empty text where the event's tracepoint lacks it, `(other)` where `isOther`. */
  readonly keys: Readonly<Record<F, AggregateValue>>
  /** Whether it is the group of all that came when there were `maxGroups` others. */
  readonly isOther: boolean
  readonly events: number
  readonly measures: { readonly [N in keyof M]: MeasureValue<M[N]> }
}

/** What an aggregation tells of a stretch of time. */
export interface AggregateReport<F extends string = string, M extends Measures = Measures> {
  /** Of the report, from 0; begins anew after a reconnection. */
  readonly number: number
  /**
   * The stretch of time, in monotonic microseconds of the publisher's clock; of a recording, of
   * its events' clock. {@link AggregateTerms.monotonicZeroUnixUs} makes wall-clock time of it.
   */
  readonly fromUs: number
  readonly untilUs: number
  /** Events that were counted in it. */
  readonly events: number
  /** Events of the tracepoints that were lost before; whether they met `where` is not known. */
  readonly lost: number
  /** Those that have events, the ones with most first. */
  readonly groups: readonly AggregateGroup<F, M>[]
  /**
   * Set on the first report after a reconnection: the time not counted, in Unix milliseconds,
   * and whether the node was restarted.
   */
  readonly gap: AggregateGap | null
}

/** A stretch of time in which nothing was counted. */
export type AggregateGap = Interruption

/** What the node made of a request. */
export interface AggregateTerms {
  readonly tracepoints: readonly string[]
  /** Events with this sequence number and above are counted. */
  readonly firstSequence: number
  /** The wall-clock time of monotonic zero, in Unix microseconds: add it to a report's times. */
  readonly monotonicZeroUnixUs: number
  /** Milliseconds; 0: no reports of its own accord. */
  readonly intervalMs: number
  /** After limits on memory. */
  readonly maxGroups: number
  /** Relative standard error of `distinct` beyond some hundred values, as 0.01625 for 1.625 %. */
  readonly distinctStandardError: number
  /** Whether the node computes; otherwise all events come here and are counted here. */
  readonly isComputedByNode: boolean
}

/** The request behind options, its tracepoints replaced by `names`. */
export function requestOf(options: AggregateOptions, names: readonly string[]): AggregateRequest {
  const { where = ALWAYS, groupBy = [], intervalMs = 1000, mode = 'deltas' } = options
  if (!Number.isFinite(intervalMs) || intervalMs < 0) {
    throw new NodetapError(
      ErrorCodes.InvalidArgument,
      `intervalMs is ${intervalMs}: a number of milliseconds is wanted, or 0`,
    )
  }
  return {
    tracepoints: names,
    where: typeof where === 'string' ? parseExpression(where, names) : where,
    groupBy,
    // Programs without types leave them out: the plan says then what is missing.
    measures: Object.values(options.measures ?? {}),
    intervalUs: Math.round(intervalMs * 1000),
    mode,
    ...(options.maxGroups === undefined ? {} : { maxGroups: options.maxGroups }),
  }
}
