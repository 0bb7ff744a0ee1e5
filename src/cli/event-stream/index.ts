/** Where a command's events come from: a node or a recording, behind one interface. */
export { afterGaps } from './after-gaps.js'
export {
  type EventStream,
  type EventStreamTerms,
  lacksSnapshot,
  NO_SNAPSHOT,
} from './event-stream.js'
export { openEventStream } from './open-event-stream.js'
export {
  addPayloadOptions,
  addSampleOptions,
  addStreamOptions,
  type EventStreamOptions,
} from './stream-options.js'
