import type { BenchTimed, BlockChecked, BlockSwept } from '../log/facts.js'

/** When the steps of connecting a block were done, as far as the log tells. Unix microseconds. */
export interface ConnectTiming {
  startUs: number
  /** Coins are spent and added between these two. */
  coinsFromUs: number | undefined
  coinsToUs: number | undefined
  /** When it was connected. */
  connectedUs: number | undefined
  durationNs: number | undefined
  /** The block's transactions leave the mempool between these two. */
  sweepFromUs: number | undefined
  sweptUs: number | undefined
  /** How many left. */
  swept: number | undefined
  /** The block that was found valid. */
  hash: string | undefined
}

/** The steps of one thread since it began with a block. */
interface Steps extends ConnectTiming {
  sanityMs: number
  forksMs: number
  verifyMs: number
}

/**
 * Collects what `-debug=bench` and `-debug=validation` tell of a block being connected, a thread
 * at a time. A block template is checked by the same steps, but never gets to the last ones.
 */
export class ConnectTimings {
  readonly #byThread = new Map<string, Steps>()

  onBench(fact: BenchTimed): void {
    const { thread, timeUs, ms, step } = fact
    if (step === 'sanity') {
      const steps = noSteps(Math.round(timeUs - ms * 1000))
      steps.sanityMs = ms
      this.#byThread.set(thread, steps)
      return
    }
    const steps = this.#byThread.get(thread)
    if (steps === undefined) return
    switch (step) {
      case 'forks':
        steps.forksMs = ms
        steps.coinsFromUs = timeUs
        return
      case 'connect':
        steps.coinsToUs = timeUs
        return
      case 'verify':
        steps.verifyMs = ms
        return
      case 'undo':
        steps.connectedUs = timeUs
        // What Core measures ends here; "verify" includes "connect".
        steps.durationNs = Math.round((steps.sanityMs + steps.forksMs + steps.verifyMs + ms) * 1e6)
        return
      case 'index':
        steps.connectedUs = timeUs
        return
      case 'chainstate':
        steps.sweepFromUs = timeUs
        return
      case 'total':
    }
  }

  onChecked(fact: BlockChecked): void {
    let steps = this.#byThread.get(fact.thread)
    if (!fact.valid) {
      this.#byThread.delete(fact.thread)
      return
    }
    if (steps === undefined || steps.hash !== undefined) {
      steps = noSteps(fact.timeUs)
      this.#byThread.set(fact.thread, steps)
    }
    steps.hash = fact.hash
    steps.connectedUs ??= fact.timeUs
  }

  onSwept(fact: BlockSwept): void {
    const steps = this.#byThread.get(fact.thread)
    if (steps === undefined) return
    steps.sweptUs = fact.timeUs
    steps.swept = fact.removed
  }

  /** The steps of the thread that has just made `hash` the tip; they count for no other block. */
  take(thread: string, hash: string): ConnectTiming | undefined {
    const steps = this.#byThread.get(thread)
    this.#byThread.delete(thread)
    if (steps === undefined) return undefined
    if (steps.hash !== undefined) return steps.hash === hash ? steps : undefined
    // Without the line that names the block, only complete steps can be its own.
    return steps.durationNs === undefined ? undefined : steps
  }

  clear(): void {
    this.#byThread.clear()
  }
}

function noSteps(startUs: number): Steps {
  return {
    startUs,
    coinsFromUs: undefined,
    coinsToUs: undefined,
    connectedUs: undefined,
    durationNs: undefined,
    sweepFromUs: undefined,
    sweptUs: undefined,
    swept: undefined,
    hash: undefined,
    sanityMs: 0,
    forksMs: 0,
    verifyMs: 0,
  }
}
