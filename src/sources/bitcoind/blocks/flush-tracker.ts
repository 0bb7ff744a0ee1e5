import type { FlushStarted, FlushWritten } from '../log/facts.js'
import { qualityWith, type Stage } from '../stage.js'

/**
 * Writes of the cache of coins to disk: begun by a line of `-debug=coindb`, ended by one of
 * `-debug=bench`, on the same thread.
 */
export class FlushTracker {
  readonly #stage: Stage
  readonly #started = new Map<string, FlushStarted>()

  constructor(stage: Stage) {
    this.#stage = stage
  }

  onStarted(fact: FlushStarted): void {
    this.#started.set(fact.thread, fact)
  }

  onWritten(fact: FlushWritten): void {
    if (!fact.done) return
    const { timeUs, thread, coins, memoryBytes, ms } = fact
    const started = this.#started.get(thread)
    this.#started.delete(thread)
    // Core times it by its own clock, which stands still while `setmocktime` holds it.
    const elapsedUs = fact.mockTimeS === undefined ? timeUs - (started?.timeUs ?? timeUs) : 0
    const missing: string[] = []
    if (memoryBytes === undefined) missing.push('memoryBytes')
    if (started === undefined) missing.push('mode', 'forPrune')
    // Two whole seconds tell nothing of what lies between them.
    else if (!this.#stage.inputs.log.timeMicros) missing.push('durationUs')
    this.#stage.add({
      timeUs,
      hand: () =>
        this.#stage.emit({
          tracepoint: 'utxocache:flush',
          timestampUs: timeUs,
          ...qualityWith(missing, 'derived'),
          // Without the first line, only the writing of the coins is timed.
          durationUs: started === undefined ? Math.round(ms * 1000) : elapsedUs,
          mode: started?.mode ?? 'none',
          coins,
          memoryBytes: memoryBytes ?? 0,
          forPrune: started?.forPrune ?? false,
        }),
    })
  }

  restart(): void {
    this.#started.clear()
  }
}
