const COUNTER_VALUES = 2 ** 32

/** Watches the counters of one node's topics for messages that were missed. */
export class TopicCounters {
  readonly #next = new Map<string, number>()

  /** Returns how many messages of the topic were missed before this one. */
  missedBefore(topic: string, counter: number): number {
    const next = this.#next.get(topic)
    this.#next.set(topic, (counter + 1) % COUNTER_VALUES)
    if (next === undefined) return 0
    const missed = (counter - next + COUNTER_VALUES) % COUNTER_VALUES
    // Backwards by less than half the range is a node that counts anew, not four billion messages.
    return missed < COUNTER_VALUES / 2 ? missed : 0
  }

  /** Counting starts anew: the node was restarted, or the socket connected again. */
  reset(): void {
    this.#next.clear()
  }
}
