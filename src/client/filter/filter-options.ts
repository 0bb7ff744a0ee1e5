import {
  ALWAYS,
  checkFilter,
  type Expression,
  type Filter,
  parseExpression,
} from '../../expressions/index.js'

/** Which of the events of the tracepoints asked for are wanted. Applied in this order. */
export interface FilterOptions {
  /**
   * Only events that meet a condition: text such as `messageType in (inv, tx) and size > 1000`,
   * or what `parseExpression` makes of it. docs/filters.md explains the language.
   */
  readonly where?: string | Expression
  /** Of these, one in so many; 1 if not given. */
  readonly sampleOneIn?: number
  /**
   * The field by whose value is sampled: events with equal values share one fate, whichever
   * publisher they come from. If not given, every `sampleOneIn`-th event is kept.
   */
  readonly sampleBy?: string
  /**
   * What comes beyond that in a second, by the times of the events, is lost with the cause
   * `rateLimit`. No limit if not given.
   */
  readonly maxEventsPerSecond?: number
}

/**
 * The filter that options say, for events of `tracepoints`. Throws INVALID_ARGUMENT for one that
 * makes no sense for them.
 */
export function filterOf(options: FilterOptions, tracepoints: readonly string[]): Filter {
  const { where = ALWAYS, sampleOneIn = 1, sampleBy, maxEventsPerSecond = 0 } = options
  const filter: Filter = {
    where: typeof where === 'string' ? parseExpression(where, tracepoints) : where,
    sampleOneIn,
    sampleBy: sampleBy ?? null,
    maxEventsPerSecond,
  }
  checkFilter(filter, tracepoints)
  return filter
}
