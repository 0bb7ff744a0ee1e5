import {
  type Filter,
  NO_TEXT,
  payloadBytesLookedAt,
  specialise,
  type TextSet,
  textsOf,
} from '../../expressions/index.js'
import { TRACEPOINTS } from '../../tracepoints/index.js'
import type { RecordSource } from '../batches/index.js'
import type { EventRun } from '../ring/index.js'
import {
  EVERY_RECORD,
  type RecordCondition,
  recordCondition,
  VerdictCache,
} from './record-condition.js'
import { recordSampling } from './record-sampling.js'

/**
 * The condition and the sampling of equal subscriptions, ready for the records of a ring. Its
 * filter was checked.
 */
export class EventFilter {
  /** Those of the tracepoints asked for of which any event can be wanted. */
  readonly tracepointIds: readonly number[]
  /** Bytes of payloads that the condition looks at. */
  readonly payloadBytes: number
  readonly #filter: Filter
  /** By tracepoint; undefined where the filter is not about it: all of its events are wanted. */
  readonly #conditions: (RecordCondition | undefined)[] = []
  /** 1: no sampling by count. */
  readonly #oneIn: number
  /** Events that met the condition, up to the next that is in the sample. */
  #met = 0

  constructor(filter: Filter, tracepointIds: readonly number[], source: RecordSource) {
    this.#filter = filter
    this.#oneIn = filter.sampleBy === null ? filter.sampleOneIn : 1
    const verdicts = new VerdictCache(source)
    this.tracepointIds = tracepointIds.filter(id => this.#prepare(id, source, verdicts))
    this.payloadBytes = payloadBytesLookedAt(filter.where)
  }

  /** Whether an event is wanted; see RingHandler. Counts it for the sampling. */
  wants(id: number, at: number, sequence: number): boolean {
    const condition = this.#conditions[id]
    if (condition === undefined) return true
    return condition(at, sequence) && this.#sample()
  }

  /** The wanted events of a run; `into` has offsets of its own, and is another run. */
  select(run: EventRun, into: EventRun): void {
    const { id, count, firstSequence } = run
    into.id = id
    into.firstSequence = firstSequence
    const condition = this.#conditions[id] ?? EVERY_RECORD
    const samples = this.#oneIn !== 1 && this.#conditions[id] !== undefined
    let wanted = 0
    for (let i = 0; i < count; i++) {
      const at = run.at[i] as number
      const offset = run.offset[i] as number
      if (!condition(at, firstSequence + offset)) continue
      if (samples && !this.#sample()) continue
      into.at[wanted] = at
      into.offset[wanted++] = offset
    }
    into.count = wanted
  }

  /** Whether an event that met the condition is in the sample by count. */
  #sample(): boolean {
    if (this.#oneIn === 1) return true
    const isKept = this.#met === 0
    this.#met = this.#met + 1 === this.#oneIn ? 0 : this.#met + 1
    return isKept
  }

  /** Values of text field `field` that wanted events of a tracepoint have, and perhaps others. */
  texts(id: number, field: string): TextSet {
    const left = specialise(this.#filter.where, TRACEPOINTS[id]?.name ?? '')
    return left === null ? NO_TEXT : textsOf(left, field)
  }

  #prepare(id: number, source: RecordSource, verdicts: VerdictCache): boolean {
    const met = recordCondition(this.#filter.where, id, source, verdicts)
    const sampled =
      this.#filter.sampleBy === null || this.#filter.sampleOneIn === 1
        ? EVERY_RECORD
        : recordSampling(this.#filter, id, source, verdicts)
    if (met === null || sampled === null) return false
    this.#conditions[id] =
      sampled === EVERY_RECORD ? met : (at, sequence) => met(at, sequence) && sampled(at, sequence)
    return true
  }
}
