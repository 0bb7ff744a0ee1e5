import type { Gap, Loss } from '../../client/index.js'
import {
  type FieldKind,
  findTracepoint,
  hashToHex,
  type TraceEvent,
  type TracepointName,
} from '../../tracepoints/index.js'

/**
 * A value of a table: bytes are payloads; hashes are hex, in the order in which people read them.
 */
export type Cell = string | number | boolean | Uint8Array

/** A column of a table. `time` is Unix microseconds. */
export interface TableColumn {
  readonly name: string
  readonly kind: Exclude<FieldKind, 'hash' | 'enum'> | 'time'
}

/** The table of a tracepoint, or that of losses. Its name is fit for a file's. */
export interface Table {
  readonly name: string
  readonly columns: readonly TableColumn[]
}

const tables = new Map<TracepointName, Table>()

/** The table of a tracepoint: number, time, and the schema's fields. */
export function tableOf(tracepoint: TracepointName): Table {
  let table = tables.get(tracepoint)
  if (table === undefined) {
    table = {
      // The catalogue's names, never a peer's.
      name: tracepoint.replace(':', '_'),
      columns: [
        { name: 'sequence', kind: 'uint64' },
        { name: 'timestampUs', kind: 'int64' },
        { name: 'time', kind: 'time' },
        ...findTracepoint(tracepoint).fields.map(({ name, kind }) => ({
          name,
          kind: kind === 'hash' || kind === 'enum' ? 'text' : kind,
        })),
      ],
    }
    tables.set(tracepoint, table)
  }
  return table
}

export function rowOf(event: TraceEvent, monotonicZeroUnixUs: number): Cell[] {
  const values = event as unknown as Readonly<Record<string, Cell>>
  return [
    event.sequence,
    event.timestampUs,
    event.timestampUs + monotonicZeroUnixUs,
    ...findTracepoint(event.tracepoint).fields.map(({ name, kind }) => {
      const value = values[name] ?? ''
      return kind === 'hash' && value instanceof Uint8Array ? hashToHex(value) : value
    }),
  ]
}

/** What was lost, with the numbers between which the events lie. */
export const LOSSES: Table = {
  name: 'losses',
  columns: [
    { name: 'tracepoint', kind: 'text' },
    { name: 'count', kind: 'uint64' },
    { name: 'cause', kind: 'text' },
    { name: 'firstSequence', kind: 'uint64' },
    { name: 'lastSequence', kind: 'uint64' },
  ],
}

export function lossRow(loss: Loss): Cell[] {
  return [loss.tracepoint, loss.count, loss.cause, loss.firstSequence, loss.lastSequence]
}

/** Reconnections, with the times between which events are missing; -1: it is not known how many. */
export const GAPS: Table = {
  name: 'gaps',
  columns: [
    { name: 'lostAt', kind: 'time' },
    { name: 'resumedAt', kind: 'time' },
    { name: 'restarted', kind: 'bool' },
    { name: 'missedEvents', kind: 'int64' },
  ],
}

export function gapRow({ lostAt, resumedAt, restarted, missedEvents }: Gap): Cell[] {
  return [lostAt * 1000, resumedAt * 1000, restarted, missedEvents ?? -1]
}
