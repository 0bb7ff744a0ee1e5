import type { RingWriter } from '../ring/index.js'

/** A place in a node that fires events of one tracepoint. One object may serve many places. */
export class Site {
  /** The tracepoint's id. */
  readonly id: number
  protected readonly ring: RingWriter
  readonly #flags: Uint8Array

  constructor(ring: RingWriter, id: number) {
    this.ring = ring
    this.id = id
    this.#flags = ring.flags
  }

  /**
   * Whether anybody wants the tracepoint's events: a load from shared memory. Ask before
   * computing the arguments of `fire`:
   *
   * ```ts
   * if (site.enabled) site.fire(…)
   * ```
   */
  get enabled(): boolean {
    return this.#flags[this.id] !== 0
  }
}
