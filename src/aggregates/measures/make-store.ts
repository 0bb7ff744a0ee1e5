import { AggregateLimits } from '../limits.js'
import type { PlannedField, PlannedMeasure } from '../planned.js'
import { FieldCodes, type ValueCodes, type ValueKind } from '../values/field-codes.js'
import type { TextHashes } from '../values/text-hashes.js'
import { Distincts } from './distincts.js'
import { Extremes } from './extremes.js'
import { Histograms, LOG2_BUCKETS, linearBuckets, log2Buckets } from './histograms.js'
import type { MeasureStore } from './measure-store.js'
import { Sums } from './sums.js'
import { TopCounter } from './top-counter.js'
import { Tops } from './tops.js'

/** What keeps a measure of all groups; null for a count, which every group has. */
export function makeStore(
  { measure, field }: PlannedMeasure,
  codes: ValueCodes,
  texts: TextHashes,
): MeasureStore | null {
  switch (measure.function) {
    case 'count':
      return null
    case 'sum':
      return new Sums()
    case 'min':
    case 'max':
      return new Extremes(measure.function)
    case 'distinct':
      return new Distincts(texts)
    case 'log2Histogram':
      return new Histograms(log2Buckets)
    case 'linearHistogram':
      return new Histograms(linearBuckets(measure.from, measure.width, measure.buckets))
    case 'top': {
      const { count = AggregateLimits.defaultTop } = measure
      const kind: ValueKind = field?.kind ?? { kind: 'number' }
      return new Tops(count, topCounters(count), new FieldCodes(kind, codes))
    }
  }
}

/** Counters that tell `count` values. */
export function topCounters(count: number): number {
  return Math.max(count * AggregateLimits.topCounters, AggregateLimits.minTopCounters)
}

/** Bytes that a group takes at most, about. */
export function bytesPerGroup(
  groupBy: readonly PlannedField[],
  measures: readonly PlannedMeasure[],
): number {
  let bytes = GROUP_BYTES
  for (const { kind } of groupBy) bytes += bytesOfCode(kind)
  for (const measure of measures) bytes += bytesOfMeasure(measure)
  return bytes
}

function bytesOfMeasure({ measure, field }: PlannedMeasure): number {
  switch (measure.function) {
    case 'count':
      return 0
    case 'sum':
    case 'min':
    case 'max':
      return 16
    case 'distinct':
      return AggregateLimits.distinctBytes + OBJECT_BYTES
    case 'log2Histogram':
      return (LOG2_BUCKETS + 2) * 8
    case 'linearHistogram':
      return (measure.buckets + 2) * 8
    case 'top': {
      const counters = topCounters(measure.count ?? AggregateLimits.defaultTop)
      const code = field === null ? 0 : bytesOfCode(field.kind)
      return TopCounter.bytes(counters) + OBJECT_BYTES + counters * code
    }
  }
}

/** Keys, events, and the group's share of the table. */
const GROUP_BYTES = 3 * 8 + 8 + 4 * 4
/** A few objects and the heads of their arrays. */
const OBJECT_BYTES = 512

/** What a value takes that is told apart by a code. */
function bytesOfCode({ kind }: ValueKind): number {
  if (kind === 'text') return AggregateLimits.maxTextBytes + 64
  return kind === 'hash' ? 64 : 0
}
