/** Figures of events: computed by the node, or here from its batches. */
export { aggregateBatches } from './aggregate-batches.js'
export type {
  AggregateGap,
  AggregateGroup,
  AggregateOptions,
  AggregateReport,
  AggregateTerms,
  AggregateTopValue,
  AggregateValue,
  Measures,
  MeasureValue,
} from './aggregate-options.js'
export { requestOf } from './aggregate-options.js'
export type { OpenAggregate, ReportSink } from './aggregate-stream.js'
export { Aggregation } from './aggregation.js'
export { BatchAggregator } from './batch-aggregator.js'
export { namedReport } from './named-report.js'
export { openNodeAggregate } from './node-aggregate.js'
export { openAggregate } from './open-aggregate.js'
