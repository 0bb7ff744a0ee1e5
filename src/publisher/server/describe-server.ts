import { traceServer } from '../../schema/index.js'
import { fieldType, TRACEPOINTS } from '../../tracepoints/index.js'
import { PublisherLimits } from '../limits.js'
import { isSnapshotId, snapshotTracepoints } from '../snapshots/index.js'
import type { SourceQuality } from '../source-quality.js'
import type { ServerContext } from './server-context.js'

const EXACT: SourceQuality = { quality: 'exact' }
const NO_SNAPSHOT: SourceQuality = { quality: 'none', note: 'The source does not tell it.' }

/** Writes what the publisher offers and its state at this moment. */
export function describeServer(
  context: ServerContext,
  description: traceServer.ServerDescriptionBuilder,
): void {
  const { registry } = context
  description.ringUsedBytes = context.control.pendingBytes
  // Counters are of this moment: what waits in the ring is taken first.
  registry.turn(Number.POSITIVE_INFINITY)
  description.software = context.software
  description.node = context.node
  description.processId = process.pid
  description.startedAtUnixUs = context.startedAtUnixUs
  description.monotonicZeroUnixUs = context.monotonicZeroUnixUs
  description.nextSequence = registry.nextSequence
  description.subscriptions = registry.size
  description.maxSubscriptions = PublisherLimits.maxSubscriptions
  description.connections = context.connectionCount()
  description.maxConnections = PublisherLimits.maxConnections
  description.ringBytes = context.ringBytes
  description.ringHighWaterBytes = registry.ringHighWaterBytes
  const snapshots = snapshotTracepoints(context.snapshots.available)
  description.snapshots = snapshots
  const list = description.initTracepoints(TRACEPOINTS.length)
  TRACEPOINTS.forEach((tracepoint, i) => {
    const entry = list.get(i)
    entry.name = tracepoint.name
    entry.description = tracepoint.description
    entry.stability = tracepoint.stability
    entry.enabled = registry.isEnabled(tracepoint.id)
    entry.fired = registry.fired(tracepoint.id)
    entry.lost = registry.lost(tracepoint.id)
    const { quality, note = '' } =
      isSnapshotId(tracepoint.id) && !snapshots.includes(tracepoint.name)
        ? NO_SNAPSHOT
        : (context.qualities[tracepoint.name] ?? EXACT)
    entry.quality = traceServer.Quality[quality]
    entry.qualityNote = note
    const fields = entry.initFields(tracepoint.fields.length)
    tracepoint.fields.forEach((field, k) => {
      const described = fields.get(k)
      described.name = field.name
      described.type = fieldType(field)
      described.unit = field.unit
      described.description = field.description
    })
  })
}
