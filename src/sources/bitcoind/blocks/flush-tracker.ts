import type { FlushBegan, FlushStarted, FlushWritten } from '../log/facts.js'
import { qualityWith, type Stage } from '../stage.js'

/**
 * Writes of the cache of coins to disk: begun by a line of `-debug=coindb`, which tells the mode,
 * or by one of `-debug=bench`, and ended by another of that, all on the same thread.
 */
export class FlushTracker {
  readonly #stage: Stage
  readonly #started = new Map<string, FlushStarted>()
  readonly #began = new Map<string, FlushBegan>()

  constructor(stage: Stage) {
    this.#stage = stage
  }

  onStarted(fact: FlushStarted): void {
    this.#started.set(fact.thread, fact)
  }

  onBegan(fact: FlushBegan): void {
    this.#began.set(fact.thread, fact)
  }

  onWritten(fact: FlushWritten): void {
    if (!fact.done) return
    const { timeUs, thread, coins, memoryBytes, mockTimeS } = fact
    const started = this.#started.get(thread)
    const beganUs = (started ?? this.#began.get(thread))?.timeUs
    this.#started.delete(thread)
    this.#began.delete(thread)
    const missing: string[] = []
    if (memoryBytes === undefined) missing.push('memoryBytes')
    if (started === undefined) missing.push('mode', 'forPrune')
    // Two whole seconds tell nothing of what lies between them.
    const isTimed = beganUs !== undefined && this.#stage.inputs.log.timeMicros
    if (!isTimed) missing.push('durationUs')
    const isHeld = mockTimeS !== undefined && !fact.bySteadyClock
    const durationUs = isTimed && !isHeld ? timeUs - beganUs : 0
    this.#stage.add({
      timeUs,
      hand: () =>
        this.#stage.emit({
          tracepoint: 'utxocache:flush',
          timestampUs: timeUs,
          ...qualityWith(missing, 'derived'),
          durationUs,
          mode: started?.mode ?? 'none',
          coins,
          memoryBytes: memoryBytes ?? 0,
          forPrune: started?.forPrune ?? false,
        }),
    })
  }

  restart(): void {
    this.#started.clear()
    this.#began.clear()
  }
}
