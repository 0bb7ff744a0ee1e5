import { aggregates, expressions } from '../../schema/index.js'
import type { Report } from '../report.js'
import type {
  FieldValue,
  GroupResult,
  HistogramCounts,
  MeasureResult,
  TopValue,
} from '../results.js'

/** Writes a report into the schema's struct. */
export function writeReport(report: Report, builder: aggregates.AggregateReportBuilder): void {
  builder.number = report.number
  builder.fromUs = Math.floor(report.fromUs)
  builder.untilUs = Math.floor(report.untilUs)
  builder.events = report.events
  builder.lost = report.lost
  const groups = builder.initGroups(report.groups.length)
  report.groups.forEach((group, i) => {
    writeGroup(group, groups.get(i))
  })
}

function writeGroup(group: GroupResult, builder: aggregates.AggregateGroupBuilder): void {
  const keys = builder.initKeys(group.keys.length)
  group.keys.forEach((key, i) => {
    writeValue(key, keys.get(i))
  })
  builder.isOther = group.isOther
  builder.events = group.events
  const measures = builder.initMeasures(group.measures.length)
  group.measures.forEach((result, i) => {
    writeResult(result, measures.get(i))
  })
}

function writeResult(result: MeasureResult, builder: aggregates.MeasureResultBuilder): void {
  if (result === null) {
    builder.setNone()
  } else if (typeof result === 'number') {
    builder.number = result
  } else if (isHistogram(result)) {
    const histogram = builder.initHistogram()
    histogram.below = result.below
    histogram.above = result.above
    histogram.counts = words(result.counts)
  } else {
    const list = builder.initTop(result.length)
    result.forEach((entry, i) => {
      const target = list.get(i)
      writeValue(entry.value, target.initValue())
      target.count = entry.count
      target.maxError = entry.maxError
    })
  }
}

function isHistogram(result: HistogramCounts | readonly TopValue[]): result is HistogramCounts {
  return 'counts' in result
}

/** Hashes travel as people read them: reversed. */
function writeValue(value: FieldValue, builder: expressions.ValueBuilder): void {
  if (typeof value === 'number') builder.number = value
  else if (typeof value === 'string') builder.text = value
  else if (typeof value === 'boolean') builder.flag = value
  else builder.bytes = value.toReversed()
}

/** Reads a report, and copies all of it. */
export function readReport(reader: aggregates.AggregateReportReader): Report {
  return {
    number: reader.number,
    fromUs: reader.fromUs,
    untilUs: reader.untilUs,
    events: reader.events,
    lost: reader.lost,
    groups: [...reader.groups].map(readGroup),
  }
}

function readGroup(reader: aggregates.AggregateGroupReader): GroupResult {
  return {
    keys: [...reader.keys].map(readValue),
    isOther: reader.isOther,
    events: reader.events,
    measures: [...reader.measures].map(readResult),
  }
}

function readResult(reader: aggregates.MeasureResultReader): MeasureResult {
  const { MeasureResultWhich } = aggregates
  switch (reader.which()) {
    case MeasureResultWhich.number:
      return reader.number
    case MeasureResultWhich.histogram: {
      const { below, above, counts } = reader.histogram
      return { below, counts: numbers(counts), above }
    }
    case MeasureResultWhich.top:
      return [...reader.top].map(entry => ({
        value: readValue(entry.value),
        count: entry.count,
        maxError: entry.maxError,
      }))
    default:
      // Also what a newer server may tell that is none of these.
      return null
  }
}

function readValue(reader: expressions.ValueReader): FieldValue {
  const { ValueWhich } = expressions
  switch (reader.which()) {
    case ValueWhich.number:
      return reader.number
    case ValueWhich.bytes:
      return reader.bytes.toReversed()
    case ValueWhich.flag:
      return reader.flag
    default:
      return reader.text
  }
}

/** 64-bit elements as pairs of 32-bit words, the low one first. */
function words(counts: readonly number[]): Uint32Array {
  const pairs = new Uint32Array(counts.length * 2)
  counts.forEach((count, i) => {
    pairs[2 * i] = count
    pairs[2 * i + 1] = Math.floor(count / 0x100000000)
  })
  return pairs
}

function numbers(pairs: Uint32Array): number[] {
  return Array.from({ length: pairs.length / 2 }, (_, i) => {
    return (pairs[2 * i + 1] as number) * 0x100000000 + (pairs[2 * i] as number)
  })
}
