/** Figures of events, computed in the worker. */
export { Aggregation, type AggregationParts } from './aggregation.js'
export type { ReportOutlet } from './report-outlet.js'
