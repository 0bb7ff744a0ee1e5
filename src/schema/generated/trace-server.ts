// Generated from schema/trace-server.capnp by `npm run generate`. Do not edit.

import {
  type Codec,
  type InterfaceType,
  StructBuilder,
  type StructListBuilder,
  type StructListReader,
  StructReader,
  type TextListReader,
} from '../../capnp/index.js'
import {
  AggregateReport,
  type AggregateReportBuilder,
  type AggregateReportReader,
  AggregateRequest,
  type AggregateRequestBuilder,
  type AggregateRequestReader,
  AggregateTerms,
  type AggregateTermsBuilder,
  type AggregateTermsReader,
} from './aggregates.js'
import { Filter, type FilterBuilder, type FilterReader } from './expressions.js'
import { Batch } from './tracepoints.js'
import { Context, type ContextBuilder, type ContextReader } from './upstream/proxy.js'

export const LossCause = {
  /** The node fired faster than the publisher's worker drained its ring. */
  ringFull: 0,
  /** This subscriber was too slow for its queue. */
  queueFull: 1,
  /** An event larger than the ring takes. */
  tooLarge: 2,
  /** The node passed arguments that are not the tracepoint's. */
  fault: 3,
  /** Beyond what the subscription's own filter lets through in a second. */
  rateLimit: 4,
  /**
   * The source did not see them itself: a log that was cut, a gap in a node's messages. Where it
   * does not know how many, the count is 1.
   */
  missed: 5,
} as const
export type LossCause = (typeof LossCause)[keyof typeof LossCause]

/** The names of {@link LossCause} by their numbers. */
export const LossCauseNames = [
  'ringFull',
  'queueFull',
  'tooLarge',
  'fault',
  'rateLimit',
  'missed',
] as const

export const SubscriberKind = {
  /** By `subscribe`. */
  columns: 0,
  /** By upstream's `traceNetMessages`. */
  rows: 1,
  aggregate: 2,
} as const
export type SubscriberKind = (typeof SubscriberKind)[keyof typeof SubscriberKind]

/** The names of {@link SubscriberKind} by their numbers. */
export const SubscriberKindNames = ['columns', 'rows', 'aggregate'] as const

/** How good a source's events of a tracepoint are. */
export const Quality = {
  /** As the node itself has them. */
  exact: 0,
  /** Computed from what the node tells elsewhere; complete, and right but for times. */
  derived: 1,
  /** Some events or fields are missing, or not certain. */
  partial: 2,
  /** The source cannot give them. */
  none: 3,
} as const
export type Quality = (typeof Quality)[keyof typeof Quality]

/** The names of {@link Quality} by their numbers. */
export const QualityNames = ['exact', 'derived', 'partial', 'none'] as const

export class TraceServerDescribeParamsReader extends StructReader {
  get context(): ContextReader {
    return this.getStruct(0, Context)
  }
  hasContext(): boolean {
    return this.hasPointer(0)
  }
}

export class TraceServerDescribeParamsBuilder extends StructBuilder {
  initContext(): ContextBuilder {
    return this.initStruct(0, Context)
  }
}

export const TraceServerDescribeParams: Codec<
  TraceServerDescribeParamsReader,
  TraceServerDescribeParamsBuilder
> = {
  Reader: TraceServerDescribeParamsReader,
  Builder: TraceServerDescribeParamsBuilder,
  dataWords: 0,
  pointerWords: 1,
}

export class TraceServerDescribeResultsReader extends StructReader {
  get description(): ServerDescriptionReader {
    return this.getStruct(0, ServerDescription)
  }
  hasDescription(): boolean {
    return this.hasPointer(0)
  }
}

export class TraceServerDescribeResultsBuilder extends StructBuilder {
  initDescription(): ServerDescriptionBuilder {
    return this.initStruct(0, ServerDescription)
  }
}

export const TraceServerDescribeResults: Codec<
  TraceServerDescribeResultsReader,
  TraceServerDescribeResultsBuilder
> = {
  Reader: TraceServerDescribeResultsReader,
  Builder: TraceServerDescribeResultsBuilder,
  dataWords: 0,
  pointerWords: 1,
}

export class TraceServerSubscribeParamsReader extends StructReader {
  get context(): ContextReader {
    return this.getStruct(0, Context)
  }
  hasContext(): boolean {
    return this.hasPointer(0)
  }

  get request(): SubscribeRequestReader {
    return this.getStruct(1, SubscribeRequest)
  }
  hasRequest(): boolean {
    return this.hasPointer(1)
  }

  /** A `Subscriber`'s index in the capability table, or -1. */
  get subscriber(): number {
    return this.getCapability(2)
  }
  hasSubscriber(): boolean {
    return this.hasPointer(2)
  }

  get processId(): number {
    return this.getUint32(0)
  }
}

export class TraceServerSubscribeParamsBuilder extends StructBuilder {
  initContext(): ContextBuilder {
    return this.initStruct(0, Context)
  }

  initRequest(): SubscribeRequestBuilder {
    return this.initStruct(1, SubscribeRequest)
  }

  /** A `Subscriber`'s index in the capability table, or -1. */
  set subscriber(value: number) {
    this.setCapability(2, value)
  }

  set processId(value: number) {
    this.setUint32(0, value)
  }
}

export const TraceServerSubscribeParams: Codec<
  TraceServerSubscribeParamsReader,
  TraceServerSubscribeParamsBuilder
> = {
  Reader: TraceServerSubscribeParamsReader,
  Builder: TraceServerSubscribeParamsBuilder,
  dataWords: 1,
  pointerWords: 3,
}

export class TraceServerSubscribeResultsReader extends StructReader {
  /** A `Subscription`'s index in the capability table, or -1. */
  get subscription(): number {
    return this.getCapability(0)
  }
  hasSubscription(): boolean {
    return this.hasPointer(0)
  }

  get terms(): SubscriptionTermsReader {
    return this.getStruct(1, SubscriptionTerms)
  }
  hasTerms(): boolean {
    return this.hasPointer(1)
  }
}

export class TraceServerSubscribeResultsBuilder extends StructBuilder {
  /** A `Subscription`'s index in the capability table, or -1. */
  set subscription(value: number) {
    this.setCapability(0, value)
  }

  initTerms(): SubscriptionTermsBuilder {
    return this.initStruct(1, SubscriptionTerms)
  }
}

export const TraceServerSubscribeResults: Codec<
  TraceServerSubscribeResultsReader,
  TraceServerSubscribeResultsBuilder
> = {
  Reader: TraceServerSubscribeResultsReader,
  Builder: TraceServerSubscribeResultsBuilder,
  dataWords: 0,
  pointerWords: 2,
}

export class TraceServerAggregateParamsReader extends StructReader {
  get context(): ContextReader {
    return this.getStruct(0, Context)
  }
  hasContext(): boolean {
    return this.hasPointer(0)
  }

  get request(): AggregateRequestReader {
    return this.getStruct(1, AggregateRequest)
  }
  hasRequest(): boolean {
    return this.hasPointer(1)
  }

  /** A `AggregateSubscriber`'s index in the capability table, or -1. */
  get subscriber(): number {
    return this.getCapability(2)
  }
  hasSubscriber(): boolean {
    return this.hasPointer(2)
  }

  get processId(): number {
    return this.getUint32(0)
  }
}

export class TraceServerAggregateParamsBuilder extends StructBuilder {
  initContext(): ContextBuilder {
    return this.initStruct(0, Context)
  }

  initRequest(): AggregateRequestBuilder {
    return this.initStruct(1, AggregateRequest)
  }

  /** A `AggregateSubscriber`'s index in the capability table, or -1. */
  set subscriber(value: number) {
    this.setCapability(2, value)
  }

  set processId(value: number) {
    this.setUint32(0, value)
  }
}

export const TraceServerAggregateParams: Codec<
  TraceServerAggregateParamsReader,
  TraceServerAggregateParamsBuilder
> = {
  Reader: TraceServerAggregateParamsReader,
  Builder: TraceServerAggregateParamsBuilder,
  dataWords: 1,
  pointerWords: 3,
}

export class TraceServerAggregateResultsReader extends StructReader {
  /** A `Aggregation`'s index in the capability table, or -1. */
  get aggregation(): number {
    return this.getCapability(0)
  }
  hasAggregation(): boolean {
    return this.hasPointer(0)
  }

  get terms(): AggregateTermsReader {
    return this.getStruct(1, AggregateTerms)
  }
  hasTerms(): boolean {
    return this.hasPointer(1)
  }
}

export class TraceServerAggregateResultsBuilder extends StructBuilder {
  /** A `Aggregation`'s index in the capability table, or -1. */
  set aggregation(value: number) {
    this.setCapability(0, value)
  }

  initTerms(): AggregateTermsBuilder {
    return this.initStruct(1, AggregateTerms)
  }
}

export const TraceServerAggregateResults: Codec<
  TraceServerAggregateResultsReader,
  TraceServerAggregateResultsBuilder
> = {
  Reader: TraceServerAggregateResultsReader,
  Builder: TraceServerAggregateResultsBuilder,
  dataWords: 0,
  pointerWords: 2,
}

export class TraceServerSubscribersParamsReader extends StructReader {
  get context(): ContextReader {
    return this.getStruct(0, Context)
  }
  hasContext(): boolean {
    return this.hasPointer(0)
  }
}

export class TraceServerSubscribersParamsBuilder extends StructBuilder {
  initContext(): ContextBuilder {
    return this.initStruct(0, Context)
  }
}

export const TraceServerSubscribersParams: Codec<
  TraceServerSubscribersParamsReader,
  TraceServerSubscribersParamsBuilder
> = {
  Reader: TraceServerSubscribersParamsReader,
  Builder: TraceServerSubscribersParamsBuilder,
  dataWords: 0,
  pointerWords: 1,
}

export class TraceServerSubscribersResultsReader extends StructReader {
  get subscribers(): StructListReader<SubscriberDescriptionReader> {
    return this.getStructList(0, SubscriberDescription)
  }
  hasSubscribers(): boolean {
    return this.hasPointer(0)
  }
}

export class TraceServerSubscribersResultsBuilder extends StructBuilder {
  initSubscribers(count: number): StructListBuilder<SubscriberDescriptionBuilder> {
    return this.initStructList(0, SubscriberDescription, count)
  }
}

export const TraceServerSubscribersResults: Codec<
  TraceServerSubscribersResultsReader,
  TraceServerSubscribersResultsBuilder
> = {
  Reader: TraceServerSubscribersResultsReader,
  Builder: TraceServerSubscribersResultsBuilder,
  dataWords: 0,
  pointerWords: 1,
}

export class AggregateSubscriberDestroyParamsReader extends StructReader {
  get context(): ContextReader {
    return this.getStruct(0, Context)
  }
  hasContext(): boolean {
    return this.hasPointer(0)
  }
}

export class AggregateSubscriberDestroyParamsBuilder extends StructBuilder {
  initContext(): ContextBuilder {
    return this.initStruct(0, Context)
  }
}

export const AggregateSubscriberDestroyParams: Codec<
  AggregateSubscriberDestroyParamsReader,
  AggregateSubscriberDestroyParamsBuilder
> = {
  Reader: AggregateSubscriberDestroyParamsReader,
  Builder: AggregateSubscriberDestroyParamsBuilder,
  dataWords: 0,
  pointerWords: 1,
}

export class AggregateSubscriberDestroyResultsReader extends StructReader {}

export class AggregateSubscriberDestroyResultsBuilder extends StructBuilder {}

export const AggregateSubscriberDestroyResults: Codec<
  AggregateSubscriberDestroyResultsReader,
  AggregateSubscriberDestroyResultsBuilder
> = {
  Reader: AggregateSubscriberDestroyResultsReader,
  Builder: AggregateSubscriberDestroyResultsBuilder,
  dataWords: 0,
  pointerWords: 0,
}

export class AggregateSubscriberReportResultsReader extends StructReader {}

export class AggregateSubscriberReportResultsBuilder extends StructBuilder {}

export const AggregateSubscriberReportResults: Codec<
  AggregateSubscriberReportResultsReader,
  AggregateSubscriberReportResultsBuilder
> = {
  Reader: AggregateSubscriberReportResultsReader,
  Builder: AggregateSubscriberReportResultsBuilder,
  dataWords: 0,
  pointerWords: 0,
}

export class AggregateSubscriberEndedParamsReader extends StructReader {
  get reason(): string {
    return this.getText(0)
  }
  hasReason(): boolean {
    return this.hasPointer(0)
  }
}

export class AggregateSubscriberEndedParamsBuilder extends StructBuilder {
  set reason(value: string) {
    this.setText(0, value)
  }
}

export const AggregateSubscriberEndedParams: Codec<
  AggregateSubscriberEndedParamsReader,
  AggregateSubscriberEndedParamsBuilder
> = {
  Reader: AggregateSubscriberEndedParamsReader,
  Builder: AggregateSubscriberEndedParamsBuilder,
  dataWords: 0,
  pointerWords: 1,
}

export class AggregateSubscriberEndedResultsReader extends StructReader {}

export class AggregateSubscriberEndedResultsBuilder extends StructBuilder {}

export const AggregateSubscriberEndedResults: Codec<
  AggregateSubscriberEndedResultsReader,
  AggregateSubscriberEndedResultsBuilder
> = {
  Reader: AggregateSubscriberEndedResultsReader,
  Builder: AggregateSubscriberEndedResultsBuilder,
  dataWords: 0,
  pointerWords: 0,
}

export class AggregationDestroyParamsReader extends StructReader {
  get context(): ContextReader {
    return this.getStruct(0, Context)
  }
  hasContext(): boolean {
    return this.hasPointer(0)
  }
}

export class AggregationDestroyParamsBuilder extends StructBuilder {
  initContext(): ContextBuilder {
    return this.initStruct(0, Context)
  }
}

export const AggregationDestroyParams: Codec<
  AggregationDestroyParamsReader,
  AggregationDestroyParamsBuilder
> = {
  Reader: AggregationDestroyParamsReader,
  Builder: AggregationDestroyParamsBuilder,
  dataWords: 0,
  pointerWords: 1,
}

export class AggregationDestroyResultsReader extends StructReader {}

export class AggregationDestroyResultsBuilder extends StructBuilder {}

export const AggregationDestroyResults: Codec<
  AggregationDestroyResultsReader,
  AggregationDestroyResultsBuilder
> = {
  Reader: AggregationDestroyResultsReader,
  Builder: AggregationDestroyResultsBuilder,
  dataWords: 0,
  pointerWords: 0,
}

export class AggregationReadParamsReader extends StructReader {
  get context(): ContextReader {
    return this.getStruct(0, Context)
  }
  hasContext(): boolean {
    return this.hasPointer(0)
  }
}

export class AggregationReadParamsBuilder extends StructBuilder {
  initContext(): ContextBuilder {
    return this.initStruct(0, Context)
  }
}

export const AggregationReadParams: Codec<
  AggregationReadParamsReader,
  AggregationReadParamsBuilder
> = {
  Reader: AggregationReadParamsReader,
  Builder: AggregationReadParamsBuilder,
  dataWords: 0,
  pointerWords: 1,
}

export class AggregationReadResultsReader extends StructReader {
  get report(): AggregateReportReader {
    return this.getStruct(0, AggregateReport)
  }
  hasReport(): boolean {
    return this.hasPointer(0)
  }
}

export class AggregationReadResultsBuilder extends StructBuilder {
  initReport(): AggregateReportBuilder {
    return this.initStruct(0, AggregateReport)
  }
}

export const AggregationReadResults: Codec<
  AggregationReadResultsReader,
  AggregationReadResultsBuilder
> = {
  Reader: AggregationReadResultsReader,
  Builder: AggregationReadResultsBuilder,
  dataWords: 0,
  pointerWords: 1,
}

export class SubscriberDestroyParamsReader extends StructReader {
  get context(): ContextReader {
    return this.getStruct(0, Context)
  }
  hasContext(): boolean {
    return this.hasPointer(0)
  }
}

export class SubscriberDestroyParamsBuilder extends StructBuilder {
  initContext(): ContextBuilder {
    return this.initStruct(0, Context)
  }
}

export const SubscriberDestroyParams: Codec<
  SubscriberDestroyParamsReader,
  SubscriberDestroyParamsBuilder
> = {
  Reader: SubscriberDestroyParamsReader,
  Builder: SubscriberDestroyParamsBuilder,
  dataWords: 0,
  pointerWords: 1,
}

export class SubscriberDestroyResultsReader extends StructReader {}

export class SubscriberDestroyResultsBuilder extends StructBuilder {}

export const SubscriberDestroyResults: Codec<
  SubscriberDestroyResultsReader,
  SubscriberDestroyResultsBuilder
> = {
  Reader: SubscriberDestroyResultsReader,
  Builder: SubscriberDestroyResultsBuilder,
  dataWords: 0,
  pointerWords: 0,
}

export class SubscriberDeliverResultsReader extends StructReader {}

export class SubscriberDeliverResultsBuilder extends StructBuilder {}

export const SubscriberDeliverResults: Codec<
  SubscriberDeliverResultsReader,
  SubscriberDeliverResultsBuilder
> = {
  Reader: SubscriberDeliverResultsReader,
  Builder: SubscriberDeliverResultsBuilder,
  dataWords: 0,
  pointerWords: 0,
}

export class SubscriberLostParamsReader extends StructReader {
  get losses(): StructListReader<LossReader> {
    return this.getStructList(0, Loss)
  }
  hasLosses(): boolean {
    return this.hasPointer(0)
  }
}

export class SubscriberLostParamsBuilder extends StructBuilder {
  initLosses(count: number): StructListBuilder<LossBuilder> {
    return this.initStructList(0, Loss, count)
  }
}

export const SubscriberLostParams: Codec<
  SubscriberLostParamsReader,
  SubscriberLostParamsBuilder
> = {
  Reader: SubscriberLostParamsReader,
  Builder: SubscriberLostParamsBuilder,
  dataWords: 0,
  pointerWords: 1,
}

export class SubscriberLostResultsReader extends StructReader {}

export class SubscriberLostResultsBuilder extends StructBuilder {}

export const SubscriberLostResults: Codec<
  SubscriberLostResultsReader,
  SubscriberLostResultsBuilder
> = {
  Reader: SubscriberLostResultsReader,
  Builder: SubscriberLostResultsBuilder,
  dataWords: 0,
  pointerWords: 0,
}

export class SubscriberEndedParamsReader extends StructReader {
  get reason(): string {
    return this.getText(0)
  }
  hasReason(): boolean {
    return this.hasPointer(0)
  }
}

export class SubscriberEndedParamsBuilder extends StructBuilder {
  set reason(value: string) {
    this.setText(0, value)
  }
}

export const SubscriberEndedParams: Codec<
  SubscriberEndedParamsReader,
  SubscriberEndedParamsBuilder
> = {
  Reader: SubscriberEndedParamsReader,
  Builder: SubscriberEndedParamsBuilder,
  dataWords: 0,
  pointerWords: 1,
}

export class SubscriberEndedResultsReader extends StructReader {}

export class SubscriberEndedResultsBuilder extends StructBuilder {}

export const SubscriberEndedResults: Codec<
  SubscriberEndedResultsReader,
  SubscriberEndedResultsBuilder
> = {
  Reader: SubscriberEndedResultsReader,
  Builder: SubscriberEndedResultsBuilder,
  dataWords: 0,
  pointerWords: 0,
}

export class SubscriptionDestroyParamsReader extends StructReader {
  get context(): ContextReader {
    return this.getStruct(0, Context)
  }
  hasContext(): boolean {
    return this.hasPointer(0)
  }
}

export class SubscriptionDestroyParamsBuilder extends StructBuilder {
  initContext(): ContextBuilder {
    return this.initStruct(0, Context)
  }
}

export const SubscriptionDestroyParams: Codec<
  SubscriptionDestroyParamsReader,
  SubscriptionDestroyParamsBuilder
> = {
  Reader: SubscriptionDestroyParamsReader,
  Builder: SubscriptionDestroyParamsBuilder,
  dataWords: 0,
  pointerWords: 1,
}

export class SubscriptionDestroyResultsReader extends StructReader {}

export class SubscriptionDestroyResultsBuilder extends StructBuilder {}

export const SubscriptionDestroyResults: Codec<
  SubscriptionDestroyResultsReader,
  SubscriptionDestroyResultsBuilder
> = {
  Reader: SubscriptionDestroyResultsReader,
  Builder: SubscriptionDestroyResultsBuilder,
  dataWords: 0,
  pointerWords: 0,
}

export class SubscriptionCountsParamsReader extends StructReader {
  get context(): ContextReader {
    return this.getStruct(0, Context)
  }
  hasContext(): boolean {
    return this.hasPointer(0)
  }
}

export class SubscriptionCountsParamsBuilder extends StructBuilder {
  initContext(): ContextBuilder {
    return this.initStruct(0, Context)
  }
}

export const SubscriptionCountsParams: Codec<
  SubscriptionCountsParamsReader,
  SubscriptionCountsParamsBuilder
> = {
  Reader: SubscriptionCountsParamsReader,
  Builder: SubscriptionCountsParamsBuilder,
  dataWords: 0,
  pointerWords: 1,
}

export class SubscriptionCountsResultsReader extends StructReader {
  get counts(): SubscriptionCountsReader {
    return this.getStruct(0, SubscriptionCounts)
  }
  hasCounts(): boolean {
    return this.hasPointer(0)
  }
}

export class SubscriptionCountsResultsBuilder extends StructBuilder {
  initCounts(): SubscriptionCountsBuilder {
    return this.initStruct(0, SubscriptionCounts)
  }
}

export const SubscriptionCountsResults: Codec<
  SubscriptionCountsResultsReader,
  SubscriptionCountsResultsBuilder
> = {
  Reader: SubscriptionCountsResultsReader,
  Builder: SubscriptionCountsResultsBuilder,
  dataWords: 0,
  pointerWords: 1,
}

export class SubscribeRequestReader extends StructReader {
  /** Names ("mempool:added") or patterns with `*` ("net:*_message"); each must match something. */
  get tracepoints(): TextListReader {
    return this.getTextList(0)
  }
  hasTracepoints(): boolean {
    return this.hasPointer(0)
  }

  /** How much of each payload to send; 0: none, 4294967295: all of it. */
  get payloadBytes(): number {
    return this.getUint32(0)
  }

  /** A batch is sent at the latest when it holds so many events … */
  get maxBatchEvents(): number {
    return (this.getUint32(4) ^ 4096) >>> 0
  }

  /** … or so many bytes (one larger event goes alone) … */
  get maxBatchBytes(): number {
    return this.getUint64(8, 0x400000, 0x0)
  }

  /** … or when its first event is so many microseconds old. */
  get maxBatchWaitUs(): number {
    return (this.getUint32(16) ^ 1000) >>> 0
  }

  /** Bytes that may wait for a slow subscriber. What comes then is dropped and counted. */
  get maxQueueBytes(): number {
    return this.getUint64(24, 0x4000000, 0x0)
  }

  /** Which of their events are wanted; all, if none is given. */
  get filter(): FilterReader {
    return this.getStruct(1, Filter)
  }
  hasFilter(): boolean {
    return this.hasPointer(1)
  }

  /**
   * Whether to send the present state first: events of the `snapshot` tracepoints that go with
   * those asked for, in sequence with what follows.
   */
  get snapshot(): boolean {
    return this.getBool(160)
  }
}

export class SubscribeRequestBuilder extends StructBuilder {
  /** Names ("mempool:added") or patterns with `*` ("net:*_message"); each must match something. */
  set tracepoints(value: readonly string[]) {
    this.setTextList(0, value)
  }

  /** How much of each payload to send; 0: none, 4294967295: all of it. */
  set payloadBytes(value: number) {
    this.setUint32(0, value)
  }

  /** A batch is sent at the latest when it holds so many events … */
  set maxBatchEvents(value: number) {
    this.setUint32(4, value ^ 4096)
  }

  /** … or so many bytes (one larger event goes alone) … */
  set maxBatchBytes(value: number) {
    this.setUint64(8, value, 0x400000, 0x0)
  }

  /** … or when its first event is so many microseconds old. */
  set maxBatchWaitUs(value: number) {
    this.setUint32(16, value ^ 1000)
  }

  /** Bytes that may wait for a slow subscriber. What comes then is dropped and counted. */
  set maxQueueBytes(value: number) {
    this.setUint64(24, value, 0x4000000, 0x0)
  }

  /** Which of their events are wanted; all, if none is given. */
  initFilter(): FilterBuilder {
    return this.initStruct(1, Filter)
  }

  /**
   * Whether to send the present state first: events of the `snapshot` tracepoints that go with
   * those asked for, in sequence with what follows.
   */
  set snapshot(value: boolean) {
    this.setBool(160, value)
  }
}

export const SubscribeRequest: Codec<SubscribeRequestReader, SubscribeRequestBuilder> = {
  Reader: SubscribeRequestReader,
  Builder: SubscribeRequestBuilder,
  dataWords: 4,
  pointerWords: 2,
}

/** What the server made of a request. */
export class SubscriptionTermsReader extends StructReader {
  /** The names of the tracepoints subscribed to. */
  get tracepoints(): TextListReader {
    return this.getTextList(0)
  }
  hasTracepoints(): boolean {
    return this.hasPointer(0)
  }

  /** Events with this sequence number and above are the subscription's. */
  get firstSequence(): number {
    return this.getUint64(0)
  }

  /** The wall-clock time of monotonic zero, in Unix microseconds: add it to a timestamp. */
  get monotonicZeroUnixUs(): number {
    return this.getInt64(8)
  }

  get payloadBytes(): number {
    return this.getUint32(16)
  }

  get maxBatchEvents(): number {
    return this.getUint32(20)
  }

  get maxBatchBytes(): number {
    return this.getUint64(24)
  }

  get maxBatchWaitUs(): number {
    return this.getUint32(32)
  }

  /** The options in force, after the server's limits. */
  get maxQueueBytes(): number {
    return this.getUint64(40)
  }

  /**
   * The tracepoints of the snapshot that will come; none where it was not asked for or the
   * source cannot give one.
   */
  get snapshot(): TextListReader {
    return this.getTextList(1)
  }
  hasSnapshot(): boolean {
    return this.hasPointer(1)
  }
}

/** What the server made of a request. */
export class SubscriptionTermsBuilder extends StructBuilder {
  /** The names of the tracepoints subscribed to. */
  set tracepoints(value: readonly string[]) {
    this.setTextList(0, value)
  }

  /** Events with this sequence number and above are the subscription's. */
  set firstSequence(value: number) {
    this.setUint64(0, value)
  }

  /** The wall-clock time of monotonic zero, in Unix microseconds: add it to a timestamp. */
  set monotonicZeroUnixUs(value: number) {
    this.setInt64(8, value)
  }

  set payloadBytes(value: number) {
    this.setUint32(16, value)
  }

  set maxBatchEvents(value: number) {
    this.setUint32(20, value)
  }

  set maxBatchBytes(value: number) {
    this.setUint64(24, value)
  }

  set maxBatchWaitUs(value: number) {
    this.setUint32(32, value)
  }

  /** The options in force, after the server's limits. */
  set maxQueueBytes(value: number) {
    this.setUint64(40, value)
  }

  /**
   * The tracepoints of the snapshot that will come; none where it was not asked for or the
   * source cannot give one.
   */
  set snapshot(value: readonly string[]) {
    this.setTextList(1, value)
  }
}

/** What the server made of a request. */
export const SubscriptionTerms: Codec<SubscriptionTermsReader, SubscriptionTermsBuilder> = {
  Reader: SubscriptionTermsReader,
  Builder: SubscriptionTermsBuilder,
  dataWords: 6,
  pointerWords: 2,
}

/** Events of one tracepoint that this subscription did not get. */
export class LossReader extends StructReader {
  get tracepoint(): string {
    return this.getText(0)
  }
  hasTracepoint(): boolean {
    return this.hasPointer(0)
  }

  get count(): number {
    return this.getUint64(0)
  }

  /** A {@link LossCause}, or one unknown here. */
  get cause(): number {
    return this.getUint16(8)
  }

  get firstSequence(): number {
    return this.getUint64(16)
  }

  /** They lie within these sequence numbers, both included. */
  get lastSequence(): number {
    return this.getUint64(24)
  }
}

/** Events of one tracepoint that this subscription did not get. */
export class LossBuilder extends StructBuilder {
  set tracepoint(value: string) {
    this.setText(0, value)
  }

  set count(value: number) {
    this.setUint64(0, value)
  }

  /** A {@link LossCause}, or one unknown here. */
  set cause(value: number) {
    this.setUint16(8, value)
  }

  set firstSequence(value: number) {
    this.setUint64(16, value)
  }

  /** They lie within these sequence numbers, both included. */
  set lastSequence(value: number) {
    this.setUint64(24, value)
  }
}

/** Events of one tracepoint that this subscription did not get. */
export const Loss: Codec<LossReader, LossBuilder> = {
  Reader: LossReader,
  Builder: LossBuilder,
  dataWords: 4,
  pointerWords: 1,
}

export class SubscriptionCountsReader extends StructReader {
  get perTracepoint(): StructListReader<TracepointCountsReader> {
    return this.getStructList(0, TracepointCounts)
  }
  hasPerTracepoint(): boolean {
    return this.hasPointer(0)
  }
}

export class SubscriptionCountsBuilder extends StructBuilder {
  initPerTracepoint(count: number): StructListBuilder<TracepointCountsBuilder> {
    return this.initStructList(0, TracepointCounts, count)
  }
}

export const SubscriptionCounts: Codec<SubscriptionCountsReader, SubscriptionCountsBuilder> = {
  Reader: SubscriptionCountsReader,
  Builder: SubscriptionCountsBuilder,
  dataWords: 0,
  pointerWords: 1,
}

/**
 * fired = delivered + queued + lost + filtered, exactly, for events since the subscription began.
 */
export class TracepointCountsReader extends StructReader {
  get tracepoint(): string {
    return this.getText(0)
  }
  hasTracepoint(): boolean {
    return this.hasPointer(0)
  }

  get fired(): number {
    return this.getUint64(0)
  }

  /** Sent to the subscriber, whether or not it has answered. */
  get delivered(): number {
    return this.getUint64(8)
  }

  /** Waiting to be sent. */
  get queued(): number {
    return this.getUint64(16)
  }

  get lost(): number {
    return this.getUint64(24)
  }

  /** Not wanted, by the subscription's own filter. */
  get filtered(): number {
    return this.getUint64(32)
  }
}

/**
 * fired = delivered + queued + lost + filtered, exactly, for events since the subscription began.
 */
export class TracepointCountsBuilder extends StructBuilder {
  set tracepoint(value: string) {
    this.setText(0, value)
  }

  set fired(value: number) {
    this.setUint64(0, value)
  }

  /** Sent to the subscriber, whether or not it has answered. */
  set delivered(value: number) {
    this.setUint64(8, value)
  }

  /** Waiting to be sent. */
  set queued(value: number) {
    this.setUint64(16, value)
  }

  set lost(value: number) {
    this.setUint64(24, value)
  }

  /** Not wanted, by the subscription's own filter. */
  set filtered(value: number) {
    this.setUint64(32, value)
  }
}

/**
 * fired = delivered + queued + lost + filtered, exactly, for events since the subscription began.
 */
export const TracepointCounts: Codec<TracepointCountsReader, TracepointCountsBuilder> = {
  Reader: TracepointCountsReader,
  Builder: TracepointCountsBuilder,
  dataWords: 5,
  pointerWords: 1,
}

/** One subscription or aggregation. */
export class SubscriberDescriptionReader extends StructReader {
  /** Unique while the publisher runs. */
  get id(): number {
    return this.getUint64(0)
  }

  /** Of the subscriber, as it says itself: nobody has verified it. 0: it does not say. */
  get processId(): number {
    return this.getUint32(8)
  }

  /** Equal for those on one connection. */
  get connectionId(): number {
    return this.getUint64(16)
  }

  get sinceUnixUs(): number {
    return this.getInt64(24)
  }

  /** A {@link SubscriberKind}, or one unknown here. */
  get kind(): number {
    return this.getUint16(12)
  }

  get tracepoints(): TextListReader {
    return this.getTextList(0)
  }
  hasTracepoints(): boolean {
    return this.hasPointer(0)
  }

  /** Its condition in nodetap's notation; empty: none. */
  get where(): string {
    return this.getText(1)
  }
  hasWhere(): boolean {
    return this.hasPointer(1)
  }

  /** What is in force; without the tracepoints and the condition, which are told above. */
  get options(): SubscribeRequestReader {
    return this.getStruct(2, SubscribeRequest)
  }
  hasOptions(): boolean {
    return this.hasPointer(2)
  }

  /** Of an aggregation: events in its figures. */
  get sentEvents(): number {
    return this.getUint64(32)
  }

  get sentBytes(): number {
    return this.getUint64(40)
  }

  get queuedEvents(): number {
    return this.getUint64(48)
  }

  get queuedBytes(): number {
    return this.getUint64(56)
  }

  get lostEvents(): number {
    return this.getUint64(64)
  }

  get filteredEvents(): number {
    return this.getUint64(72)
  }

  /**
   * Time that the worker has spent on it, about. Encoding, sending and the answers to it are
   * measured; the reading of the ring is divided by the numbers of events handed out. What is done
   * once for several is divided among them. It is time that has passed: where the machine has more
   * to do than it has processors, waiting for one is in it.
   */
  get workerTimeUs(): number {
    return this.getUint64(80)
  }

  /** Of an aggregation: what it computes; without the tracepoints and the condition. */
  get aggregate(): AggregateRequestReader {
    return this.getStruct(3, AggregateRequest)
  }
  hasAggregate(): boolean {
    return this.hasPointer(3)
  }
}

/** One subscription or aggregation. */
export class SubscriberDescriptionBuilder extends StructBuilder {
  /** Unique while the publisher runs. */
  set id(value: number) {
    this.setUint64(0, value)
  }

  /** Of the subscriber, as it says itself: nobody has verified it. 0: it does not say. */
  set processId(value: number) {
    this.setUint32(8, value)
  }

  /** Equal for those on one connection. */
  set connectionId(value: number) {
    this.setUint64(16, value)
  }

  set sinceUnixUs(value: number) {
    this.setInt64(24, value)
  }

  /** A {@link SubscriberKind}, or one unknown here. */
  set kind(value: number) {
    this.setUint16(12, value)
  }

  set tracepoints(value: readonly string[]) {
    this.setTextList(0, value)
  }

  /** Its condition in nodetap's notation; empty: none. */
  set where(value: string) {
    this.setText(1, value)
  }

  /** What is in force; without the tracepoints and the condition, which are told above. */
  initOptions(): SubscribeRequestBuilder {
    return this.initStruct(2, SubscribeRequest)
  }

  /** Of an aggregation: events in its figures. */
  set sentEvents(value: number) {
    this.setUint64(32, value)
  }

  set sentBytes(value: number) {
    this.setUint64(40, value)
  }

  set queuedEvents(value: number) {
    this.setUint64(48, value)
  }

  set queuedBytes(value: number) {
    this.setUint64(56, value)
  }

  set lostEvents(value: number) {
    this.setUint64(64, value)
  }

  set filteredEvents(value: number) {
    this.setUint64(72, value)
  }

  /**
   * Time that the worker has spent on it, about. Encoding, sending and the answers to it are
   * measured; the reading of the ring is divided by the numbers of events handed out. What is done
   * once for several is divided among them. It is time that has passed: where the machine has more
   * to do than it has processors, waiting for one is in it.
   */
  set workerTimeUs(value: number) {
    this.setUint64(80, value)
  }

  /** Of an aggregation: what it computes; without the tracepoints and the condition. */
  initAggregate(): AggregateRequestBuilder {
    return this.initStruct(3, AggregateRequest)
  }
}

/** One subscription or aggregation. */
export const SubscriberDescription: Codec<
  SubscriberDescriptionReader,
  SubscriberDescriptionBuilder
> = {
  Reader: SubscriberDescriptionReader,
  Builder: SubscriberDescriptionBuilder,
  dataWords: 11,
  pointerWords: 4,
}

export class ServerDescriptionReader extends StructReader {
  /** Name and version of the publisher, as "nodetap/0.1.0". */
  get software(): string {
    return this.getText(0)
  }
  hasSoftware(): boolean {
    return this.hasPointer(0)
  }

  get processId(): number {
    return this.getUint32(0)
  }

  get startedAtUnixUs(): number {
    return this.getInt64(8)
  }

  /** The wall-clock time of monotonic zero, in Unix microseconds. */
  get monotonicZeroUnixUs(): number {
    return this.getInt64(16)
  }

  /** The sequence number that the next event will have. */
  get nextSequence(): number {
    return this.getUint64(24)
  }

  get tracepoints(): StructListReader<TracepointDescriptionReader> {
    return this.getStructList(1, TracepointDescription)
  }
  hasTracepoints(): boolean {
    return this.hasPointer(1)
  }

  get subscriptions(): number {
    return this.getUint32(4)
  }

  get maxSubscriptions(): number {
    return this.getUint32(32)
  }

  get connections(): number {
    return this.getUint32(36)
  }

  get maxConnections(): number {
    return this.getUint32(40)
  }

  get ringBytes(): number {
    return this.getUint64(48)
  }

  /** What node the events are of, as its source names it; empty if it does not say. */
  get node(): string {
    return this.getText(2)
  }
  hasNode(): boolean {
    return this.hasPointer(2)
  }

  /** Bytes of the ring that wait for the worker at this moment … */
  get ringUsedBytes(): number {
    return this.getUint64(56)
  }

  /** … and the most that ever did. */
  get ringHighWaterBytes(): number {
    return this.getUint64(64)
  }

  /** The tracepoints of snapshots that the source can give. */
  get snapshots(): TextListReader {
    return this.getTextList(3)
  }
  hasSnapshots(): boolean {
    return this.hasPointer(3)
  }
}

export class ServerDescriptionBuilder extends StructBuilder {
  /** Name and version of the publisher, as "nodetap/0.1.0". */
  set software(value: string) {
    this.setText(0, value)
  }

  set processId(value: number) {
    this.setUint32(0, value)
  }

  set startedAtUnixUs(value: number) {
    this.setInt64(8, value)
  }

  /** The wall-clock time of monotonic zero, in Unix microseconds. */
  set monotonicZeroUnixUs(value: number) {
    this.setInt64(16, value)
  }

  /** The sequence number that the next event will have. */
  set nextSequence(value: number) {
    this.setUint64(24, value)
  }

  initTracepoints(count: number): StructListBuilder<TracepointDescriptionBuilder> {
    return this.initStructList(1, TracepointDescription, count)
  }

  set subscriptions(value: number) {
    this.setUint32(4, value)
  }

  set maxSubscriptions(value: number) {
    this.setUint32(32, value)
  }

  set connections(value: number) {
    this.setUint32(36, value)
  }

  set maxConnections(value: number) {
    this.setUint32(40, value)
  }

  set ringBytes(value: number) {
    this.setUint64(48, value)
  }

  /** What node the events are of, as its source names it; empty if it does not say. */
  set node(value: string) {
    this.setText(2, value)
  }

  /** Bytes of the ring that wait for the worker at this moment … */
  set ringUsedBytes(value: number) {
    this.setUint64(56, value)
  }

  /** … and the most that ever did. */
  set ringHighWaterBytes(value: number) {
    this.setUint64(64, value)
  }

  /** The tracepoints of snapshots that the source can give. */
  set snapshots(value: readonly string[]) {
    this.setTextList(3, value)
  }
}

export const ServerDescription: Codec<ServerDescriptionReader, ServerDescriptionBuilder> = {
  Reader: ServerDescriptionReader,
  Builder: ServerDescriptionBuilder,
  dataWords: 9,
  pointerWords: 4,
}

export class TracepointDescriptionReader extends StructReader {
  get name(): string {
    return this.getText(0)
  }
  hasName(): boolean {
    return this.hasPointer(0)
  }

  get description(): string {
    return this.getText(1)
  }
  hasDescription(): boolean {
    return this.hasPointer(1)
  }

  /** "experimental", "stable" or "deprecated". */
  get stability(): string {
    return this.getText(2)
  }
  hasStability(): boolean {
    return this.hasPointer(2)
  }

  get fields(): StructListReader<FieldDescriptionReader> {
    return this.getStructList(3, FieldDescription)
  }
  hasFields(): boolean {
    return this.hasPointer(3)
  }

  /** Whether anybody is subscribed. */
  get enabled(): boolean {
    return this.getBool(0)
  }

  /**
   * Events since the publisher started, fired while somebody was subscribed. Messages of types
   * that no subscriber's filter lets through are not fired.
   */
  get fired(): number {
    return this.getUint64(8)
  }

  /** Of these, events that never reached a subscription (ring full, too large, fault). */
  get lost(): number {
    return this.getUint64(16)
  }

  /** A {@link Quality}, or one unknown here. */
  get quality(): number {
    return this.getUint16(2)
  }

  /** Where the events come from, and what keeps them from being exact; may be empty. */
  get qualityNote(): string {
    return this.getText(4)
  }
  hasQualityNote(): boolean {
    return this.hasPointer(4)
  }
}

export class TracepointDescriptionBuilder extends StructBuilder {
  set name(value: string) {
    this.setText(0, value)
  }

  set description(value: string) {
    this.setText(1, value)
  }

  /** "experimental", "stable" or "deprecated". */
  set stability(value: string) {
    this.setText(2, value)
  }

  initFields(count: number): StructListBuilder<FieldDescriptionBuilder> {
    return this.initStructList(3, FieldDescription, count)
  }

  /** Whether anybody is subscribed. */
  set enabled(value: boolean) {
    this.setBool(0, value)
  }

  /**
   * Events since the publisher started, fired while somebody was subscribed. Messages of types
   * that no subscriber's filter lets through are not fired.
   */
  set fired(value: number) {
    this.setUint64(8, value)
  }

  /** Of these, events that never reached a subscription (ring full, too large, fault). */
  set lost(value: number) {
    this.setUint64(16, value)
  }

  /** A {@link Quality}, or one unknown here. */
  set quality(value: number) {
    this.setUint16(2, value)
  }

  /** Where the events come from, and what keeps them from being exact; may be empty. */
  set qualityNote(value: string) {
    this.setText(4, value)
  }
}

export const TracepointDescription: Codec<
  TracepointDescriptionReader,
  TracepointDescriptionBuilder
> = {
  Reader: TracepointDescriptionReader,
  Builder: TracepointDescriptionBuilder,
  dataWords: 3,
  pointerWords: 5,
}

export class FieldDescriptionReader extends StructReader {
  get name(): string {
    return this.getText(0)
  }
  hasName(): boolean {
    return this.hasPointer(0)
  }

  /**
   * "int32", "uint32", "int64", "uint64", "bool", "text", "hash", "bytes", or an enum as
   * "enum(ipv4,…)".
   */
  get type(): string {
    return this.getText(1)
  }
  hasType(): boolean {
    return this.hasPointer(1)
  }

  /** Empty if the number has none. */
  get unit(): string {
    return this.getText(2)
  }
  hasUnit(): boolean {
    return this.hasPointer(2)
  }

  get description(): string {
    return this.getText(3)
  }
  hasDescription(): boolean {
    return this.hasPointer(3)
  }
}

export class FieldDescriptionBuilder extends StructBuilder {
  set name(value: string) {
    this.setText(0, value)
  }

  /**
   * "int32", "uint32", "int64", "uint64", "bool", "text", "hash", "bytes", or an enum as
   * "enum(ipv4,…)".
   */
  set type(value: string) {
    this.setText(1, value)
  }

  /** Empty if the number has none. */
  set unit(value: string) {
    this.setText(2, value)
  }

  set description(value: string) {
    this.setText(3, value)
  }
}

export const FieldDescription: Codec<FieldDescriptionReader, FieldDescriptionBuilder> = {
  Reader: FieldDescriptionReader,
  Builder: FieldDescriptionBuilder,
  dataWords: 0,
  pointerWords: 4,
}

export const TraceServer = {
  id: 0xd4bc905a09abf8e9n,
  name: 'TraceServer',
  superclasses: [0xe14a905e34fcaa38n],
  methods: {
    /** What this server offers, and its state at this moment. */
    describe: {
      interfaceId: 0xd4bc905a09abf8e9n,
      id: 0,
      name: 'TraceServer.describe',
      Params: TraceServerDescribeParams,
      Results: TraceServerDescribeResults,
    },
    /**
     * Sends the events of the tracepoints asked for to `subscriber`, until the subscription is
     * destroyed or released or the connection ends. Fails with `failed` for a request that makes
     * no sense and with `overloaded` where a limit on subscriptions is reached. `processId` is the
     * subscriber's own, shown to whoever asks for `subscribers`; 0: it does not say.
     */
    subscribe: {
      interfaceId: 0xd4bc905a09abf8e9n,
      id: 1,
      name: 'TraceServer.subscribe',
      Params: TraceServerSubscribeParams,
      Results: TraceServerSubscribeResults,
    },
    /**
     * Computes figures of events and sends them to `subscriber`, until the aggregation is destroyed
     * or released or the connection ends. Fails as `subscribe` does.
     */
    aggregate: {
      interfaceId: 0xd4bc905a09abf8e9n,
      id: 2,
      name: 'TraceServer.aggregate',
      Params: TraceServerAggregateParams,
      Results: TraceServerAggregateResults,
    },
    /** Who is subscribed, what each asked for, and what it costs. */
    subscribers: {
      interfaceId: 0xd4bc905a09abf8e9n,
      id: 3,
      name: 'TraceServer.subscribers',
      Params: TraceServerSubscribersParams,
      Results: TraceServerSubscribersResults,
    },
  },
} as const satisfies InterfaceType

/** The client's side of an aggregation. */
export const AggregateSubscriber = {
  id: 0xaff7c57086b0e01cn,
  name: 'AggregateSubscriber',
  superclasses: [],
  methods: {
    /** The server drops the subscriber. */
    destroy: {
      interfaceId: 0xaff7c57086b0e01cn,
      id: 0,
      name: 'AggregateSubscriber.destroy',
      Params: AggregateSubscriberDestroyParams,
      Results: AggregateSubscriberDestroyResults,
    },
    /**
     * The next report. While it is not answered, further ones are put off, and with them the end
     * of the stretch of time that they are about: nothing is lost.
     */
    report: {
      interfaceId: 0xaff7c57086b0e01cn,
      id: 1,
      name: 'AggregateSubscriber.report',
      Params: AggregateReport,
      Results: AggregateSubscriberReportResults,
    },
    /** Nothing more will come: the server closes. */
    ended: {
      interfaceId: 0xaff7c57086b0e01cn,
      id: 2,
      name: 'AggregateSubscriber.ended',
      Params: AggregateSubscriberEndedParams,
      Results: AggregateSubscriberEndedResults,
    },
  },
} as const satisfies InterfaceType

/** The server's side of an aggregation. */
export const Aggregation = {
  id: 0xd40d7f51a1e4bb0en,
  name: 'Aggregation',
  superclasses: [],
  methods: {
    destroy: {
      interfaceId: 0xd40d7f51a1e4bb0en,
      id: 0,
      name: 'Aggregation.destroy',
      Params: AggregationDestroyParams,
      Results: AggregationDestroyResults,
    },
    /** A report of this moment. With `deltas`, the next one begins where it ends. */
    read: {
      interfaceId: 0xd40d7f51a1e4bb0en,
      id: 1,
      name: 'Aggregation.read',
      Params: AggregationReadParams,
      Results: AggregationReadResults,
    },
  },
} as const satisfies InterfaceType

/**
 * The client's side of a subscription. Its methods are called one after the other, several of
 * them in flight; the answer to each says that the client is ready for more.
 */
export const Subscriber = {
  id: 0xb4c2764cd2e6e1a6n,
  name: 'Subscriber',
  superclasses: [],
  methods: {
    /** The server drops the subscriber. */
    destroy: {
      interfaceId: 0xb4c2764cd2e6e1a6n,
      id: 0,
      name: 'Subscriber.destroy',
      Params: SubscriberDestroyParams,
      Results: SubscriberDestroyResults,
    },
    /** The next events. */
    deliver: {
      interfaceId: 0xb4c2764cd2e6e1a6n,
      id: 1,
      name: 'Subscriber.deliver',
      Params: Batch,
      Results: SubscriberDeliverResults,
    },
    /** Events were lost between what was delivered before and what will be delivered after. */
    lost: {
      interfaceId: 0xb4c2764cd2e6e1a6n,
      id: 2,
      name: 'Subscriber.lost',
      Params: SubscriberLostParams,
      Results: SubscriberLostResults,
    },
    /** Nothing more will come: the server closes. */
    ended: {
      interfaceId: 0xb4c2764cd2e6e1a6n,
      id: 3,
      name: 'Subscriber.ended',
      Params: SubscriberEndedParams,
      Results: SubscriberEndedResults,
    },
  },
} as const satisfies InterfaceType

/** The server's side of a subscription. */
export const Subscription = {
  id: 0xd92a5e6b2f0c7a11n,
  name: 'Subscription',
  superclasses: [],
  methods: {
    /** Ends it. Events not yet sent are discarded. */
    destroy: {
      interfaceId: 0xd92a5e6b2f0c7a11n,
      id: 0,
      name: 'Subscription.destroy',
      Params: SubscriptionDestroyParams,
      Results: SubscriptionDestroyResults,
    },
    /** What became of every event so far; may be asked at any time. */
    counts: {
      interfaceId: 0xd92a5e6b2f0c7a11n,
      id: 1,
      name: 'Subscription.counts',
      Params: SubscriptionCountsParams,
      Results: SubscriptionCountsResults,
    },
  },
} as const satisfies InterfaceType
