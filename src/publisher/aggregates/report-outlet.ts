import type { Report } from '../../aggregates/index.js'

/** How the reports of an aggregation leave the process. */
export interface ReportOutlet {
  /** `onAnswered` says that the client has taken it, or that it failed. */
  report(report: Report, onAnswered: (error: Error | null) => void): void
  /** Bytes of the reports sent so far; absent where it does not count them. */
  readonly sentBytes?: number
  /** Nothing more will come. */
  ended(reason: string): void
  /** The aggregation is over: gives up what it holds of the client. */
  release(): void
}
