import type { Timers } from '../../../../src/sources/bitcoind/live/timers.js'

/** Time that goes when it is told to. */
export class FakeTimers implements Timers {
  #nowUs: number
  #waiting: { atUs: number; action: () => void }[] = []

  constructor(startUs = 1_800_000_000_000_000) {
    this.#nowUs = startUs
  }

  nowUs(): number {
    return this.#nowUs
  }

  monotonicUs(): number {
    return this.#nowUs
  }

  after(ms: number, action: () => void): () => void {
    const entry = { atUs: this.#nowUs + ms * 1000, action }
    this.#waiting.push(entry)
    return () => {
      this.#waiting = this.#waiting.filter(it => it !== entry)
    }
  }

  /** The process does not run for `ms`. */
  sleep(ms: number): void {
    this.#nowUs += ms * 1000
  }

  /** Lets `ms` pass. What is due happens in its order, and what promises do of it, too. */
  async pass(ms: number): Promise<void> {
    const end = this.#nowUs + ms * 1000
    await settle()
    for (;;) {
      const [due] = this.#waiting.filter(it => it.atUs <= end).sort((a, b) => a.atUs - b.atUs)
      if (due === undefined) break
      this.#waiting = this.#waiting.filter(it => it !== due)
      this.#nowUs = Math.max(this.#nowUs, due.atUs)
      due.action()
      await settle()
    }
    this.#nowUs = end
  }
}

/** Lets everything happen that waits for no I/O. */
async function settle(): Promise<void> {
  for (let i = 0; i < 20; i++) await Promise.resolve()
}
