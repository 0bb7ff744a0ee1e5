/** Milliseconds between two looks at the ring while events come. */
const BUSY_INTERVAL_MS = 1

/** The same when none have come for a while, and how many looks that is. */
const IDLE_INTERVAL_MS = 5
const TURNS_UNTIL_IDLE = 500

/** What one turn found. */
export const TurnResult = {
  /** Nothing in the ring. */
  Idle: 0,
  /** All there was has been taken. */
  Drained: 1,
  /** There is more. */
  More: 2,
} as const
export type TurnResult = (typeof TurnResult)[keyof typeof TurnResult]

/**
 * Looks at the ring again and again while somebody is subscribed, and not at all otherwise.
 * The traced thread never wakes it: that would cost a system call an event.
 */
export class DrainLoop {
  readonly #turn: () => TurnResult
  #timer: NodeJS.Timeout | NodeJS.Immediate | null = null
  #running = false
  #idleTurns = 0

  constructor(turn: () => TurnResult) {
    this.#turn = turn
  }

  start(): void {
    if (this.#running) return
    this.#running = true
    this.#idleTurns = 0
    this.#later(BUSY_INTERVAL_MS)
  }

  stop(): void {
    this.#running = false
    clearTimeout(this.#timer as NodeJS.Timeout)
    clearImmediate(this.#timer as NodeJS.Immediate)
    this.#timer = null
  }

  #later(ms: number): void {
    this.#timer = setTimeout(() => this.#look(), ms)
  }

  #look(): void {
    const result = this.#turn()
    if (!this.#running) return
    this.#idleTurns = result === TurnResult.Idle ? this.#idleTurns + 1 : 0
    if (result === TurnResult.More) {
      // Sockets are served in between.
      this.#timer = setImmediate(() => this.#look())
    } else {
      this.#later(this.#idleTurns < TURNS_UNTIL_IDLE ? BUSY_INTERVAL_MS : IDLE_INTERVAL_MS)
    }
  }
}
