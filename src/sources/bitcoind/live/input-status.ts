import type { InputName } from '../inputs.js'

/**
 * How an input of the bridge stands:
 *
 * - `running`: its records come in, or would;
 * - `waiting`: what it needs is not there yet (the node is not started, a file not made); it goes
 *   on by itself;
 * - `failed`: something has to be done, and `advice` says what; it goes on by itself after that;
 * - `off`: not asked for, or the node does not offer it; `advice` says how to have it.
 */
export interface InputStatus {
  readonly input: InputName
  readonly state: 'running' | 'waiting' | 'failed' | 'off'
  /** What is seen, for people. May hold text of the node's. */
  readonly detail: string
  /** What to do; empty: nothing. */
  readonly advice: string
}
