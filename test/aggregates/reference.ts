import type {
  AggregateQuestion,
  GroupResult,
  Measure,
  MeasureResult,
} from '../../src/aggregates/index.js'
import { fixedText } from '../../src/expressions/index.js'
import type { PlainEvent } from './support.js'

type Value = PlainEvent[string]

interface PlainGroup {
  readonly keys: readonly Value[]
  readonly isOther: boolean
  readonly events: PlainEvent[]
}

/** The same figures, computed from all events at once in the plainest way; `top` is exact. */
export function referenceGroups(
  question: AggregateQuestion,
  maxGroups: number,
  events: readonly PlainEvent[],
): GroupResult[] {
  const groups = new Map<string, PlainGroup>()
  const other: PlainGroup = { keys: [], isOther: true, events: [] }
  for (const event of events) {
    const keys = (question.groupBy ?? []).map(name => fieldOf(event, name) ?? '')
    const name = JSON.stringify(keys.map(shown))
    if (!groups.has(name) && groups.size < maxGroups) {
      groups.set(name, { keys, isOther: false, events: [] })
    }
    const group = groups.get(name) ?? other
    group.events.push(event)
  }
  return [other, ...groups.values()]
    .filter(group => group.events.length > 0)
    .map(group => ({
      keys: group.keys,
      isOther: group.isOther,
      events: group.events.length,
      measures: question.measures.map(measure => resultOf(measure, group.events)),
    }))
    .sort((a, b) => b.events - a.events)
}

export function fieldOf(event: PlainEvent, name: string): Value | undefined {
  const fixed =
    name === 'tracepoint' || name === 'direction' ? fixedText(name, event.tracepoint) : null
  return fixed ?? (name === 'tracepoint' ? undefined : event[name])
}

function shown(value: Value): string {
  return value instanceof Uint8Array ? Buffer.from(value).toString('hex') : String(value)
}

function resultOf(measure: Measure, events: readonly PlainEvent[]): MeasureResult {
  if (measure.function === 'count') return events.length
  const values = events.flatMap(event => fieldOf(event, measure.field) ?? [])
  if (values.length === 0) return null
  const numbers = values.map(Number)
  switch (measure.function) {
    case 'sum':
      return numbers.reduce((sum, it) => sum + it, 0)
    case 'min':
      return numbers.reduce((a, b) => Math.min(a, b)) + 0
    case 'max':
      return numbers.reduce((a, b) => Math.max(a, b)) + 0
    case 'distinct':
      return new Set(values.map(shown)).size
    case 'log2Histogram':
      return histogram(numbers, it => (it < 0 ? -1 : it === 0 ? 0 : it.toString(2).length), 54)
    case 'linearHistogram': {
      const { from, width, buckets } = measure
      return histogram(numbers, it => (it < from ? -1 : Math.floor((it - from) / width)), buckets)
    }
    case 'top': {
      const counts = new Map<string, { value: Value; count: number }>()
      for (const value of values) {
        const entry = counts.get(shown(value)) ?? { value, count: 0 }
        entry.count++
        counts.set(shown(value), entry)
      }
      return [...counts.values()]
        .sort((a, b) => b.count - a.count)
        .slice(0, measure.count ?? 10)
        .map(entry => ({ ...entry, maxError: 0 }))
    }
  }
}

function histogram(
  values: readonly number[],
  bucketOf: (value: number) => number,
  buckets: number,
): MeasureResult {
  const counts: number[] = []
  let below = 0
  let above = 0
  for (const value of values) {
    const bucket = bucketOf(value)
    if (bucket < 0) below++
    else if (bucket >= buckets) above++
    else {
      while (counts.length <= bucket) counts.push(0)
      counts[bucket] = (counts[bucket] ?? 0) + 1
    }
  }
  return { below, counts, above }
}
