import { SecondsWindow } from '../live/index.js'
import { MempoolLimits } from './limits.js'

/** How often something happened. */
export interface Counts {
  readonly oneMinute: number
  readonly tenMinutes: number
  readonly total: number
}

/** Counts in total and in the last minute and ten, to the second. */
export class Counter {
  readonly #recent = new SecondsWindow(MempoolLimits.windowSeconds)
  #total = 0

  get total(): number {
    return this.#total
  }

  add(timestampUs: number): void {
    this.#total++
    this.#recent.add(timestampUs)
  }

  counts(nowUs: number): Counts {
    return {
      oneMinute: this.#recent.sum(nowUs, 60),
      tenMinutes: this.#recent.sum(nowUs, 600),
      total: this.#total,
    }
  }
}
