import { type EventMap, findTracepoint } from '../../tracepoints/index.js'
import { EventRun, type RingReader } from '../ring/index.js'
import { OwnRecord } from './own-record.js'

/** The tracepoints that the worker fires itself. */
export type OwnTracepoint = Extract<keyof EventMap, `nodetap:${string}`>

/** What an event of one of them tells. */
export type OwnValues<T extends OwnTracepoint> = Omit<
  EventMap[T],
  'tracepoint' | 'sequence' | 'timestampUs'
>

/**
 * Fires the events that are about the publisher itself. They get numbers of the one sequence and
 * go the way of every event from the ring on; the traced thread has no part in them.
 *
 * An event may be fired from anywhere, also while the ring is being drained or other own events
 * are handed out: it then waits until that has ended.
 */
export class OwnEvents {
  readonly #reader: RingReader
  readonly #record: OwnRecord
  readonly #nowUs: () => number
  readonly #isWanted: (id: number) => boolean
  readonly #hand: (run: EventRun) => void
  readonly #run = new EventRun()
  readonly #waiting: (() => void)[] = []
  #held = 0

  /** `nowUs` is the clock of the node's events. `hand` hands out a run of one event. */
  constructor(
    reader: RingReader,
    nowUs: () => number,
    isWanted: (id: number) => boolean,
    hand: (run: EventRun) => void,
  ) {
    this.#reader = reader
    this.#record = new OwnRecord(reader)
    this.#nowUs = nowUs
    this.#isWanted = isWanted
    this.#hand = hand
    this.#run.count = 1
  }

  isWanted(tracepoint: OwnTracepoint): boolean {
    return this.#isWanted(findTracepoint(tracepoint).id)
  }

  /** Fires an event if anybody wants it; `values` is asked for only then. */
  fire<T extends OwnTracepoint>(tracepoint: T, values: () => OwnValues<T>): void {
    if (!this.isWanted(tracepoint)) return
    // The fields of these events are numbers and texts.
    const fields = values() as unknown as Readonly<Record<string, number | string>>
    const timeUs = this.#nowUs()
    this.#waiting.push(() => this.#send(findTracepoint(tracepoint).id, timeUs, fields))
    this.#sendWaiting()
  }

  /** Does `work`, during which no own event is handed out. */
  hold<T>(work: () => T): T {
    this.#held++
    try {
      return work()
    } finally {
      this.#held--
      this.#sendWaiting()
    }
  }

  #sendWaiting(): void {
    if (this.#held > 0) return
    this.#held++
    try {
      for (let send = this.#waiting.shift(); send !== undefined; send = this.#waiting.shift()) {
        send()
      }
    } finally {
      this.#held--
    }
  }

  #send(id: number, timeUs: number, values: Readonly<Record<string, number | string>>): void {
    const run = this.#run
    run.id = id
    run.at[0] = this.#record.write(id, timeUs, values)
    run.firstSequence = this.#reader.takeSequence()
    this.#hand(run)
  }
}
