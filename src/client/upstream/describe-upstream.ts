import { fieldType, findTracepoint, type TracepointName } from '../../tracepoints/index.js'
import type { ServerDescription } from '../description.js'

/** The prototypes do not describe themselves: this says what is known of them. */
export function describeUpstream(
  software: string,
  tracepoints: readonly TracepointName[],
): ServerDescription {
  return {
    software,
    node: '',
    processId: 0,
    startedAtUnixUs: 0,
    monotonicZeroUnixUs: monotonicZeroUnixUs(),
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

/** Both processes are on one machine and share its monotonic clock. */
export function monotonicZeroUnixUs(): number {
  return Date.now() * 1000 - monotonicNowUs()
}

export function monotonicNowUs(): number {
  return Number(process.hrtime.bigint() / 1000n)
}
