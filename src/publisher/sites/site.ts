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

  /** How many of the payload's bytes to copy. Throws a TypeError for what is no Uint8Array. */
  protected payloadLength(payload: Uint8Array): number {
    if (payload.BYTES_PER_ELEMENT !== 1) throw new TypeError('A payload must be a Uint8Array')
    return Math.min(payload.length, this.ring.payloadLimits[this.id] ?? 0)
  }
}
