import type { Curve, Entry } from './bench.js'
import type { Machine } from './machine.js'

/** A run of benches: what is kept as JSON. */
export interface Report {
  /** Raised when the meaning of a field changes. */
  readonly format: 1
  readonly nodetap: string
  readonly date: string
  readonly machine: Machine
  readonly seed: number
  readonly quick: boolean
  /** Benches in the order in which they ran, with what they told. */
  readonly benches: readonly {
    readonly name: string
    readonly about: string
    readonly seconds: number
    readonly entries: readonly Entry[]
    readonly curves: readonly Curve[]
  }[]
}
