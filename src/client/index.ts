/**
 * Tracing a node from another process: `connect` → `session.subscribe` → batches of events. Inside:
 * `session` → `open-connection` → one of the backends → `subscription` → `batch`.
 */

export { Batch, batchOfEvents, type Columns, type Gap, type Loss } from './batch/index.js'
export { type ConnectOptions, connect, type Session } from './session.js'
export type { StreamOptions, StreamTerms, TracepointCounts } from './stream.js'
export type { SubscribeOptions, Subscription } from './subscription.js'

// What they are asked for and what they tell.

export type { HistogramCounts, Measure } from '../aggregates/index.js'
export { type ErrorCode, ErrorCodes, isNodetapError, NodetapError } from '../errors/index.js'
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
export type {
  FieldDescription,
  ServerDescription,
  TracepointDescription,
} from './description.js'
export { findSocket, usualSocketPaths } from './discover.js'
export type { FilterOptions } from './filter/index.js'
export { ClientLimits } from './limits.js'
export type { RpcCallOptions, RpcParams, Tip } from './node-services/index.js'
export type { AggregateDescription, SubscriberDescription } from './subscribers.js'

// For what else of nodetap stands on it: recordings, exporters, sources, commands.

export { batchStruct, type ColumnPlace, columnLayouts, TextCache } from './batch/index.js'
export { describeSource } from './describe-source.js'
export { readDescription, writeDescription } from './description.js'
export { BatchFilter, filterOf } from './filter/index.js'
export { readLoss, writeLoss } from './loss-codec.js'
export { connectNode, NodeClient } from './node-services/index.js'
