import { findTracepoint, type TracepointName } from '../../tracepoints/index.js'
import type { SnapshotSource } from './snapshot-source.js'

/** The parts that a snapshot may have, in the order in which they are told. */
const SnapshotParts = ['peer', 'mempool', 'tip'] as const
export type SnapshotPart = (typeof SnapshotParts)[number]

/** What goes with the tracepoints of each context. */
const PART_OF_CONTEXT: Readonly<Record<string, SnapshotPart>> = {
  net: 'peer',
  mempool: 'mempool',
  validation: 'tip',
  utxocache: 'tip',
}

/** The ids of the tracepoints of snapshots: the parts', then the end's. */
const FIRST_ID = findTracepoint('snapshot:peer').id
export const SNAPSHOT_END_ID = findTracepoint('snapshot:end').id

export function isSnapshotId(id: number): boolean {
  return id >= FIRST_ID && id <= SNAPSHOT_END_ID
}

/**
 * The parts that a subscription to `tracepoints` gets: those that it names, and those that go
 * with its other tracepoints if it asks for a snapshot.
 */
export function partsFor(tracepoints: readonly TracepointName[], asked: boolean): SnapshotPart[] {
  const contexts = new Set(tracepoints.map(name => name.slice(0, name.indexOf(':'))))
  return SnapshotParts.filter(
    part =>
      tracepoints.includes(`snapshot:${part}`) ||
      (asked && [...contexts].some(context => PART_OF_CONTEXT[context] === part)),
  )
}

/** The parts that a source can tell. */
export function partsOf(source: SnapshotSource | null): SnapshotPart[] {
  const { peers, mempool, tip } = source ?? {}
  const told = { peer: peers, mempool, tip }
  return SnapshotParts.filter(part => told[part] !== undefined)
}

/** The tracepoints of a snapshot with these parts; none without any. */
export function snapshotTracepoints(parts: readonly SnapshotPart[]): TracepointName[] {
  if (parts.length === 0) return []
  return [...parts.map(part => `snapshot:${part}` as const), 'snapshot:end']
}
