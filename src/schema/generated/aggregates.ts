// Generated from schema/aggregates.capnp by `npm run generate`. Do not edit.

import {
  type Codec,
  StructBuilder,
  type StructListBuilder,
  type StructListReader,
  StructReader,
  type TextListReader,
} from '../../capnp/index.js'
import {
  Expression,
  type ExpressionBuilder,
  type ExpressionReader,
  Value,
  type ValueBuilder,
  type ValueReader,
} from './expressions.js'

export const AggregateMode = {
  /** Each report is about the time since the one before. */
  deltas: 0,
  /** Each report is about the time since the beginning. */
  totals: 1,
} as const
export type AggregateMode = (typeof AggregateMode)[keyof typeof AggregateMode]

/** The names of {@link AggregateMode} by their numbers. */
export const AggregateModeNames = ['deltas', 'totals'] as const

export const AggregateFunction = {
  count: 0,
  sum: 1,
  min: 2,
  max: 3,
  /** How many different values: an estimate, whose standard error the terms tell. */
  distinct: 4,
  log2Histogram: 5,
  linearHistogram: 6,
  /** The most frequent values. */
  top: 7,
} as const
export type AggregateFunction = (typeof AggregateFunction)[keyof typeof AggregateFunction]

/** The names of {@link AggregateFunction} by their numbers. */
export const AggregateFunctionNames = [
  'count',
  'sum',
  'min',
  'max',
  'distinct',
  'log2Histogram',
  'linearHistogram',
  'top',
] as const

export class AggregateRequestReader extends StructReader {
  /** Names or patterns, as in a subscription. */
  get tracepoints(): TextListReader {
    return this.getTextList(0)
  }
  hasTracepoints(): boolean {
    return this.hasPointer(0)
  }

  /** Which of their events count. */
  get where(): ExpressionReader {
    return this.getStruct(1, Expression)
  }
  hasWhere(): boolean {
    return this.hasPointer(1)
  }

  /** Up to three fields; a group for each combination of their values. None: one group. */
  get groupBy(): TextListReader {
    return this.getTextList(2)
  }
  hasGroupBy(): boolean {
    return this.hasPointer(2)
  }

  /** What is computed of each group, besides nothing: at least one. */
  get measures(): StructListReader<MeasureReader> {
    return this.getStructList(3, Measure)
  }
  hasMeasures(): boolean {
    return this.hasPointer(3)
  }

  /** A report each so many microseconds; 0: only when asked. */
  get intervalUs(): number {
    return this.getUint64(0, 0xf4240, 0x0)
  }

  /** A {@link AggregateMode}, or one unknown here. */
  get mode(): number {
    return this.getUint16(8)
  }

  /** Events of further combinations are counted in one group of others. */
  get maxGroups(): number {
    return (this.getUint32(12) ^ 1000) >>> 0
  }
}

export class AggregateRequestBuilder extends StructBuilder {
  /** Names or patterns, as in a subscription. */
  set tracepoints(value: readonly string[]) {
    this.setTextList(0, value)
  }

  /** Which of their events count. */
  initWhere(): ExpressionBuilder {
    return this.initStruct(1, Expression)
  }

  /** Up to three fields; a group for each combination of their values. None: one group. */
  set groupBy(value: readonly string[]) {
    this.setTextList(2, value)
  }

  /** What is computed of each group, besides nothing: at least one. */
  initMeasures(count: number): StructListBuilder<MeasureBuilder> {
    return this.initStructList(3, Measure, count)
  }

  /** A report each so many microseconds; 0: only when asked. */
  set intervalUs(value: number) {
    this.setUint64(0, value, 0xf4240, 0x0)
  }

  /** A {@link AggregateMode}, or one unknown here. */
  set mode(value: number) {
    this.setUint16(8, value)
  }

  /** Events of further combinations are counted in one group of others. */
  set maxGroups(value: number) {
    this.setUint32(12, value ^ 1000)
  }
}

export const AggregateRequest: Codec<AggregateRequestReader, AggregateRequestBuilder> = {
  Reader: AggregateRequestReader,
  Builder: AggregateRequestBuilder,
  dataWords: 2,
  pointerWords: 4,
}

export class MeasureReader extends StructReader {
  /** A {@link AggregateFunction}, or one unknown here. */
  get function(): number {
    return this.getUint16(0)
  }

  /** Empty for `count`. */
  get field(): string {
    return this.getText(0)
  }
  hasField(): boolean {
    return this.hasPointer(0)
  }

  get linearFrom(): number {
    return this.getInt64(8)
  }

  get linearWidth(): number {
    return this.getUint64(16)
  }

  /** Of a linear histogram: the lower end of its first bucket, and the width and number of all. */
  get linearBuckets(): number {
    return this.getUint32(4)
  }

  /** Of `top`: how many values. */
  get topCount(): number {
    return (this.getUint32(24) ^ 10) >>> 0
  }
}

export class MeasureBuilder extends StructBuilder {
  /** A {@link AggregateFunction}, or one unknown here. */
  set function(value: number) {
    this.setUint16(0, value)
  }

  /** Empty for `count`. */
  set field(value: string) {
    this.setText(0, value)
  }

  set linearFrom(value: number) {
    this.setInt64(8, value)
  }

  set linearWidth(value: number) {
    this.setUint64(16, value)
  }

  /** Of a linear histogram: the lower end of its first bucket, and the width and number of all. */
  set linearBuckets(value: number) {
    this.setUint32(4, value)
  }

  /** Of `top`: how many values. */
  set topCount(value: number) {
    this.setUint32(24, value ^ 10)
  }
}

export const Measure: Codec<MeasureReader, MeasureBuilder> = {
  Reader: MeasureReader,
  Builder: MeasureBuilder,
  dataWords: 4,
  pointerWords: 1,
}

/** What the server made of a request. */
export class AggregateTermsReader extends StructReader {
  get tracepoints(): TextListReader {
    return this.getTextList(0)
  }
  hasTracepoints(): boolean {
    return this.hasPointer(0)
  }

  /** Events with this sequence number and above are counted. */
  get firstSequence(): number {
    return this.getUint64(0)
  }

  get monotonicZeroUnixUs(): number {
    return this.getInt64(8)
  }

  get intervalUs(): number {
    return this.getUint64(16)
  }

  get maxGroups(): number {
    return this.getUint32(24)
  }

  /** Relative standard error of `distinct`, as 0.02 for 2 %. */
  get distinctStandardError(): number {
    return this.getFloat64(32)
  }
}

/** What the server made of a request. */
export class AggregateTermsBuilder extends StructBuilder {
  set tracepoints(value: readonly string[]) {
    this.setTextList(0, value)
  }

  /** Events with this sequence number and above are counted. */
  set firstSequence(value: number) {
    this.setUint64(0, value)
  }

  set monotonicZeroUnixUs(value: number) {
    this.setInt64(8, value)
  }

  set intervalUs(value: number) {
    this.setUint64(16, value)
  }

  set maxGroups(value: number) {
    this.setUint32(24, value)
  }

  /** Relative standard error of `distinct`, as 0.02 for 2 %. */
  set distinctStandardError(value: number) {
    this.setFloat64(32, value)
  }
}

/** What the server made of a request. */
export const AggregateTerms: Codec<AggregateTermsReader, AggregateTermsBuilder> = {
  Reader: AggregateTermsReader,
  Builder: AggregateTermsBuilder,
  dataWords: 5,
  pointerWords: 1,
}

export class AggregateReportReader extends StructReader {
  /** Of the report, from 0. */
  get number(): number {
    return this.getUint64(0)
  }

  get fromUs(): number {
    return this.getInt64(8)
  }

  /** The stretch of time, in monotonic microseconds. */
  get untilUs(): number {
    return this.getInt64(16)
  }

  /** Events that were counted in it. */
  get events(): number {
    return this.getUint64(24)
  }

  /**
   * Events of the tracepoints that were lost before they could be; whether they met the
   * condition is not known.
   */
  get lost(): number {
    return this.getUint64(32)
  }

  /** Those with events; the ones with most events first. */
  get groups(): StructListReader<AggregateGroupReader> {
    return this.getStructList(0, AggregateGroup)
  }
  hasGroups(): boolean {
    return this.hasPointer(0)
  }
}

export class AggregateReportBuilder extends StructBuilder {
  /** Of the report, from 0. */
  set number(value: number) {
    this.setUint64(0, value)
  }

  set fromUs(value: number) {
    this.setInt64(8, value)
  }

  /** The stretch of time, in monotonic microseconds. */
  set untilUs(value: number) {
    this.setInt64(16, value)
  }

  /** Events that were counted in it. */
  set events(value: number) {
    this.setUint64(24, value)
  }

  /**
   * Events of the tracepoints that were lost before they could be; whether they met the
   * condition is not known.
   */
  set lost(value: number) {
    this.setUint64(32, value)
  }

  /** Those with events; the ones with most events first. */
  initGroups(count: number): StructListBuilder<AggregateGroupBuilder> {
    return this.initStructList(0, AggregateGroup, count)
  }
}

export const AggregateReport: Codec<AggregateReportReader, AggregateReportBuilder> = {
  Reader: AggregateReportReader,
  Builder: AggregateReportBuilder,
  dataWords: 5,
  pointerWords: 1,
}

export class AggregateGroupReader extends StructReader {
  /**
   * The values of `groupBy`, in its order; empty where `isOther`. A field that the event's
   * tracepoint lacks is the empty text.
   */
  get keys(): StructListReader<ValueReader> {
    return this.getStructList(0, Value)
  }
  hasKeys(): boolean {
    return this.hasPointer(0)
  }

  /** The group of all combinations beyond `maxGroups`. */
  get isOther(): boolean {
    return this.getBool(0)
  }

  get events(): number {
    return this.getUint64(8)
  }

  /** In the order of the request. */
  get measures(): StructListReader<MeasureResultReader> {
    return this.getStructList(1, MeasureResult)
  }
  hasMeasures(): boolean {
    return this.hasPointer(1)
  }
}

export class AggregateGroupBuilder extends StructBuilder {
  /**
   * The values of `groupBy`, in its order; empty where `isOther`. A field that the event's
   * tracepoint lacks is the empty text.
   */
  initKeys(count: number): StructListBuilder<ValueBuilder> {
    return this.initStructList(0, Value, count)
  }

  /** The group of all combinations beyond `maxGroups`. */
  set isOther(value: boolean) {
    this.setBool(0, value)
  }

  set events(value: number) {
    this.setUint64(8, value)
  }

  /** In the order of the request. */
  initMeasures(count: number): StructListBuilder<MeasureResultBuilder> {
    return this.initStructList(1, MeasureResult, count)
  }
}

export const AggregateGroup: Codec<AggregateGroupReader, AggregateGroupBuilder> = {
  Reader: AggregateGroupReader,
  Builder: AggregateGroupBuilder,
  dataWords: 2,
  pointerWords: 2,
}

export class MeasureResultReader extends StructReader {
  /** The member that the union holds: one of {@link MeasureResultWhich}, or one unknown here. */
  which(): number {
    return this.getUint16(0)
  }

  /** Exact for whole numbers up to 2^53. */
  get number(): number {
    return this.getFloat64(8)
  }

  get histogram(): HistogramReader {
    return this.getStruct(0, Histogram)
  }
  hasHistogram(): boolean {
    return this.which() === 2 && this.hasPointer(0)
  }

  get top(): StructListReader<TopEntryReader> {
    return this.getStructList(0, TopEntry)
  }
  hasTop(): boolean {
    return this.which() === 3 && this.hasPointer(0)
  }
}

export class MeasureResultBuilder extends StructBuilder {
  /** No event of the group had the field. */
  setNone(): void {
    this.setUint16(0, 0)
  }

  /** Exact for whole numbers up to 2^53. */
  set number(value: number) {
    this.setUint16(0, 1)
    this.setFloat64(8, value)
  }

  initHistogram(): HistogramBuilder {
    this.setUint16(0, 2)
    return this.initStruct(0, Histogram)
  }
  /** Selects it in the union, for what writes its pointer itself. */
  setHistogram(): void {
    this.setUint16(0, 2)
  }

  initTop(count: number): StructListBuilder<TopEntryBuilder> {
    this.setUint16(0, 3)
    return this.initStructList(0, TopEntry, count)
  }
}

/** The members of the union in {@link MeasureResultReader}. */
export const MeasureResultWhich = { none: 0, number: 1, histogram: 2, top: 3 } as const

export const MeasureResult: Codec<MeasureResultReader, MeasureResultBuilder> = {
  Reader: MeasureResultReader,
  Builder: MeasureResultBuilder,
  dataWords: 2,
  pointerWords: 1,
}

export class HistogramReader extends StructReader {
  /** Values below the first bucket. */
  get below(): number {
    return this.getUint64(0)
  }

  /**
   * Log2: bucket 0 holds the value 0, bucket i values from 2^(i-1) to 2^i - 1. Linear: buckets
   * of `linearWidth` from `linearFrom` on. Trailing zeros are left out.
   * Each 64-bit element as two 32-bit words, the low one first.
   */
  get counts(): Uint32Array {
    return this.getWordList(0)
  }
  hasCounts(): boolean {
    return this.hasPointer(0)
  }

  /** Values beyond the last bucket. */
  get above(): number {
    return this.getUint64(8)
  }
}

export class HistogramBuilder extends StructBuilder {
  /** Values below the first bucket. */
  set below(value: number) {
    this.setUint64(0, value)
  }

  /**
   * Log2: bucket 0 holds the value 0, bucket i values from 2^(i-1) to 2^i - 1. Linear: buckets
   * of `linearWidth` from `linearFrom` on. Trailing zeros are left out.
   * Each 64-bit element as two 32-bit words, the low one first.
   */
  set counts(value: Uint32Array) {
    this.setWordList(0, value)
  }

  /** Values beyond the last bucket. */
  set above(value: number) {
    this.setUint64(8, value)
  }
}

export const Histogram: Codec<HistogramReader, HistogramBuilder> = {
  Reader: HistogramReader,
  Builder: HistogramBuilder,
  dataWords: 2,
  pointerWords: 1,
}

export class TopEntryReader extends StructReader {
  get value(): ValueReader {
    return this.getStruct(0, Value)
  }
  hasValue(): boolean {
    return this.hasPointer(0)
  }

  get count(): number {
    return this.getUint64(0)
  }

  /** The true count is at least `count` less this. */
  get maxError(): number {
    return this.getUint64(8)
  }
}

export class TopEntryBuilder extends StructBuilder {
  initValue(): ValueBuilder {
    return this.initStruct(0, Value)
  }

  set count(value: number) {
    this.setUint64(0, value)
  }

  /** The true count is at least `count` less this. */
  set maxError(value: number) {
    this.setUint64(8, value)
  }
}

export const TopEntry: Codec<TopEntryReader, TopEntryBuilder> = {
  Reader: TopEntryReader,
  Builder: TopEntryBuilder,
  dataWords: 2,
  pointerWords: 1,
}
