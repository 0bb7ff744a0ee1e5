/** The events that are about the publisher itself. */
export { OwnEvents, type OwnTracepoint, type OwnValues } from './own-events.js'
