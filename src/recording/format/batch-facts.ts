import { type Batch, type Columns, columnLayouts } from '../../client/index.js'
import { type FieldKind, findTracepoint } from '../../tracepoints/index.js'

/** What an index tells of a batch. */
export interface BatchFacts {
  readonly events: number
  readonly firstSequence: number
  readonly lastSequence: number
  /** The lowest and the highest time of its events, in monotonic microseconds. */
  readonly firstTimestampUs: number
  readonly lastTimestampUs: number
  readonly tracepoints: readonly TracepointFacts[]
}

export interface TracepointFacts {
  readonly name: string
  readonly count: number
  /** Bytes that its events take in the batch; texts, which they share, are not counted. */
  readonly bytes: number
}

/** Bytes of a column's element. */
const ELEMENT_BYTES: Readonly<Record<FieldKind, number>> = {
  int32: 4,
  uint32: 4,
  int64: 8,
  uint64: 8,
  bool: 1 / 8,
  text: 2,
  hash: 32,
  // Where each ends.
  payload: 4,
  enum: 2,
}

/** Bytes of an event, by tracepoint id; payloads not counted. */
const EVENT_BYTES = columnLayouts.map(layout =>
  layout.reduce((sum, { kind }) => sum + ELEMENT_BYTES[kind], 0),
)

/** Reads what an index tells of a batch that has events. */
export function factsOf(batch: Batch): BatchFacts {
  let first = Number.POSITIVE_INFINITY
  let last = 0
  const tracepoints = batch.tracepoints.map(name => {
    const columns: Columns = batch.columns(name) as unknown as Columns
    for (const offset of columns.timestampOffsetUs) {
      if (offset < first) first = offset
      if (offset > last) last = offset
    }
    const { id } = findTracepoint(name)
    const bytes = Math.ceil(columns.count * (EVENT_BYTES[id] ?? 0)) + payloadBytes(batch, name)
    return { name, count: columns.count, bytes }
  })
  const base = batch.baseTimestampUs
  return {
    events: batch.eventCount,
    firstSequence: batch.firstSequence,
    lastSequence: Math.max(batch.firstSequence, batch.lastSequence),
    firstTimestampUs: first > last ? base : base + first,
    lastTimestampUs: base + last,
    tracepoints,
  }
}

function payloadBytes(batch: Batch, name: string): number {
  if (name !== 'net:inbound_message' && name !== 'net:outbound_message') return 0
  const { ends } = batch.columns(name).payload
  return ends[ends.length - 1] ?? 0
}
