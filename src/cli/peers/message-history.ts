/** A message that a peer sent or was sent. */
export interface HistoryEntry {
  readonly sequence: number
  readonly timestampUs: number
  readonly inbound: boolean
  readonly messageType: string
  /** Bytes. */
  readonly size: number
  /** What it says; null where its payload was not there. */
  readonly text: string | null
}

/** The last messages of a peer; older ones make way. */
export class MessageHistory {
  readonly #capacity: number
  readonly #entries: HistoryEntry[] = []
  #next = 0

  constructor(capacity: number) {
    this.#capacity = capacity
  }

  add(entry: HistoryEntry): void {
    this.#entries[this.#next] = entry
    this.#next = (this.#next + 1) % this.#capacity
  }

  /** The last one; null where there is none. */
  get last(): HistoryEntry | null {
    return this.#entries.at(this.#next - 1) ?? null
  }

  /** The last `count`, the oldest first. */
  latest(count: number): HistoryEntry[] {
    const { length } = this.#entries
    const all =
      length < this.#capacity
        ? this.#entries
        : [...this.#entries.slice(this.#next), ...this.#entries.slice(0, this.#next)]
    return all.slice(Math.max(0, length - count))
  }
}
