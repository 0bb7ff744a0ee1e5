import { BridgeLimits } from '../limits.js'
import type { BenchTimed, BlockChecked, BlockSwept, TemplateMade } from '../log/facts.js'

/** A block template being checked: on a temporary cache, its coins are spent and added between these two. */
export interface TemplateCheck {
  readonly fromUs: number
  readonly toUs: number
  /** The template's weight; undefined where the block was made otherwise. */
  readonly weight: number | undefined
}

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
  /** The thread checked the same block as a template right before. */
  check: TemplateCheck | undefined
}

/** The steps of one thread since it began with a block. */
interface Steps extends ConnectTiming {
  sanityMs: number
  forksMs: number
  verifyMs: number
  transactions: number
  inputs: number
  /** Of the template that these steps check. */
  weight: number | undefined
  /** The steps of the thread before these, if they were a check. */
  before: Steps | undefined
}

/**
 * Collects what `-debug=bench` and `-debug=validation` tell of a block being connected, a thread
 * at a time. A block template is checked by the same steps, but never gets to the last ones. If
 * the thread then connects a block of as many transactions and inputs, it is that template, as
 * the node itself mines it: a miner's block comes on another thread or much later.
 */
export class ConnectTimings {
  readonly #byThread = new Map<string, Steps>()
  /** By thread: the weight of the template that is checked next. */
  readonly #weights = new Map<string, number>()

  onTemplate(fact: TemplateMade): void {
    this.#weights.set(fact.thread, fact.weight)
  }

  onBench(fact: BenchTimed): void {
    const { thread, timeUs, ms, step, count } = fact
    if (step === 'sanity') {
      const steps = noSteps(Math.round(timeUs - ms * 1000))
      steps.sanityMs = ms
      steps.weight = this.#weights.get(thread)
      this.#weights.delete(thread)
      const before = this.#byThread.get(thread)
      // Without thread names, it may be another thread's.
      if (before !== undefined && thread !== '' && before.durationNs === undefined) {
        before.before = undefined
        steps.before = before
      }
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
        steps.transactions = count
        return
      case 'verify':
        steps.verifyMs = ms
        steps.inputs = count
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
    steps.check = checkOf(steps)
    if (steps.hash !== undefined) return steps.hash === hash ? steps : undefined
    // Without the line that names the block, only complete steps can be its own.
    return steps.durationNs === undefined ? undefined : steps
  }

  clear(): void {
    this.#byThread.clear()
    this.#weights.clear()
  }
}

/** The check that was of the same block, if the steps before were that. */
function checkOf(steps: Steps): TemplateCheck | undefined {
  const { before, transactions, inputs, startUs } = steps
  const { coinsFromUs: fromUs, coinsToUs: toUs } = before ?? {}
  if (before === undefined || fromUs === undefined || toUs === undefined) return undefined
  const isSame = before.transactions === transactions && before.inputs === inputs
  if (!isSame || startUs - toUs > BridgeLimits.maxTemplateAgeUs) return undefined
  return { fromUs, toUs, weight: before.weight }
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
    transactions: 0,
    inputs: 0,
    weight: undefined,
    before: undefined,
    check: undefined,
  }
}
