import { type Filter, isNoFilter, RateLimit } from '../../expressions/index.js'
import type { Batch, Columns, Loss } from '../batch/index.js'
import { type ColumnsCondition, columnsCondition, EVERY_EVENT } from './columns-condition.js'
import { columnsSampling } from './columns-sampling.js'

/**
 * A filter applied here, to batches of a recording or of a node that does not filter: the events
 * that a publisher would have sent. Give it all batches of a stream in their order.
 */
export class BatchFilter {
  readonly #filter: Filter
  readonly #isNone: boolean
  readonly #oneIn: number
  /** Events that met the condition, up to the next that is in the sample. */
  #met = 0
  readonly #limit: RateLimit | null

  /** `filter` was checked for the tracepoints of the batches. */
  constructor(filter: Filter) {
    this.#filter = filter
    this.#isNone = isNoFilter(filter)
    this.#oneIn = filter.sampleBy === null ? filter.sampleOneIn : 1
    const { maxEventsPerSecond } = filter
    this.#limit = maxEventsPerSecond === 0 ? null : new RateLimit(maxEventsPerSecond)
  }

  /**
   * The batch of the wanted events, perhaps without any; the batch itself if all are. What was
   * beyond the rate limit is among its losses.
   */
  apply(batch: Batch): Batch {
    if (this.#isNone) return batch
    const conditions = new Map<Columns, ColumnsCondition>()
    let wantsAll = this.#oneIn === 1 && this.#limit === null
    for (const tracepoint of batch.tracepoints) {
      const columns: Columns = batch.columns(tracepoint)
      const condition = this.#condition(columns)
      if (condition !== EVERY_EVENT) wantsAll = false
      if (condition !== null) conditions.set(columns, condition)
    }
    if (wantsAll) return batch
    if (this.#oneIn === 1 && this.#limit === null) {
      return batch.select(columns => matching(columns, conditions.get(columns)))
    }
    return this.#inOrder(batch, conditions)
  }

  /** What counts events must see them in their order over all tracepoints. */
  #inOrder(batch: Batch, conditions: ReadonlyMap<Columns, ColumnsCondition>): Batch {
    const rows = new Map<Columns, number[]>()
    const losses = new Map<string, Loss>()
    const cursor = batch.cursor()
    while (cursor.next()) {
      const { columns, index } = cursor
      if (conditions.get(columns)?.(index) !== true || !this.#sample()) continue
      if (this.#limit?.admits(cursor.timestampUs) === false) {
        addLoss(losses, cursor.tracepoint, cursor.sequence)
        continue
      }
      const wanted = rows.get(columns) ?? []
      if (wanted.length === 0) rows.set(columns, wanted)
      wanted.push(index)
    }
    const selected = batch.select(columns => Uint32Array.from(rows.get(columns) ?? []))
    if (losses.size > 0) selected.losses = [...batch.losses, ...losses.values()]
    return selected
  }

  #sample(): boolean {
    if (this.#oneIn === 1) return true
    const isKept = this.#met === 0
    this.#met = this.#met + 1 === this.#oneIn ? 0 : this.#met + 1
    return isKept
  }

  /** Null: none of them. */
  #condition(columns: Columns): ColumnsCondition | null {
    const met = columnsCondition(this.#filter.where, columns)
    const sampled = columnsSampling(this.#filter, columns)
    if (met === null || sampled === null) return null
    if (sampled === EVERY_EVENT) return met
    return met === EVERY_EVENT ? sampled : i => met(i) && sampled(i)
  }
}

function matching(columns: Columns, condition: ColumnsCondition | undefined): Uint32Array | null {
  if (condition === undefined) return null
  const rows = new Uint32Array(columns.count)
  let count = 0
  for (let i = 0; i < columns.count; i++) {
    if (condition(i)) rows[count++] = i
  }
  return rows.subarray(0, count)
}

function addLoss(losses: Map<string, Loss>, tracepoint: string, sequence: number): void {
  const known = losses.get(tracepoint)
  losses.set(tracepoint, {
    tracepoint,
    cause: 'rateLimit',
    count: (known?.count ?? 0) + 1,
    firstSequence: known?.firstSequence ?? sequence,
    lastSequence: sequence,
  })
}
