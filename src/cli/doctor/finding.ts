/** Something that was looked at. */
export interface Finding {
  /**
   * - `good`: as it should be
   * - `missing`: not there, and need not be
   * - `bad`: there, and something is wrong with it
   */
  readonly state: 'good' | 'missing' | 'bad'
  /** What was looked at: "Node.js", a path. */
  readonly subject: string
  readonly detail: string
  /** What to do; empty: nothing. */
  readonly advice: string
}

/** What was found at one place. */
export interface Examination {
  readonly title: string
  readonly findings: readonly Finding[]
  /** Whether events can be had from it. */
  readonly canTrace: boolean
  /** What to do next, the most useful first: commands and sentences. */
  readonly next: readonly string[]
}
