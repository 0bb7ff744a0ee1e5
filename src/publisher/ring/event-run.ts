import { RingLimits } from './limits.js'

/** Offsets of events that follow one another without a gap. */
const CONSECUTIVE = Int32Array.from({ length: RingLimits.maxRunEvents }, (_, i) => i)

/**
 * Some events of one tracepoint, in their order: where their records begin, and their numbers.
 * What is done with all of them in one loop costs a fraction of what a call an event does.
 */
export class EventRun {
  /** The tracepoint; -1 where there are no events. */
  id = -1
  count = 0
  /** What {@link offset} counts from. */
  firstSequence = 0
  /** By event: where its record begins, in 32-bit values. */
  readonly at = new Int32Array(RingLimits.maxRunEvents)
  /** By event: its sequence number, less {@link firstSequence}. */
  readonly offset: Int32Array

  /** By default of events that follow one another without a gap. */
  constructor(offset: Int32Array = CONSECUTIVE) {
    this.offset = offset
  }
}

/** Gathers events into runs. For a RingHandler: hand {@link event} and {@link flush} on to it. */
export class RunCollector {
  readonly #run = new EventRun()
  readonly #take: (run: EventRun) => void

  /** `take` gets each run and keeps nothing of it. */
  constructor(take: (run: EventRun) => void) {
    this.#take = take
  }

  event(id: number, at: number, sequence: number): void {
    const run = this.#run
    if (id !== run.id || run.count === run.at.length) {
      this.flush()
      run.id = id
      run.firstSequence = sequence
    }
    run.at[run.count++] = at
  }

  flush(): void {
    const run = this.#run
    if (run.count === 0) return
    try {
      this.#take(run)
    } finally {
      run.id = -1
      run.count = 0
    }
  }
}
