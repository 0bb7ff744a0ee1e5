import {
  type AggregatePlan,
  type AggregateRequest,
  Aggregator,
  planAggregate,
  type Report,
} from '../../aggregates/index.js'
import { checkExpression, NO_FILTER, specialise } from '../../expressions/index.js'
import { findTracepoint } from '../../tracepoints/index.js'
import type { Batch } from '../batch/index.js'
import { BatchFilter } from '../filter/index.js'
import { BatchEventFields } from './batch-event-fields.js'

/**
 * Computes here what a node with nodetap computes there: of the batches of a node that cannot,
 * or of a recording.
 */
export class BatchAggregator {
  readonly plan: AggregatePlan
  readonly #filter: BatchFilter
  readonly #keepsTotals: boolean
  readonly #fields = new BatchEventFields()
  readonly #aggregator: Aggregator
  /** Ids by the names of the tracepoints of which an event can count. */
  readonly #ids = new Map<string, number>()
  #number = 0
  #lost = 0
  #fromUs: number

  /** `request` has names of tracepoints. Throws INVALID_ARGUMENT for one that makes no sense. */
  constructor(request: AggregateRequest, fromUs: number) {
    this.plan = planAggregate(request)
    checkExpression(request.where, request.tracepoints)
    this.#filter = new BatchFilter({ ...NO_FILTER, where: request.where })
    this.#keepsTotals = request.mode === 'totals'
    this.#aggregator = new Aggregator(this.plan, this.#fields)
    this.#fromUs = fromUs
    for (const { name, id } of this.plan.tracepoints) {
      if (specialise(request.where, name) !== null) this.#ids.set(name, id)
    }
  }

  /**
   * Counts the events of a batch and its losses. `before` is told the time of each event before
   * it is counted.
   */
  add(batch: Batch, before: (timestampUs: number) => void = () => {}): void {
    for (const { tracepoint, count } of batch.losses) this.lose(tracepoint, count)
    for (const wanted of this.#filter.apply(batch)) {
      this.#fields.begin(wanted)
      const cursor = wanted.cursor()
      while (cursor.next()) {
        const id = this.#ids.get(cursor.tracepoint)
        before(cursor.timestampUs)
        if (id !== undefined) this.#aggregator.add(id, cursor.index)
      }
    }
  }

  /** `tracepoint` may be a pattern, where a node does not tell which of several it was. */
  lose(tracepoint: string, count: number): void {
    if (this.#ids.has(tracepoint) || findTracepoint(tracepoint) === undefined) this.#lost += count
  }

  /** Says when the stretch of the next report begins, where that is not the end of the last. */
  begin(fromUs: number): void {
    if (!this.#keepsTotals || this.#number === 0) this.#fromUs = fromUs
  }

  /** What came since the last report, or since the beginning. */
  report(untilUs: number): Report {
    const report: Report = {
      number: this.#number++,
      fromUs: this.#fromUs,
      untilUs,
      events: this.#aggregator.events,
      lost: this.#lost,
      groups: this.#aggregator.results(),
    }
    if (!this.#keepsTotals) {
      this.#aggregator.clear()
      this.#lost = 0
      this.#fromUs = untilUs
    }
    return report
  }
}
