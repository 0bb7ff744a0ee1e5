/**
 * For test suites that assert what a node did: `startTestTracing` → give `tracing` to the node →
 * `expectEvents`. Nothing sleeps; a wait that is in vain says what did arrive.
 */

export { EventWatch, type ExpectOptions, type WatchOptions, watchEvents } from './event-watch.js'
export type { EventPattern, Expectation, MatchedEvents } from './expectation.js'
export { startTestTracing, type TestTracing, type TestTracingOptions } from './test-tracing.js'
