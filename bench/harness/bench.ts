/** A number measured several times. */
export interface Spread {
  readonly median: number
  /** The lower and the upper quartile. */
  readonly low: number
  readonly high: number
  /** How many samples they are of. */
  readonly samples: number
}

/** What a figure has to reach. */
export interface Goal {
  /** As it is said, with its unit: "at most 60 ns". */
  readonly text: string
  /** Whether the bound is one on the value itself or on its ratio to the reference. */
  readonly of: 'value' | 'ratio'
  readonly atMost?: number
  readonly atLeast?: number
}

/** What was measured, and beside what: one line of the report. */
export interface Entry {
  /** The bench's name. */
  readonly bench: string
  /** What of it: "net message, 8 bytes, exact clock". */
  readonly figure: string
  /** "ns", "events/s", "ms", "%", "MB" */
  readonly unit: string
  readonly value: Spread
  /** Measured in turn with the value in the same run; null where nothing is comparable. */
  readonly reference: { readonly name: string; readonly value: Spread } | null
  /** Value divided by reference, pair by pair; null without a reference. */
  readonly ratio: Spread | null
  readonly goal: Goal | null
  /** Whether the median keeps the goal; null without one. */
  readonly met: boolean | null
  /** What has to be known to read it, and why a goal is missed. */
  readonly note?: string
}

/** How one number depends on another: drawn in the report. */
export interface Curve {
  readonly name: string
  readonly title: string
  readonly x: Axis
  readonly y: Axis
  readonly lines: readonly {
    readonly name: string
    readonly points: readonly { readonly x: number; readonly y: Spread }[]
  }[]
}

export interface Axis {
  readonly label: string
  readonly logarithmic: boolean
}

export interface BenchContext {
  /** Few and short rounds: everything ends within a minute, and figures are rough. */
  readonly quick: boolean
  /** Decides every random choice of the run. */
  readonly seed: number
  readonly signal: AbortSignal
  /** Shows on a terminal what is going on. */
  progress(what: string): void
}

export interface BenchResult {
  readonly entries: readonly Entry[]
  readonly curves?: readonly Curve[]
}

/** A bench: `npm run bench -- NAME`. */
export interface Bench {
  readonly name: string
  /** What it tells, in a sentence. */
  readonly about: string
  run(context: BenchContext): Promise<BenchResult>
}
