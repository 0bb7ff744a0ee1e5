import type { BufferPool } from '../batches/index.js'
import type { RingControl } from '../ring/index.js'
import type { SnapshotDesk } from '../snapshots/index.js'
import type { SourceQualities } from '../source-quality.js'
import type { SubscriptionRegistry } from '../subscriptions/index.js'

/** What the objects that a publisher serves know of it. */
export interface ServerContext {
  readonly registry: SubscriptionRegistry
  readonly control: RingControl
  readonly snapshots: SnapshotDesk
  /** Memory of batches, shared by all of them. */
  readonly pool: BufferPool
  /** Name and version, as "nodetap/0.1.0". */
  readonly software: string
  /** What node the events are of, as its source names it; may be empty. */
  readonly node: string
  readonly ringBytes: number
  readonly startedAtUnixUs: number
  /** The wall-clock time of monotonic zero, in Unix microseconds. */
  readonly monotonicZeroUnixUs: number
  /** What the source says of its events; it may change its mind. */
  qualities: SourceQualities
  readonly connectionCount: () => number
  /** The worker's own clock, in monotonic microseconds. */
  readonly nowUs: () => number
}
