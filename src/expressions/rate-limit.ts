/** A second, in the microseconds of events. */
const SECOND_US = 1_000_000

/**
 * Lets so many events through in a second, by the events' own times, so that a recording is
 * limited as the node was. A second begins with the first event after the one before has ended,
 * or with one whose time is before it, where a clock was set back.
 */
export class RateLimit {
  readonly #most: number
  #beganUs = Number.NEGATIVE_INFINITY
  #count = 0

  constructor(maxEventsPerSecond: number) {
    this.#most = maxEventsPerSecond
  }

  /** Whether an event may pass; counts it. */
  admits(timeUs: number): boolean {
    const time = Math.floor(timeUs)
    if (!(time >= this.#beganUs && time < this.#beganUs + SECOND_US)) {
      this.#beganUs = time
      this.#count = 0
    }
    this.#count++
    return this.#count <= this.#most
  }
}
