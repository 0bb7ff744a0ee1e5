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
  readonly #tracepoints: readonly string[] | null

  /**
   * @param filter was checked for `tracepoints`
   * @param tracepoints those that the filter is about: events of others are left as they are. If
   *   not given, it is about all
   */
  constructor(filter: Filter, tracepoints: readonly string[] | null = null) {
    this.#tracepoints = tracepoints
    this.#filter = filter
    this.#isNone = isNoFilter(filter)
    this.#oneIn = filter.sampleBy === null ? filter.sampleOneIn : 1
    const { maxEventsPerSecond } = filter
    this.#limit = maxEventsPerSecond === 0 ? null : new RateLimit(maxEventsPerSecond)
  }

  /**
   * What is left of a batch: a batch of the wanted events, the same one if all are, and behind it
   * one that tells what was beyond the rate limit; neither where there is nothing to tell.
   */
  apply(batch: Batch): Batch[] {
    if (this.#isNone) return [batch]
    const losses = new Map<string, Loss>()
    const selected = this.#select(batch, losses)
    const left: Batch[] = []
    if (selected.eventCount > 0 || selected.losses.length > 0 || selected.gap !== null) {
      left.push(selected)
    }
    if (losses.size > 0) {
      const surplus = batch.first(0)
      surplus.gap = null
      surplus.losses = [...losses.values()]
      left.push(surplus)
    }
    return left
  }

  #select(batch: Batch, losses: Map<string, Loss>): Batch {
    const conditions = new Map<Columns, ColumnsCondition>()
    const isCounting = this.#oneIn !== 1 || this.#limit !== null
    let wantsAll = !isCounting
    for (const tracepoint of batch.tracepoints) {
      const columns: Columns = batch.columns(tracepoint)
      const condition = this.#isAbout(tracepoint) ? this.#condition(columns) : EVERY_EVENT
      if (condition !== EVERY_EVENT) wantsAll = false
      if (condition !== null) conditions.set(columns, condition)
    }
    if (wantsAll) return batch
    if (isCounting) return this.#inOrder(batch, conditions, losses)
    return batch.select(columns => matching(columns, conditions.get(columns)))
  }

  /** What counts events must see them in their order over all tracepoints. */
  #inOrder(
    batch: Batch,
    conditions: ReadonlyMap<Columns, ColumnsCondition>,
    losses: Map<string, Loss>,
  ): Batch {
    const rows = new Map<Columns, number[]>()
    const cursor = batch.cursor()
    while (cursor.next()) {
      const { columns, index } = cursor
      if (conditions.get(columns)?.(index) !== true) continue
      const isAbout = this.#isAbout(cursor.tracepoint)
      if (isAbout && !this.#sample()) continue
      if (isAbout && this.#limit?.admits(cursor.timestampUs) === false) {
        addLoss(losses, cursor.tracepoint, cursor.sequence)
        continue
      }
      const wanted = rows.get(columns) ?? []
      if (wanted.length === 0) rows.set(columns, wanted)
      wanted.push(index)
    }
    return batch.select(columns => Uint32Array.from(rows.get(columns) ?? []))
  }

  #isAbout(tracepoint: string): boolean {
    return this.#tracepoints?.includes(tracepoint) ?? true
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
