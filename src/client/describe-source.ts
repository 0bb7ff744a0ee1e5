import { fieldType, findTracepoint, type TracepointName } from '../tracepoints/index.js'
import type { ServerDescription } from './description.js'

/**
 * What is known of a source that does not describe itself. Its counters are 0, its node unnamed.
 */
export function describeSource(
  software: string,
  tracepoints: readonly TracepointName[],
  monotonicZeroUnixUs = 0,
): ServerDescription {
  return {
    software,
    node: '',
    processId: 0,
    startedAtUnixUs: 0,
    monotonicZeroUnixUs,
    nextSequence: 0,
    subscriptions: 0,
    maxSubscriptions: 0,
    connections: 0,
    maxConnections: 0,
    ringBytes: 0,
    ringUsedBytes: 0,
    ringHighWaterBytes: 0,
    snapshots: [],
    tracepoints: tracepoints.map(name => {
      const { description, stability, fields } = findTracepoint(name)
      return {
        name,
        description,
        stability,
        enabled: false,
        fired: 0,
        lost: 0,
        quality: 'exact',
        qualityNote: '',
        fields: fields.map(field => ({
          name: field.name,
          type: fieldType(field),
          unit: field.unit,
          description: field.description,
        })),
      }
    }),
  }
}
