/** Figures of events, computed where the events are: what is asked, checked, folded, told. */
export { Aggregator } from './aggregator.js'
export type { EventFields, FieldReader, TextSource } from './event-fields.js'
export { AggregateLimits } from './limits.js'
export { DISTINCT_STANDARD_ERROR } from './measures/distinct-counter.js'
export { type AggregatePlan, boundedInterval, planAggregate, refuseSnapshots } from './plan.js'
export type { Report } from './report.js'
export type { AggregateQuestion, Measure } from './request.js'
export type {
  FieldValue,
  GroupResult,
  HistogramCounts,
  MeasureResult,
  TopValue,
} from './results.js'
export { readReport, writeReport } from './wire/report-wire.js'
export {
  type AggregateMode,
  type AggregateRequest,
  readRequest,
  writeRequest,
} from './wire/request-wire.js'
