/** Which of the ring's events a subscription wants. */
export { EventFilter } from './event-filter.js'
export { type RecordCondition, recordCondition } from './record-condition.js'
