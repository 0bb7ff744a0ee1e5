/** Tracing a node from another process: `connect` → `session.subscribe` → batches of events. */

export type { HistogramCounts, Measure } from '../aggregates/index.js'
export { ErrorCodes, isNodetapError, NodetapError } from '../errors/index.js'
export {
  type Comparison,
  type Expression,
  ExpressionLimits,
  type Filter,
  formatExpression,
  type Operator,
  parseExpression,
  type Value,
} from '../expressions/index.js'
export type { EventMap, TraceEvent, TracepointName } from '../tracepoints/index.js'
export {
  type AggregateGap,
  type AggregateGroup,
  type AggregateOptions,
  type AggregateReport,
  type AggregateTerms,
  type AggregateTopValue,
  type AggregateValue,
  type Aggregation,
  aggregateBatches,
  type Measures,
  type MeasureValue,
} from './aggregates/index.js'
export {
  Batch,
  batchOfEvents,
  batchStruct,
  type ColumnPlace,
  type Columns,
  columnLayouts,
  type Gap,
  type Loss,
  TextCache,
} from './batch/index.js'

export {
  type FieldDescription,
  readDescription,
  type ServerDescription,
  type TracepointDescription,
  writeDescription,
} from './description.js'
export { findSocket, usualSocketPaths } from './discover.js'
export { BatchFilter, type FilterOptions, filterOf } from './filter/index.js'
export { ClientLimits } from './limits.js'
export { readLoss, writeLoss } from './loss-codec.js'
export {
  connectNode,
  NodeClient,
  type RpcCallOptions,
  type RpcParams,
  type Tip,
} from './node-services/index.js'
export { type ConnectOptions, connect, type Session } from './session.js'
export type { StreamOptions, StreamTerms, TracepointCounts } from './stream.js'
export type { AggregateDescription, SubscriberDescription } from './subscribers.js'
export type { SubscribeOptions, Subscription } from './subscription.js'
export { describeUpstream as describeSource } from './upstream/describe-upstream.js'
