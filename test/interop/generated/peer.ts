// Generated from test/interop/peer.capnp by `npm run generate`. Do not edit.

import {
  type Codec,
  type InterfaceType,
  StructBuilder,
  type StructListBuilder,
  type StructListReader,
  StructReader,
} from '../../../src/capnp/index.js'

/** The exception types of rpc.capnp. */
export const FailureKind = {
  failed: 0,
  overloaded: 1,
  disconnected: 2,
  unimplemented: 3,
} as const
export type FailureKind = (typeof FailureKind)[keyof typeof FailureKind]

/** The names of {@link FailureKind} by their numbers. */
export const FailureKindNames = ['failed', 'overloaded', 'disconnected', 'unimplemented'] as const

/** What a promised counter turns out to be. */
export const Settle = {
  /** A counter of the callee's. */
  own: 0,
  /** The counter that the caller passed. */
  callers: 1,
  /** An exception. */
  failure: 2,
} as const
export type Settle = (typeof Settle)[keyof typeof Settle]

/** The names of {@link Settle} by their numbers. */
export const SettleNames = ['own', 'callers', 'failure'] as const

export class PeerHoldParamsReader extends StructReader {
  get gate(): number {
    return this.getUint32(0)
  }
}

export class PeerHoldParamsBuilder extends StructBuilder {
  set gate(value: number) {
    this.setUint32(0, value)
  }
}

export const PeerHoldParams: Codec<PeerHoldParamsReader, PeerHoldParamsBuilder> = {
  Reader: PeerHoldParamsReader,
  Builder: PeerHoldParamsBuilder,
  dataWords: 1,
  pointerWords: 0,
}

export class PeerHoldResultsReader extends StructReader {}

export class PeerHoldResultsBuilder extends StructBuilder {}

export const PeerHoldResults: Codec<PeerHoldResultsReader, PeerHoldResultsBuilder> = {
  Reader: PeerHoldResultsReader,
  Builder: PeerHoldResultsBuilder,
  dataWords: 0,
  pointerWords: 0,
}

export class PeerOpenParamsReader extends StructReader {
  get gate(): number {
    return this.getUint32(0)
  }
}

export class PeerOpenParamsBuilder extends StructBuilder {
  set gate(value: number) {
    this.setUint32(0, value)
  }
}

export const PeerOpenParams: Codec<PeerOpenParamsReader, PeerOpenParamsBuilder> = {
  Reader: PeerOpenParamsReader,
  Builder: PeerOpenParamsBuilder,
  dataWords: 1,
  pointerWords: 0,
}

export class PeerOpenResultsReader extends StructReader {}

export class PeerOpenResultsBuilder extends StructBuilder {}

export const PeerOpenResults: Codec<PeerOpenResultsReader, PeerOpenResultsBuilder> = {
  Reader: PeerOpenResultsReader,
  Builder: PeerOpenResultsBuilder,
  dataWords: 0,
  pointerWords: 0,
}

export class PeerNeverParamsReader extends StructReader {}

export class PeerNeverParamsBuilder extends StructBuilder {}

export const PeerNeverParams: Codec<PeerNeverParamsReader, PeerNeverParamsBuilder> = {
  Reader: PeerNeverParamsReader,
  Builder: PeerNeverParamsBuilder,
  dataWords: 0,
  pointerWords: 0,
}

export class PeerNeverResultsReader extends StructReader {}

export class PeerNeverResultsBuilder extends StructBuilder {}

export const PeerNeverResults: Codec<PeerNeverResultsReader, PeerNeverResultsBuilder> = {
  Reader: PeerNeverResultsReader,
  Builder: PeerNeverResultsBuilder,
  dataWords: 0,
  pointerWords: 0,
}

export class PeerCountsParamsReader extends StructReader {}

export class PeerCountsParamsBuilder extends StructBuilder {}

export const PeerCountsParams: Codec<PeerCountsParamsReader, PeerCountsParamsBuilder> = {
  Reader: PeerCountsParamsReader,
  Builder: PeerCountsParamsBuilder,
  dataWords: 0,
  pointerWords: 0,
}

export class PeerFailResultsReader extends StructReader {}

export class PeerFailResultsBuilder extends StructBuilder {}

export const PeerFailResults: Codec<PeerFailResultsReader, PeerFailResultsBuilder> = {
  Reader: PeerFailResultsReader,
  Builder: PeerFailResultsBuilder,
  dataWords: 0,
  pointerWords: 0,
}

export class PeerMakeCountersParamsReader extends StructReader {
  get count(): number {
    return this.getUint32(0)
  }
}

export class PeerMakeCountersParamsBuilder extends StructBuilder {
  set count(value: number) {
    this.setUint32(0, value)
  }
}

export const PeerMakeCountersParams: Codec<
  PeerMakeCountersParamsReader,
  PeerMakeCountersParamsBuilder
> = {
  Reader: PeerMakeCountersParamsReader,
  Builder: PeerMakeCountersParamsBuilder,
  dataWords: 1,
  pointerWords: 0,
}

export class PeerMakeCountersResultsReader extends StructReader {
  get handles(): StructListReader<HandleReader> {
    return this.getStructList(0, Handle)
  }
  hasHandles(): boolean {
    return this.hasPointer(0)
  }
}

export class PeerMakeCountersResultsBuilder extends StructBuilder {
  initHandles(count: number): StructListBuilder<HandleBuilder> {
    return this.initStructList(0, Handle, count)
  }
}

export const PeerMakeCountersResults: Codec<
  PeerMakeCountersResultsReader,
  PeerMakeCountersResultsBuilder
> = {
  Reader: PeerMakeCountersResultsReader,
  Builder: PeerMakeCountersResultsBuilder,
  dataWords: 0,
  pointerWords: 1,
}

export class PeerSlowCounterParamsReader extends StructReader {
  get gate(): number {
    return this.getUint32(0)
  }
}

export class PeerSlowCounterParamsBuilder extends StructBuilder {
  set gate(value: number) {
    this.setUint32(0, value)
  }
}

export const PeerSlowCounterParams: Codec<
  PeerSlowCounterParamsReader,
  PeerSlowCounterParamsBuilder
> = {
  Reader: PeerSlowCounterParamsReader,
  Builder: PeerSlowCounterParamsBuilder,
  dataWords: 1,
  pointerWords: 0,
}

export class PeerPromiseCounterParamsReader extends StructReader {
  get gate(): number {
    return this.getUint32(0)
  }

  /** A {@link Settle}, or one unknown here. */
  get settle(): number {
    return this.getUint16(4)
  }

  /** A `Counter`'s index in the capability table, or -1. */
  get callback(): number {
    return this.getCapability(0)
  }
  hasCallback(): boolean {
    return this.hasPointer(0)
  }
}

export class PeerPromiseCounterParamsBuilder extends StructBuilder {
  set gate(value: number) {
    this.setUint32(0, value)
  }

  /** A {@link Settle}, or one unknown here. */
  set settle(value: number) {
    this.setUint16(4, value)
  }

  /** A `Counter`'s index in the capability table, or -1. */
  set callback(value: number) {
    this.setCapability(0, value)
  }
}

export const PeerPromiseCounterParams: Codec<
  PeerPromiseCounterParamsReader,
  PeerPromiseCounterParamsBuilder
> = {
  Reader: PeerPromiseCounterParamsReader,
  Builder: PeerPromiseCounterParamsBuilder,
  dataWords: 1,
  pointerWords: 1,
}

export class PeerCallBackParamsReader extends StructReader {
  /** A `Counter`'s index in the capability table, or -1. */
  get callback(): number {
    return this.getCapability(0)
  }
  hasCallback(): boolean {
    return this.hasPointer(0)
  }

  get calls(): number {
    return this.getUint32(0)
  }

  get inFlight(): number {
    return this.getUint32(4)
  }
}

export class PeerCallBackParamsBuilder extends StructBuilder {
  /** A `Counter`'s index in the capability table, or -1. */
  set callback(value: number) {
    this.setCapability(0, value)
  }

  set calls(value: number) {
    this.setUint32(0, value)
  }

  set inFlight(value: number) {
    this.setUint32(4, value)
  }
}

export const PeerCallBackParams: Codec<PeerCallBackParamsReader, PeerCallBackParamsBuilder> = {
  Reader: PeerCallBackParamsReader,
  Builder: PeerCallBackParamsBuilder,
  dataWords: 1,
  pointerWords: 1,
}

export class PeerCallBackResultsReader extends StructReader {
  get outOfOrder(): number {
    return this.getUint32(0)
  }
}

export class PeerCallBackResultsBuilder extends StructBuilder {
  set outOfOrder(value: number) {
    this.setUint32(0, value)
  }
}

export const PeerCallBackResults: Codec<PeerCallBackResultsReader, PeerCallBackResultsBuilder> = {
  Reader: PeerCallBackResultsReader,
  Builder: PeerCallBackResultsBuilder,
  dataWords: 1,
  pointerWords: 0,
}

export class PeerKeepParamsReader extends StructReader {
  /** A `Counter`'s index in the capability table, or -1. */
  get callback(): number {
    return this.getCapability(0)
  }
  hasCallback(): boolean {
    return this.hasPointer(0)
  }
}

export class PeerKeepParamsBuilder extends StructBuilder {
  /** A `Counter`'s index in the capability table, or -1. */
  set callback(value: number) {
    this.setCapability(0, value)
  }
}

export const PeerKeepParams: Codec<PeerKeepParamsReader, PeerKeepParamsBuilder> = {
  Reader: PeerKeepParamsReader,
  Builder: PeerKeepParamsBuilder,
  dataWords: 0,
  pointerWords: 1,
}

export class PeerKeepResultsReader extends StructReader {}

export class PeerKeepResultsBuilder extends StructBuilder {}

export const PeerKeepResults: Codec<PeerKeepResultsReader, PeerKeepResultsBuilder> = {
  Reader: PeerKeepResultsReader,
  Builder: PeerKeepResultsBuilder,
  dataWords: 0,
  pointerWords: 0,
}

export class PeerDropKeptParamsReader extends StructReader {}

export class PeerDropKeptParamsBuilder extends StructBuilder {}

export const PeerDropKeptParams: Codec<PeerDropKeptParamsReader, PeerDropKeptParamsBuilder> = {
  Reader: PeerDropKeptParamsReader,
  Builder: PeerDropKeptParamsBuilder,
  dataWords: 0,
  pointerWords: 0,
}

export class PeerDropKeptResultsReader extends StructReader {}

export class PeerDropKeptResultsBuilder extends StructBuilder {}

export const PeerDropKeptResults: Codec<PeerDropKeptResultsReader, PeerDropKeptResultsBuilder> = {
  Reader: PeerDropKeptResultsReader,
  Builder: PeerDropKeptResultsBuilder,
  dataWords: 0,
  pointerWords: 0,
}

export class PeerBounceParamsReader extends StructReader {
  /** A `Counter`'s index in the capability table, or -1. */
  get callback(): number {
    return this.getCapability(0)
  }
  hasCallback(): boolean {
    return this.hasPointer(0)
  }

  get gate(): number {
    return this.getUint32(0)
  }
}

export class PeerBounceParamsBuilder extends StructBuilder {
  /** A `Counter`'s index in the capability table, or -1. */
  set callback(value: number) {
    this.setCapability(0, value)
  }

  set gate(value: number) {
    this.setUint32(0, value)
  }
}

export const PeerBounceParams: Codec<PeerBounceParamsReader, PeerBounceParamsBuilder> = {
  Reader: PeerBounceParamsReader,
  Builder: PeerBounceParamsBuilder,
  dataWords: 1,
  pointerWords: 1,
}

export class PeerForwardParamsReader extends StructReader {
  /** A `Counter`'s index in the capability table, or -1. */
  get callback(): number {
    return this.getCapability(0)
  }
  hasCallback(): boolean {
    return this.hasPointer(0)
  }

  get value(): number {
    return this.getUint64(0)
  }
}

export class PeerForwardParamsBuilder extends StructBuilder {
  /** A `Counter`'s index in the capability table, or -1. */
  set callback(value: number) {
    this.setCapability(0, value)
  }

  set value(value: number) {
    this.setUint64(0, value)
  }
}

export const PeerForwardParams: Codec<PeerForwardParamsReader, PeerForwardParamsBuilder> = {
  Reader: PeerForwardParamsReader,
  Builder: PeerForwardParamsBuilder,
  dataWords: 1,
  pointerWords: 1,
}

export class PeerCatchFromParamsReader extends StructReader {
  /** A `Counter`'s index in the capability table, or -1. */
  get callback(): number {
    return this.getCapability(0)
  }
  hasCallback(): boolean {
    return this.hasPointer(0)
  }

  get failure(): FailureReader {
    return this.getStruct(1, Failure)
  }
  hasFailure(): boolean {
    return this.hasPointer(1)
  }
}

export class PeerCatchFromParamsBuilder extends StructBuilder {
  /** A `Counter`'s index in the capability table, or -1. */
  set callback(value: number) {
    this.setCapability(0, value)
  }

  initFailure(): FailureBuilder {
    return this.initStruct(1, Failure)
  }
}

export const PeerCatchFromParams: Codec<PeerCatchFromParamsReader, PeerCatchFromParamsBuilder> = {
  Reader: PeerCatchFromParamsReader,
  Builder: PeerCatchFromParamsBuilder,
  dataWords: 0,
  pointerWords: 2,
}

export class PeerWriteParamsReader extends StructReader {
  get index(): number {
    return this.getUint64(0)
  }

  get data(): Uint8Array {
    return this.getData(0)
  }
  hasData(): boolean {
    return this.hasPointer(0)
  }
}

export class PeerWriteParamsBuilder extends StructBuilder {
  set index(value: number) {
    this.setUint64(0, value)
  }

  set data(value: Uint8Array) {
    this.setData(0, value)
  }
}

export const PeerWriteParams: Codec<PeerWriteParamsReader, PeerWriteParamsBuilder> = {
  Reader: PeerWriteParamsReader,
  Builder: PeerWriteParamsBuilder,
  dataWords: 1,
  pointerWords: 1,
}

export class PeerWriteResultsReader extends StructReader {}

export class PeerWriteResultsBuilder extends StructBuilder {}

export const PeerWriteResults: Codec<PeerWriteResultsReader, PeerWriteResultsBuilder> = {
  Reader: PeerWriteResultsReader,
  Builder: PeerWriteResultsBuilder,
  dataWords: 0,
  pointerWords: 0,
}

export class PeerRowsParamsReader extends StructReader {
  get count(): number {
    return this.getUint32(0)
  }

  get textBytes(): number {
    return this.getUint32(4)
  }

  get orphans(): boolean {
    return this.getBool(64)
  }
}

export class PeerRowsParamsBuilder extends StructBuilder {
  set count(value: number) {
    this.setUint32(0, value)
  }

  set textBytes(value: number) {
    this.setUint32(4, value)
  }

  set orphans(value: boolean) {
    this.setBool(64, value)
  }
}

export const PeerRowsParams: Codec<PeerRowsParamsReader, PeerRowsParamsBuilder> = {
  Reader: PeerRowsParamsReader,
  Builder: PeerRowsParamsBuilder,
  dataWords: 2,
  pointerWords: 0,
}

export class PeerCheckTableParamsReader extends StructReader {
  get table(): TableReader {
    return this.getStruct(0, Table)
  }
  hasTable(): boolean {
    return this.hasPointer(0)
  }
}

export class PeerCheckTableParamsBuilder extends StructBuilder {
  initTable(): TableBuilder {
    return this.initStruct(0, Table)
  }
}

export const PeerCheckTableParams: Codec<
  PeerCheckTableParamsReader,
  PeerCheckTableParamsBuilder
> = {
  Reader: PeerCheckTableParamsReader,
  Builder: PeerCheckTableParamsBuilder,
  dataWords: 0,
  pointerWords: 1,
}

export class PeerCheckTableResultsReader extends StructReader {
  get rows(): number {
    return this.getUint32(0)
  }

  get wrong(): number {
    return this.getUint32(4)
  }
}

export class PeerCheckTableResultsBuilder extends StructBuilder {
  set rows(value: number) {
    this.setUint32(0, value)
  }

  set wrong(value: number) {
    this.setUint32(4, value)
  }
}

export const PeerCheckTableResults: Codec<
  PeerCheckTableResultsReader,
  PeerCheckTableResultsBuilder
> = {
  Reader: PeerCheckTableResultsReader,
  Builder: PeerCheckTableResultsBuilder,
  dataWords: 1,
  pointerWords: 0,
}

export class PeerLeaveParamsReader extends StructReader {}

export class PeerLeaveParamsBuilder extends StructBuilder {}

export const PeerLeaveParams: Codec<PeerLeaveParamsReader, PeerLeaveParamsBuilder> = {
  Reader: PeerLeaveParamsReader,
  Builder: PeerLeaveParamsBuilder,
  dataWords: 0,
  pointerWords: 0,
}

export class PeerLeaveResultsReader extends StructReader {}

export class PeerLeaveResultsBuilder extends StructBuilder {}

export const PeerLeaveResults: Codec<PeerLeaveResultsReader, PeerLeaveResultsBuilder> = {
  Reader: PeerLeaveResultsReader,
  Builder: PeerLeaveResultsBuilder,
  dataWords: 0,
  pointerWords: 0,
}

export class CounterNextParamsReader extends StructReader {}

export class CounterNextParamsBuilder extends StructBuilder {}

export const CounterNextParams: Codec<CounterNextParamsReader, CounterNextParamsBuilder> = {
  Reader: CounterNextParamsReader,
  Builder: CounterNextParamsBuilder,
  dataWords: 0,
  pointerWords: 0,
}

export class CounterDepthParamsReader extends StructReader {}

export class CounterDepthParamsBuilder extends StructBuilder {}

export const CounterDepthParams: Codec<CounterDepthParamsReader, CounterDepthParamsBuilder> = {
  Reader: CounterDepthParamsReader,
  Builder: CounterDepthParamsBuilder,
  dataWords: 0,
  pointerWords: 0,
}

export class CounterDepthResultsReader extends StructReader {
  get result(): number {
    return this.getUint32(0)
  }
}

export class CounterDepthResultsBuilder extends StructBuilder {
  set result(value: number) {
    this.setUint32(0, value)
  }
}

export const CounterDepthResults: Codec<CounterDepthResultsReader, CounterDepthResultsBuilder> = {
  Reader: CounterDepthResultsReader,
  Builder: CounterDepthResultsBuilder,
  dataWords: 1,
  pointerWords: 0,
}

export class CounterFailResultsReader extends StructReader {}

export class CounterFailResultsBuilder extends StructBuilder {}

export const CounterFailResults: Codec<CounterFailResultsReader, CounterFailResultsBuilder> = {
  Reader: CounterFailResultsReader,
  Builder: CounterFailResultsBuilder,
  dataWords: 0,
  pointerWords: 0,
}

export class SampleReader extends StructReader {
  get text(): string {
    return this.getText(0)
  }
  hasText(): boolean {
    return this.hasPointer(0)
  }

  get data(): Uint8Array {
    return this.getData(1)
  }
  hasData(): boolean {
    return this.hasPointer(1)
  }
}

export class SampleBuilder extends StructBuilder {
  set text(value: string) {
    this.setText(0, value)
  }

  set data(value: Uint8Array) {
    this.setData(1, value)
  }
}

export const Sample: Codec<SampleReader, SampleBuilder> = {
  Reader: SampleReader,
  Builder: SampleBuilder,
  dataWords: 0,
  pointerWords: 2,
}

export class HandleReader extends StructReader {
  /** A `Counter`'s index in the capability table, or -1. */
  get counter(): number {
    return this.getCapability(0)
  }
  hasCounter(): boolean {
    return this.hasPointer(0)
  }
}

export class HandleBuilder extends StructBuilder {
  /** A `Counter`'s index in the capability table, or -1. */
  set counter(value: number) {
    this.setCapability(0, value)
  }
}

export const Handle: Codec<HandleReader, HandleBuilder> = {
  Reader: HandleReader,
  Builder: HandleBuilder,
  dataWords: 0,
  pointerWords: 1,
}

export class AskReader extends StructReader {
  get value(): number {
    return this.getUint64(0)
  }
}

export class AskBuilder extends StructBuilder {
  set value(value: number) {
    this.setUint64(0, value)
  }
}

export const Ask: Codec<AskReader, AskBuilder> = {
  Reader: AskReader,
  Builder: AskBuilder,
  dataWords: 1,
  pointerWords: 0,
}

export class AnswerReader extends StructReader {
  /** The value asked for. */
  get value(): number {
    return this.getUint64(0)
  }

  /** How many calls the counter had before this one. */
  get order(): number {
    return this.getUint64(8)
  }
}

export class AnswerBuilder extends StructBuilder {
  /** The value asked for. */
  set value(value: number) {
    this.setUint64(0, value)
  }

  /** How many calls the counter had before this one. */
  set order(value: number) {
    this.setUint64(8, value)
  }
}

export const Answer: Codec<AnswerReader, AnswerBuilder> = {
  Reader: AnswerReader,
  Builder: AnswerBuilder,
  dataWords: 2,
  pointerWords: 0,
}

export class FailureReader extends StructReader {
  /** A {@link FailureKind}, or one unknown here. */
  get kind(): number {
    return this.getUint16(0)
  }

  get reason(): string {
    return this.getText(0)
  }
  hasReason(): boolean {
    return this.hasPointer(0)
  }
}

export class FailureBuilder extends StructBuilder {
  /** A {@link FailureKind}, or one unknown here. */
  set kind(value: number) {
    this.setUint16(0, value)
  }

  set reason(value: string) {
    this.setText(0, value)
  }
}

export const Failure: Codec<FailureReader, FailureBuilder> = {
  Reader: FailureReader,
  Builder: FailureBuilder,
  dataWords: 1,
  pointerWords: 1,
}

export class CountsReader extends StructReader {
  /** Counters, in the process. */
  get liveObjects(): number {
    return this.getUint32(0)
  }

  /** Calls of `never` that were cancelled. */
  get cancelled(): number {
    return this.getUint32(4)
  }

  get streamedBytes(): number {
    return this.getUint64(8)
  }

  get streamedOutOfOrder(): number {
    return this.getUint32(16)
  }
}

export class CountsBuilder extends StructBuilder {
  /** Counters, in the process. */
  set liveObjects(value: number) {
    this.setUint32(0, value)
  }

  /** Calls of `never` that were cancelled. */
  set cancelled(value: number) {
    this.setUint32(4, value)
  }

  set streamedBytes(value: number) {
    this.setUint64(8, value)
  }

  set streamedOutOfOrder(value: number) {
    this.setUint32(16, value)
  }
}

export const Counts: Codec<CountsReader, CountsBuilder> = {
  Reader: CountsReader,
  Builder: CountsBuilder,
  dataWords: 3,
  pointerWords: 0,
}

/**
 * For each index i: the number i * 2654435761; text i repeats the letter 97 + i % 26; data i
 * is as long as the text and repeats the byte i % 251; numbers holds i and i * i.
 */
export class TableReader extends StructReader {
  /** "table of <count>" */
  get title(): string {
    return this.getText(0)
  }
  hasTitle(): boolean {
    return this.hasPointer(0)
  }

  get rows(): StructListReader<RowReader> {
    return this.getStructList(1, Row)
  }
  hasRows(): boolean {
    return this.hasPointer(1)
  }
}

/**
 * For each index i: the number i * 2654435761; text i repeats the letter 97 + i % 26; data i
 * is as long as the text and repeats the byte i % 251; numbers holds i and i * i.
 */
export class TableBuilder extends StructBuilder {
  /** "table of <count>" */
  set title(value: string) {
    this.setText(0, value)
  }

  initRows(count: number): StructListBuilder<RowBuilder> {
    return this.initStructList(1, Row, count)
  }
}

/**
 * For each index i: the number i * 2654435761; text i repeats the letter 97 + i % 26; data i
 * is as long as the text and repeats the byte i % 251; numbers holds i and i * i.
 */
export const Table: Codec<TableReader, TableBuilder> = {
  Reader: TableReader,
  Builder: TableBuilder,
  dataWords: 0,
  pointerWords: 2,
}

export class RowReader extends StructReader {
  get number(): number {
    return this.getUint64(0)
  }

  get text(): string {
    return this.getText(0)
  }
  hasText(): boolean {
    return this.hasPointer(0)
  }

  get data(): Uint8Array {
    return this.getData(1)
  }
  hasData(): boolean {
    return this.hasPointer(1)
  }

  get numbers(): Uint32Array {
    return this.getUint32List(2)
  }
  hasNumbers(): boolean {
    return this.hasPointer(2)
  }
}

export class RowBuilder extends StructBuilder {
  set number(value: number) {
    this.setUint64(0, value)
  }

  set text(value: string) {
    this.setText(0, value)
  }

  set data(value: Uint8Array) {
    this.setData(1, value)
  }

  set numbers(value: Uint32Array) {
    this.setNumberList(2, value)
  }
}

export const Row: Codec<RowReader, RowBuilder> = {
  Reader: RowReader,
  Builder: RowBuilder,
  dataWords: 1,
  pointerWords: 3,
}

/**
 * The bootstrap capability of either side that serves. What is slow waits for a gate, which
 * another call opens: no test depends on time.
 */
export const Peer = {
  id: 0xe17f011e0dd79254n,
  name: 'Peer',
  superclasses: [],
  methods: {
    /** Answers with what it was sent. */
    echo: {
      interfaceId: 0xe17f011e0dd79254n,
      id: 0,
      name: 'Peer.echo',
      Params: Sample,
      Results: Sample,
    },
    /** Answers when the gate opens. */
    hold: {
      interfaceId: 0xe17f011e0dd79254n,
      id: 1,
      name: 'Peer.hold',
      Params: PeerHoldParams,
      Results: PeerHoldResults,
    },
    /** Opens the gate, for those who wait and for those who come later. */
    open: {
      interfaceId: 0xe17f011e0dd79254n,
      id: 2,
      name: 'Peer.open',
      Params: PeerOpenParams,
      Results: PeerOpenResults,
    },
    /** Never answers. Counted when it is cancelled. */
    never: {
      interfaceId: 0xe17f011e0dd79254n,
      id: 3,
      name: 'Peer.never',
      Params: PeerNeverParams,
      Results: PeerNeverResults,
    },
    counts: {
      interfaceId: 0xe17f011e0dd79254n,
      id: 4,
      name: 'Peer.counts',
      Params: PeerCountsParams,
      Results: Counts,
    },
    /** Answers with that exception. */
    fail: {
      interfaceId: 0xe17f011e0dd79254n,
      id: 5,
      name: 'Peer.fail',
      Params: Failure,
      Results: PeerFailResults,
    },
    makeCounters: {
      interfaceId: 0xe17f011e0dd79254n,
      id: 6,
      name: 'Peer.makeCounters',
      Params: PeerMakeCountersParams,
      Results: PeerMakeCountersResults,
    },
    /** A new counter, when the gate opens. */
    slowCounter: {
      interfaceId: 0xe17f011e0dd79254n,
      id: 7,
      name: 'Peer.slowCounter',
      Params: PeerSlowCounterParams,
      Results: Handle,
    },
    /** Answers at once with a promise of a counter, which settles when the gate opens. */
    promiseCounter: {
      interfaceId: 0xe17f011e0dd79254n,
      id: 8,
      name: 'Peer.promiseCounter',
      Params: PeerPromiseCounterParams,
      Results: Handle,
    },
    /**
     * Calls `callback` so often with 0, 1, 2, …, so many calls in flight. Answers how many of the
     * answers were not what a counter that was called in that order says.
     */
    callBack: {
      interfaceId: 0xe17f011e0dd79254n,
      id: 9,
      name: 'Peer.callBack',
      Params: PeerCallBackParams,
      Results: PeerCallBackResults,
    },
    /** Keeps `callback` after the call, until dropKept. */
    keep: {
      interfaceId: 0xe17f011e0dd79254n,
      id: 10,
      name: 'Peer.keep',
      Params: PeerKeepParams,
      Results: PeerKeepResults,
    },
    callKept: {
      interfaceId: 0xe17f011e0dd79254n,
      id: 11,
      name: 'Peer.callKept',
      Params: Ask,
      Results: Answer,
    },
    dropKept: {
      interfaceId: 0xe17f011e0dd79254n,
      id: 12,
      name: 'Peer.dropKept',
      Params: PeerDropKeptParams,
      Results: PeerDropKeptResults,
    },
    /** Answers with `callback` itself, when the gate opens. */
    bounce: {
      interfaceId: 0xe17f011e0dd79254n,
      id: 13,
      name: 'Peer.bounce',
      Params: PeerBounceParams,
      Results: Handle,
    },
    /** What `callback` answers to `value`, as a tail call where the side can. */
    forward: {
      interfaceId: 0xe17f011e0dd79254n,
      id: 14,
      name: 'Peer.forward',
      Params: PeerForwardParams,
      Results: Answer,
    },
    /** Lets `callback` fail and answers with the exception that arrived. */
    catchFrom: {
      interfaceId: 0xe17f011e0dd79254n,
      id: 15,
      name: 'Peer.catchFrom',
      Params: PeerCatchFromParams,
      Results: Failure,
    },
    /** Counts the bytes, and the calls whose index is not one more than the last. */
    write: {
      interfaceId: 0xe17f011e0dd79254n,
      id: 16,
      name: 'Peer.write',
      Params: PeerWriteParams,
      Results: PeerWriteResults,
    },
    /**
     * A table with that many rows. With `orphans` its parts are built before they are linked,
     * which ends in double-far pointers.
     */
    rows: {
      interfaceId: 0xe17f011e0dd79254n,
      id: 17,
      name: 'Peer.rows',
      Params: PeerRowsParams,
      Results: Table,
    },
    /**
     * Reads a table made by the same rule and answers how many of its values were not as expected.
     */
    checkTable: {
      interfaceId: 0xe17f011e0dd79254n,
      id: 18,
      name: 'Peer.checkTable',
      Params: PeerCheckTableParams,
      Results: PeerCheckTableResults,
    },
    /** Closes the connection without answering. */
    leave: {
      interfaceId: 0xe17f011e0dd79254n,
      id: 19,
      name: 'Peer.leave',
      Params: PeerLeaveParams,
      Results: PeerLeaveResults,
    },
  },
} as const satisfies InterfaceType

/** Counts its calls. There are as many live objects as counters that are not yet destroyed. */
export const Counter = {
  id: 0xde67a3e06af4236an,
  name: 'Counter',
  superclasses: [],
  methods: {
    call: {
      interfaceId: 0xde67a3e06af4236an,
      id: 0,
      name: 'Counter.call',
      Params: Ask,
      Results: Answer,
    },
    /** A new counter, one deeper. */
    next: {
      interfaceId: 0xde67a3e06af4236an,
      id: 1,
      name: 'Counter.next',
      Params: CounterNextParams,
      Results: Handle,
    },
    depth: {
      interfaceId: 0xde67a3e06af4236an,
      id: 2,
      name: 'Counter.depth',
      Params: CounterDepthParams,
      Results: CounterDepthResults,
    },
    fail: {
      interfaceId: 0xde67a3e06af4236an,
      id: 3,
      name: 'Counter.fail',
      Params: Failure,
      Results: CounterFailResults,
    },
  },
} as const satisfies InterfaceType

/** An interface that nobody serves. */
export const Absent = {
  id: 0xc6be11f9ec7a7371n,
  name: 'Absent',
  superclasses: [],
  methods: {
    call: {
      interfaceId: 0xc6be11f9ec7a7371n,
      id: 0,
      name: 'Absent.call',
      Params: Ask,
      Results: Answer,
    },
  },
} as const satisfies InterfaceType
