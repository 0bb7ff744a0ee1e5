import { BUSY_INTERVAL_MS } from './subscriptions/index.js'

/** The same for low latency: the thread sleeps without giving its event loop's timers a turn. */
const LOW_LATENCY_INTERVAL_MS = 0.25

/** The same when none have come for a while, and how long that is. */
const IDLE_INTERVAL_MS = 5
const IDLE_AFTER_MS = 500

/** What one turn found. */
export const TurnResult = {
  /** Nothing in the ring. */
  Idle: 0,
  /** All there was has been taken, and it was so little that it might have waited. */
  Little: 1,
  /** All there was has been taken. */
  Drained: 2,
  /** There is more. */
  More: 3,
} as const
export type TurnResult = (typeof TurnResult)[keyof typeof TurnResult]

/**
 * Looks at the ring again and again while somebody is subscribed, and not at all otherwise.
 * The traced thread never wakes it: that would cost a system call an event.
 */
export class DrainLoop {
  readonly #turn: () => TurnResult
  readonly #lowLatency: boolean
  readonly #patientIntervalMs: () => number
  /** Nobody ever changes it: waiting for it is a sleep finer than timers are. */
  readonly #never = new Int32Array(new SharedArrayBuffer(4))
  #timer: NodeJS.Timeout | undefined
  #immediate: NodeJS.Immediate | undefined
  #running = false
  #lastEventMs = 0

  /** `patientIntervalMs`: how long the ring may be left alone while there is little in it. */
  constructor(turn: () => TurnResult, lowLatency: boolean, patientIntervalMs: () => number) {
    this.#turn = turn
    this.#lowLatency = lowLatency
    this.#patientIntervalMs = patientIntervalMs
  }

  start(): void {
    if (this.#running) return
    this.#running = true
    this.#lastEventMs = performance.now()
    this.#lookAgain(BUSY_INTERVAL_MS)
  }

  stop(): void {
    this.#running = false
    clearTimeout(this.#timer)
    clearImmediate(this.#immediate)
  }

  #look(): void {
    const result = this.#turn()
    if (!this.#running) return
    if (result === TurnResult.Idle) {
      if (performance.now() - this.#lastEventMs > IDLE_AFTER_MS) this.#lookLater(IDLE_INTERVAL_MS)
      else this.#lookAgain(this.#patientIntervalMs())
      return
    }
    this.#lastEventMs = performance.now()
    // Where there is more, sockets are served in between and nothing else.
    if (result === TurnResult.More) this.#lookNext()
    else
      this.#lookAgain(result === TurnResult.Little ? this.#patientIntervalMs() : BUSY_INTERVAL_MS)
  }

  #lookAgain(ms: number): void {
    if (!this.#lowLatency) {
      this.#lookLater(ms)
      return
    }
    // Not before what this turn has sent is on its way, which it is when the next one begins.
    this.#immediate = setImmediate(() => {
      Atomics.wait(this.#never, 0, 0, LOW_LATENCY_INTERVAL_MS)
      this.#look()
    })
  }

  #lookLater(ms: number): void {
    this.#timer = setTimeout(() => this.#look(), ms)
  }

  #lookNext(): void {
    this.#immediate = setImmediate(() => this.#look())
  }
}
