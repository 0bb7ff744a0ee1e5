import { traceServer } from '../schema/index.js'

/** What a node offers to trace, and its state at the moment of asking. */
export interface ServerDescription {
  /** Name and version of the publisher, as "nodetap/0.1.0". */
  readonly software: string
  /** What node the events are of; empty if it does not say. */
  readonly node: string
  /** Of the publisher; 0 if it does not say. */
  readonly processId: number
  /** When the publisher started, in Unix microseconds. */
  readonly startedAtUnixUs: number
  /** The wall-clock time of monotonic zero, in Unix microseconds: add it to a timestamp. */
  readonly monotonicZeroUnixUs: number
  /** The number that the next event will get. */
  readonly nextSequence: number
  /** Subscriptions and aggregations of all clients. */
  readonly subscriptions: number
  readonly maxSubscriptions: number
  readonly connections: number
  readonly maxConnections: number
  /** Bytes of memory for events that wait for the worker. */
  readonly ringBytes: number
  /** Bytes of the ring that wait for the worker at the moment of asking … */
  readonly ringUsedBytes: number
  /** … and the most that a look of the worker's has ever found waiting. */
  readonly ringHighWaterBytes: number
  /** The tracepoints of snapshots that the source can give. */
  readonly snapshots: readonly string[]
  readonly tracepoints: readonly TracepointDescription[]
}

/** A tracepoint, as a node offers it. */
export interface TracepointDescription {
  readonly name: string
  readonly description: string
  /** "experimental", "stable" or "deprecated". */
  readonly stability: string
  /** Whether anybody is subscribed. */
  readonly enabled: boolean
  /** Events since the node started, fired while somebody was subscribed. */
  readonly fired: number
  /** Of these, events that reached no subscription. */
  readonly lost: number
  /**
   * How good the source's events are: `exact` (as the node itself has them), `derived` (computed
   * from what the node tells elsewhere), `partial` (some are missing or not certain), `none`.
   */
  readonly quality: 'exact' | 'derived' | 'partial' | 'none'
  /** Where they come from and what keeps them from being exact; may be empty. */
  readonly qualityNote: string
  readonly fields: readonly FieldDescription[]
}

/** A field of a tracepoint's events. */
export interface FieldDescription {
  readonly name: string
  /** "int32", "int64", "bool", "text", "hash", "bytes", "enum(…)", … */
  readonly type: string
  /** Empty if it has none. */
  readonly unit: string
  readonly description: string
}

/** Copies a description out of its message. */
export function readDescription(reader: traceServer.ServerDescriptionReader): ServerDescription {
  return {
    software: reader.software,
    node: reader.node,
    processId: reader.processId,
    startedAtUnixUs: reader.startedAtUnixUs,
    monotonicZeroUnixUs: reader.monotonicZeroUnixUs,
    nextSequence: reader.nextSequence,
    subscriptions: reader.subscriptions,
    maxSubscriptions: reader.maxSubscriptions,
    connections: reader.connections,
    maxConnections: reader.maxConnections,
    ringBytes: reader.ringBytes,
    ringUsedBytes: reader.ringUsedBytes,
    ringHighWaterBytes: reader.ringHighWaterBytes,
    snapshots: [...reader.snapshots],
    tracepoints: [...reader.tracepoints].map(tracepoint => ({
      name: tracepoint.name,
      description: tracepoint.description,
      stability: tracepoint.stability,
      enabled: tracepoint.enabled,
      fired: tracepoint.fired,
      lost: tracepoint.lost,
      quality: traceServer.QualityNames[tracepoint.quality] ?? 'partial',
      qualityNote: tracepoint.qualityNote,
      fields: [...tracepoint.fields].map(field => ({
        name: field.name,
        type: field.type,
        unit: field.unit,
        description: field.description,
      })),
    })),
  }
}

/** Writes a description into a message, as {@link readDescription} reads it. */
export function writeDescription(
  builder: traceServer.ServerDescriptionBuilder,
  description: ServerDescription,
): void {
  const { tracepoints, ...numbersAndTexts } = description
  Object.assign(builder, numbersAndTexts)
  const list = builder.initTracepoints(tracepoints.length)
  tracepoints.forEach(({ fields, quality, ...tracepoint }, i) => {
    const written = Object.assign(list.get(i), tracepoint)
    written.quality = traceServer.Quality[quality]
    const fieldList = written.initFields(fields.length)
    fields.forEach((field, j) => {
      Object.assign(fieldList.get(j), field)
    })
  })
}
