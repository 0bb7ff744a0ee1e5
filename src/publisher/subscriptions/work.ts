/** One to whom the worker's time is charged. */
export interface Charged {
  charge(ms: number): void
}

/** Who shares the work of which connection. */
export class ConnectionShares {
  readonly #members = new Map<number, Set<Charged>>()

  join(connectionId: number, member: Charged): void {
    const members = this.#members.get(connectionId) ?? new Set()
    this.#members.set(connectionId, members.add(member))
  }

  leave(connectionId: number, member: Charged): void {
    const members = this.#members.get(connectionId)
    members?.delete(member)
    if (members?.size === 0) this.#members.delete(connectionId)
  }

  /** All on a connection, in equal parts; nobody where there is nobody. */
  of(connectionId: number): Charged {
    const members = this.#members.get(connectionId)
    return {
      charge(ms) {
        for (const member of members ?? []) member.charge(ms / (members?.size ?? 1))
      },
    }
  }
}

/** One with the events that it was handed since the last turn ended. */
export interface Handed extends Charged {
  handed: number
}

/**
 * Whom the worker's time is spent on. What is done for one subscriber, group or connection
 * (encoding and sending a batch or report, writing to a socket and reading its answers) is measured
 * and charged to it. What is left of a turn, reading the ring and collecting events, is divided by
 * the numbers of events that were handed out: measuring it event by event would cost more than the
 * work itself.
 */
export class WorkLedger {
  readonly #now: () => number
  /** Milliseconds charged so far. */
  #charged = 0

  /** `now` in milliseconds. */
  constructor(now: () => number = () => performance.now()) {
    this.#now = now
  }

  /** Does `work` and charges its time, but for what it charges to others. */
  measure<T>(to: Charged, work: () => T): T {
    const from = this.#now()
    const before = this.#charged
    try {
      return work()
    } finally {
      const ms = this.#now() - from - (this.#charged - before)
      this.#charged += ms
      to.charge(ms)
    }
  }

  /** Does a turn's `work`, and divides what is left of its time by the events handed out. */
  divide<T>(among: Iterable<Handed>, work: () => T): T {
    return this.measure({ charge: ms => divide(ms, among) }, work)
  }
}

function divide(ms: number, among: Iterable<Handed>): void {
  let events = 0
  for (const { handed } of among) events += handed
  for (const one of among) {
    if (one.handed > 0) one.charge((ms * one.handed) / events)
    one.handed = 0
  }
}
