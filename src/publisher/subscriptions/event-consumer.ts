import type { TextSet } from '../../expressions/index.js'
import type { EventRun, RingReader } from '../ring/index.js'
import type { Loss } from './loss.js'

/** What the registry hands events to: a group of equal subscriptions, or an aggregation. */
export interface EventConsumer {
  readonly tracepointIds: readonly number[]
  /** Bytes of each payload that it looks at. */
  readonly payloadBytes: number
  /** Microseconds that an event may wait before it is looked at. */
  readonly maxWaitUs: number
  /**
   * Values of text field `field` that events of tracepoint `id` must have to be of use to it.
   * Events with others need not even be recorded. All of them, where it is not there.
   */
  wantedTexts?(id: number, field: string): TextSet
  /** An event of one of its tracepoints; its record may be looked at until this returns. */
  append(reader: RingReader, at: number, id: number, sequence: number, timeUs: number): void
  /** Several events in one go, where that is cheaper than one by one: used instead, if there. */
  appendRun?(reader: RingReader, run: EventRun): void
  /** Events of one of its tracepoints that did not get into the ring. */
  lose(loss: Loss): void
  /** Does what is due by the worker's monotonic clock. */
  closeIfDue(nowUs: number): void
  /** Gives out what it has collected so far. */
  close(): void
  /** The worker has spent so many milliseconds on it. */
  charge?(ms: number): void
}

/** Someone's interest in events, from its beginning to its end. */
export interface Member {
  /** Resolves when everything is sent and answered, or it is over. */
  drained(): Promise<void>
  /** Tells its client that nothing more will come. */
  announceEnd(reason: string): void
  /** Ends it; what waits is discarded. */
  stop(): void
}
