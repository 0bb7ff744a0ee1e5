/** The tracepoints, the types of their events, and how they are named and described. */

export { hashToHex } from '../bitcoin/index.js'
export { describeTracepoint, fieldType } from './describe-tracepoint.js'
export { eventToJson, type JsonValue } from './event-json.js'
export { findTracepoint, TRACEPOINT_NAMES, TRACEPOINTS } from './generated/catalogue.js'
export type * from './generated/events.js'
export { jsonText } from './json-text.js'
export { TracepointLimits } from './limits.js'
export { matchTracepoints } from './match-tracepoints.js'
export { nearestNames } from './nearest-names.js'
export {
  isOwnTracepoint,
  NODE_TRACEPOINT_NAMES,
  NODE_TRACEPOINTS,
  type NodeTracepointName,
} from './own-tracepoints.js'
export type {
  EventBase,
  FieldKind,
  Stability,
  Tracepoint,
  TracepointField,
} from './tracepoint.js'
