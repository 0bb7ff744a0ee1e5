/**
 * Publishing tracepoints from a node: `startPublisher` → `tracepoints` → `fire`. Inside, the way of
 * an event: `sites` → `ring` → (worker) → `subscriptions`, through `filters`, into `batches` or
 * `aggregates` → `server`.
 */

export { type PublisherOptions, startPublisher, type Tracing } from './start-publisher.js'

// What that is given, and what it gives.

export { type ErrorCode, ErrorCodes, isNodetapError, NodetapError } from '../errors/index.js'
export { PublisherLimits } from './limits.js'
export { type InternedText, RingLimits, type Text } from './ring/index.js'
export type { NodeTracepoints as Tracepoints } from './sites/index.js'
export type { MempoolState, PeerState, SnapshotSource, TipState } from './snapshots/index.js'
export type { SourceQualities, SourceQuality } from './source-quality.js'
