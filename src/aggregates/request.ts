/** What is computed of each group; the names are those of AggregateFunction in the schema. */
export type Measure =
  /** Events. */
  | { readonly function: 'count' }
  /** Of a number: exact for whole numbers within 2^53. */
  | { readonly function: 'sum' | 'min' | 'max'; readonly field: string }
  /** How many different values a field has: see `AggregateTerms.distinctStandardError`. */
  | { readonly function: 'distinct'; readonly field: string }
  /** Of a number: how many values are 0, 1, 2 to 3, 4 to 7, and so on. */
  | { readonly function: 'log2Histogram'; readonly field: string }
  /** Of a number: how many values lie in each of `buckets` buckets of `width`, from `from` on. */
  | {
      readonly function: 'linearHistogram'
      readonly field: string
      readonly from: number
      readonly width: number
      readonly buckets: number
    }
  /** A field's most frequent values: 10, or `count` of them. */
  | { readonly function: 'top'; readonly field: string; readonly count?: number }

/** What an aggregate is to compute of events, wherever that is done. */
export interface AggregateQuestion {
  /** Names of tracepoints. */
  readonly tracepoints: readonly string[]
  /** Up to three fields: a group for each combination of their values. None: one group. */
  readonly groupBy?: readonly string[]
  readonly measures: readonly Measure[]
  /** Further combinations are counted together; 1000 if not given. */
  readonly maxGroups?: number
}
