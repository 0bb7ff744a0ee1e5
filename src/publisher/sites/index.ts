/** Where a node fires its events. */
export { gateFields, recordFields } from './generated/record-fields.js'
export * from './generated/sites.js'
export type { NodeTracepoints } from './node-tracepoints.js'
export type { RecordField } from './record-field.js'
export { Site } from './site.js'
