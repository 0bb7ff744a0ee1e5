import type { Report } from '../../aggregates/index.js'
import type { AggregateTerms } from './aggregate-options.js'

/** Where the reports of an aggregation go. */
export interface ReportSink {
  /** Resolves when the report has been consumed, which lets the next come. */
  report(report: Report): Promise<void>
  /** Nothing more will come. */
  ended(reason: string): void
}

/** An aggregation under way, at a node or here. */
export interface OpenAggregate {
  readonly terms: AggregateTerms
  /** A report of this moment. */
  read(): Promise<Report>
  stop(): Promise<void>
}
