/** The present state of a node, in sequence with its events. */
export { SnapshotDesk, type SnapshotOrder } from './snapshot-desk.js'
export {
  isSnapshotId,
  partsFor,
  partsOf,
  type SnapshotPart,
  snapshotTracepoints,
} from './snapshot-parts.js'
export type { MempoolState, PeerState, SnapshotSource, TipState } from './snapshot-source.js'
export { type SnapshotRequest, SnapshotTaker } from './snapshot-taker.js'
