import type { ErrorCode } from '../errors/index.js'
import type { RingLayout } from './ring/index.js'
import type { SnapshotPart, SnapshotRequest } from './snapshots/index.js'
import type { SourceQualities } from './source-quality.js'

/** What the worker is started with. */
export interface WorkerStart {
  readonly ring: RingLayout
  readonly path: string
  readonly lowLatency: boolean
  readonly coarseClock: boolean
  readonly software: string
  readonly node: string
  /** Where the source's clock has its zero, in Unix microseconds; null: it is the machine's. */
  readonly monotonicZeroUnixUs: number | null
  readonly qualities: SourceQualities
  /** What the source can tell of its state. */
  readonly snapshotParts: readonly SnapshotPart[]
}

/** What the worker says to the traced thread: at its beginning and end, and for snapshots. */
export type FromWorker =
  | { readonly kind: 'listening'; readonly path: string; readonly inode: bigint }
  | { readonly kind: 'failed'; readonly code: ErrorCode; readonly message: string }
  | { readonly kind: 'snapshot'; readonly request: SnapshotRequest }
  | { readonly kind: 'closed' }

export type ToWorker =
  | { readonly kind: 'close' }
  | { readonly kind: 'qualities'; readonly qualities: SourceQualities }
  | { readonly kind: 'snapshotParts'; readonly parts: readonly SnapshotPart[] }
