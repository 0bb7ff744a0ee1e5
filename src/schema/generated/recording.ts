// Generated from schema/recording.capnp by `npm run generate`. Do not edit.

import {
  type Codec,
  StructBuilder,
  type StructListBuilder,
  type StructListReader,
  StructReader,
  type TextListReader,
} from '../../capnp/index.js'
import {
  Loss,
  type LossBuilder,
  type LossReader,
  ServerDescription,
  type ServerDescriptionBuilder,
  type ServerDescriptionReader,
} from './trace-server.js'
import { Batch, type BatchBuilder, type BatchReader } from './tracepoints.js'

export const CompressionMethod = {
  /** RFC 1950. */
  zlib: 0,
} as const
export type CompressionMethod = (typeof CompressionMethod)[keyof typeof CompressionMethod]

/** The names of {@link CompressionMethod} by their numbers. */
export const CompressionMethodNames = ['zlib'] as const

export class RecordingEntryReader extends StructReader {
  /** The member that the union holds: one of {@link RecordingEntryWhich}, or one unknown here. */
  which(): number {
    return this.getUint16(0)
  }

  /** The first entry of a file, and no other. */
  get header(): RecordingHeaderReader {
    return this.getStruct(0, RecordingHeader)
  }
  hasHeader(): boolean {
    return this.which() === 0 && this.hasPointer(0)
  }

  /** The next events. */
  get batch(): BatchReader {
    return this.getStruct(0, Batch)
  }
  hasBatch(): boolean {
    return this.which() === 1 && this.hasPointer(0)
  }

  /** Events were lost between the batches before and those after. */
  get losses(): StructListReader<LossReader> {
    return this.getStructList(0, Loss)
  }
  hasLosses(): boolean {
    return this.which() === 2 && this.hasPointer(0)
  }

  /** The connection to the node was lost and made again. */
  get gap(): RecordingGapReader {
    return this.getStruct(0, RecordingGap)
  }
  hasGap(): boolean {
    return this.which() === 3 && this.hasPointer(0)
  }

  /** Another entry, in fewer bytes. */
  get compressed(): CompressedEntryReader {
    return this.getStruct(0, CompressedEntry)
  }
  hasCompressed(): boolean {
    return this.which() === 4 && this.hasPointer(0)
  }

  /** Where batches are, and what is in them. Nothing else is told here: it can be made again. */
  get index(): RecordingIndexReader {
    return this.getStruct(0, RecordingIndex)
  }
  hasIndex(): boolean {
    return this.which() === 5 && this.hasPointer(0)
  }

  /** The last entry of a file that was ended in order. Its size never changes. */
  get end(): RecordingEndReader {
    return this.getStruct(0, RecordingEnd)
  }
  hasEnd(): boolean {
    return this.which() === 6 && this.hasPointer(0)
  }
}

export class RecordingEntryBuilder extends StructBuilder {
  /** The first entry of a file, and no other. */
  initHeader(): RecordingHeaderBuilder {
    this.setUint16(0, 0)
    return this.initStruct(0, RecordingHeader)
  }
  /** Selects it in the union, for what writes its pointer itself. */
  setHeader(): void {
    this.setUint16(0, 0)
  }

  /** The next events. */
  initBatch(): BatchBuilder {
    this.setUint16(0, 1)
    return this.initStruct(0, Batch)
  }
  /** Selects it in the union, for what writes its pointer itself. */
  setBatch(): void {
    this.setUint16(0, 1)
  }

  /** Events were lost between the batches before and those after. */
  initLosses(count: number): StructListBuilder<LossBuilder> {
    this.setUint16(0, 2)
    return this.initStructList(0, Loss, count)
  }

  /** The connection to the node was lost and made again. */
  initGap(): RecordingGapBuilder {
    this.setUint16(0, 3)
    return this.initStruct(0, RecordingGap)
  }
  /** Selects it in the union, for what writes its pointer itself. */
  setGap(): void {
    this.setUint16(0, 3)
  }

  /** Another entry, in fewer bytes. */
  initCompressed(): CompressedEntryBuilder {
    this.setUint16(0, 4)
    return this.initStruct(0, CompressedEntry)
  }
  /** Selects it in the union, for what writes its pointer itself. */
  setCompressed(): void {
    this.setUint16(0, 4)
  }

  /** Where batches are, and what is in them. Nothing else is told here: it can be made again. */
  initIndex(): RecordingIndexBuilder {
    this.setUint16(0, 5)
    return this.initStruct(0, RecordingIndex)
  }
  /** Selects it in the union, for what writes its pointer itself. */
  setIndex(): void {
    this.setUint16(0, 5)
  }

  /** The last entry of a file that was ended in order. Its size never changes. */
  initEnd(): RecordingEndBuilder {
    this.setUint16(0, 6)
    return this.initStruct(0, RecordingEnd)
  }
  /** Selects it in the union, for what writes its pointer itself. */
  setEnd(): void {
    this.setUint16(0, 6)
  }
}

/** The members of the union in {@link RecordingEntryReader}. */
export const RecordingEntryWhich = {
  header: 0,
  batch: 1,
  losses: 2,
  gap: 3,
  compressed: 4,
  index: 5,
  end: 6,
} as const

export const RecordingEntry: Codec<RecordingEntryReader, RecordingEntryBuilder> = {
  Reader: RecordingEntryReader,
  Builder: RecordingEntryBuilder,
  dataWords: 1,
  pointerWords: 1,
}

export class RecordingHeaderReader extends StructReader {
  /** "nodetap recording" */
  get format(): string {
    return this.getText(0)
  }
  hasFormat(): boolean {
    return this.hasPointer(0)
  }

  /** Of the file's format: 1. A reader refuses a higher one. */
  get version(): number {
    return this.getUint32(0)
  }

  /** Name and version of what wrote the file, as "nodetap/0.1.0". */
  get recorder(): string {
    return this.getText(1)
  }
  hasRecorder(): boolean {
    return this.hasPointer(1)
  }

  /** When the file was begun. */
  get startedAtUnixUs(): number {
    return this.getInt64(8)
  }

  /** Counts the files of one recording, from 1 on. */
  get part(): number {
    return this.getUint32(4)
  }

  /** Those subscribed to, whether or not they have events. */
  get tracepoints(): TextListReader {
    return this.getTextList(2)
  }
  hasTracepoints(): boolean {
    return this.hasPointer(2)
  }

  /** The wall-clock time of monotonic zero, in Unix microseconds: add it to a timestamp. */
  get monotonicZeroUnixUs(): number {
    return this.getInt64(16)
  }

  /** How much of each payload was asked for; 4294967295: all of it. */
  get payloadBytes(): number {
    return this.getUint32(24)
  }

  /** The expression that events had to satisfy; empty: none. */
  get where(): string {
    return this.getText(3)
  }
  hasWhere(): boolean {
    return this.hasPointer(3)
  }

  /** What the node said of itself when the recording began. */
  get node(): ServerDescriptionReader {
    return this.getStruct(4, ServerDescription)
  }
  hasNode(): boolean {
    return this.hasPointer(4)
  }
}

export class RecordingHeaderBuilder extends StructBuilder {
  /** "nodetap recording" */
  set format(value: string) {
    this.setText(0, value)
  }

  /** Of the file's format: 1. A reader refuses a higher one. */
  set version(value: number) {
    this.setUint32(0, value)
  }

  /** Name and version of what wrote the file, as "nodetap/0.1.0". */
  set recorder(value: string) {
    this.setText(1, value)
  }

  /** When the file was begun. */
  set startedAtUnixUs(value: number) {
    this.setInt64(8, value)
  }

  /** Counts the files of one recording, from 1 on. */
  set part(value: number) {
    this.setUint32(4, value)
  }

  /** Those subscribed to, whether or not they have events. */
  set tracepoints(value: readonly string[]) {
    this.setTextList(2, value)
  }

  /** The wall-clock time of monotonic zero, in Unix microseconds: add it to a timestamp. */
  set monotonicZeroUnixUs(value: number) {
    this.setInt64(16, value)
  }

  /** How much of each payload was asked for; 4294967295: all of it. */
  set payloadBytes(value: number) {
    this.setUint32(24, value)
  }

  /** The expression that events had to satisfy; empty: none. */
  set where(value: string) {
    this.setText(3, value)
  }

  /** What the node said of itself when the recording began. */
  initNode(): ServerDescriptionBuilder {
    return this.initStruct(4, ServerDescription)
  }
}

export const RecordingHeader: Codec<RecordingHeaderReader, RecordingHeaderBuilder> = {
  Reader: RecordingHeaderReader,
  Builder: RecordingHeaderBuilder,
  dataWords: 4,
  pointerWords: 5,
}

export class RecordingGapReader extends StructReader {
  get lostAtUnixMs(): number {
    return this.getInt64(0)
  }

  get resumedAtUnixMs(): number {
    return this.getInt64(8)
  }

  /** Whether another process answered afterwards; its sequence numbers begin anew. */
  get restarted(): boolean {
    return this.getBool(128)
  }

  /** Events of all tracepoints that the node fired to others meanwhile; -1: not known. */
  get missedEvents(): number {
    return this.getInt64(24, 0xffffffff, 0xffffffff)
  }
}

export class RecordingGapBuilder extends StructBuilder {
  set lostAtUnixMs(value: number) {
    this.setInt64(0, value)
  }

  set resumedAtUnixMs(value: number) {
    this.setInt64(8, value)
  }

  /** Whether another process answered afterwards; its sequence numbers begin anew. */
  set restarted(value: boolean) {
    this.setBool(128, value)
  }

  /** Events of all tracepoints that the node fired to others meanwhile; -1: not known. */
  set missedEvents(value: number) {
    this.setInt64(24, value, 0xffffffff, 0xffffffff)
  }
}

export const RecordingGap: Codec<RecordingGapReader, RecordingGapBuilder> = {
  Reader: RecordingGapReader,
  Builder: RecordingGapBuilder,
  dataWords: 4,
  pointerWords: 0,
}

export class CompressedEntryReader extends StructReader {
  /** A {@link CompressionMethod}, or one unknown here. */
  get method(): number {
    return this.getUint16(0)
  }

  get uncompressedBytes(): number {
    return this.getUint64(8)
  }

  /** A whole message as it would stand in the file: a RecordingEntry with a batch. */
  get data(): Uint8Array {
    return this.getData(0)
  }
  hasData(): boolean {
    return this.hasPointer(0)
  }
}

export class CompressedEntryBuilder extends StructBuilder {
  /** A {@link CompressionMethod}, or one unknown here. */
  set method(value: number) {
    this.setUint16(0, value)
  }

  set uncompressedBytes(value: number) {
    this.setUint64(8, value)
  }

  /** A whole message as it would stand in the file: a RecordingEntry with a batch. */
  set data(value: Uint8Array) {
    this.setData(0, value)
  }
}

export const CompressedEntry: Codec<CompressedEntryReader, CompressedEntryBuilder> = {
  Reader: CompressedEntryReader,
  Builder: CompressedEntryBuilder,
  dataWords: 2,
  pointerWords: 1,
}

/**
 * The batches since the index before, or since the beginning. The lists are equally long and
 * have an element a batch.
 */
export class RecordingIndexReader extends StructReader {
  /** Where the index before is in the file; 0: this is the first. */
  get previousIndex(): number {
    return this.getUint64(0)
  }

  /**
   * Where the batch's entry begins in the file …
   * Each 64-bit element as two 32-bit words, the low one first.
   */
  get offset(): Uint32Array {
    return this.getWordList(0)
  }
  hasOffset(): boolean {
    return this.hasPointer(0)
  }

  /** … and how long it is, its segment table included. */
  get entryBytes(): Uint32Array {
    return this.getUint32List(1)
  }
  hasEntryBytes(): boolean {
    return this.hasPointer(1)
  }

  /** The CRC-32 (as zlib's) of these bytes. */
  get checksum(): Uint32Array {
    return this.getUint32List(2)
  }
  hasChecksum(): boolean {
    return this.hasPointer(2)
  }

  /** Each 64-bit element as two 32-bit words, the low one first. */
  get firstSequence(): Uint32Array {
    return this.getWordList(3)
  }
  hasFirstSequence(): boolean {
    return this.hasPointer(3)
  }

  /**
   * Of its events.
   * Each 64-bit element as two 32-bit words, the low one first.
   */
  get lastSequence(): Uint32Array {
    return this.getWordList(4)
  }
  hasLastSequence(): boolean {
    return this.hasPointer(4)
  }

  /** Each 64-bit element as two 32-bit words, the low one first. */
  get firstTimestampUs(): Uint32Array {
    return this.getWordList(5)
  }
  hasFirstTimestampUs(): boolean {
    return this.hasPointer(5)
  }

  /**
   * The lowest and the highest time of its events, in monotonic microseconds.
   * Each 64-bit element as two 32-bit words, the low one first.
   */
  get lastTimestampUs(): Uint32Array {
    return this.getWordList(6)
  }
  hasLastTimestampUs(): boolean {
    return this.hasPointer(6)
  }

  get tracepoints(): StructListReader<IndexedTracepointReader> {
    return this.getStructList(7, IndexedTracepoint)
  }
  hasTracepoints(): boolean {
    return this.hasPointer(7)
  }

  /** How many gaps there are between the index before and this one. */
  get gaps(): number {
    return this.getUint32(8)
  }
}

/**
 * The batches since the index before, or since the beginning. The lists are equally long and
 * have an element a batch.
 */
export class RecordingIndexBuilder extends StructBuilder {
  /** Where the index before is in the file; 0: this is the first. */
  set previousIndex(value: number) {
    this.setUint64(0, value)
  }

  /**
   * Where the batch's entry begins in the file …
   * Each 64-bit element as two 32-bit words, the low one first.
   */
  set offset(value: Uint32Array) {
    this.setWordList(0, value)
  }

  /** … and how long it is, its segment table included. */
  set entryBytes(value: Uint32Array) {
    this.setNumberList(1, value)
  }

  /** The CRC-32 (as zlib's) of these bytes. */
  set checksum(value: Uint32Array) {
    this.setNumberList(2, value)
  }

  /** Each 64-bit element as two 32-bit words, the low one first. */
  set firstSequence(value: Uint32Array) {
    this.setWordList(3, value)
  }

  /**
   * Of its events.
   * Each 64-bit element as two 32-bit words, the low one first.
   */
  set lastSequence(value: Uint32Array) {
    this.setWordList(4, value)
  }

  /** Each 64-bit element as two 32-bit words, the low one first. */
  set firstTimestampUs(value: Uint32Array) {
    this.setWordList(5, value)
  }

  /**
   * The lowest and the highest time of its events, in monotonic microseconds.
   * Each 64-bit element as two 32-bit words, the low one first.
   */
  set lastTimestampUs(value: Uint32Array) {
    this.setWordList(6, value)
  }

  initTracepoints(count: number): StructListBuilder<IndexedTracepointBuilder> {
    return this.initStructList(7, IndexedTracepoint, count)
  }

  /** How many gaps there are between the index before and this one. */
  set gaps(value: number) {
    this.setUint32(8, value)
  }
}

/**
 * The batches since the index before, or since the beginning. The lists are equally long and
 * have an element a batch.
 */
export const RecordingIndex: Codec<RecordingIndexReader, RecordingIndexBuilder> = {
  Reader: RecordingIndexReader,
  Builder: RecordingIndexBuilder,
  dataWords: 2,
  pointerWords: 8,
}

export class IndexedTracepointReader extends StructReader {
  get name(): string {
    return this.getText(0)
  }
  hasName(): boolean {
    return this.hasPointer(0)
  }

  /** By batch: events of it. */
  get count(): Uint32Array {
    return this.getUint32List(1)
  }
  hasCount(): boolean {
    return this.hasPointer(1)
  }

  /** By batch: bytes that they take there before compression, texts not counted. */
  get bytes(): Uint32Array {
    return this.getUint32List(2)
  }
  hasBytes(): boolean {
    return this.hasPointer(2)
  }

  /** Events of it that were lost between the index before and this one. */
  get lost(): number {
    return this.getUint64(0)
  }
}

export class IndexedTracepointBuilder extends StructBuilder {
  set name(value: string) {
    this.setText(0, value)
  }

  /** By batch: events of it. */
  set count(value: Uint32Array) {
    this.setNumberList(1, value)
  }

  /** By batch: bytes that they take there before compression, texts not counted. */
  set bytes(value: Uint32Array) {
    this.setNumberList(2, value)
  }

  /** Events of it that were lost between the index before and this one. */
  set lost(value: number) {
    this.setUint64(0, value)
  }
}

export const IndexedTracepoint: Codec<IndexedTracepointReader, IndexedTracepointBuilder> = {
  Reader: IndexedTracepointReader,
  Builder: IndexedTracepointBuilder,
  dataWords: 1,
  pointerWords: 3,
}

/** Numbers only, so that a reader finds it by reading the last 88 bytes of the file. */
export class RecordingEndReader extends StructReader {
  /** Where this entry begins. */
  get offset(): number {
    return this.getUint64(0)
  }

  /** Where the last index begins; 0: there is none, as there are no batches, losses or gaps. */
  get index(): number {
    return this.getUint64(8)
  }

  get batches(): number {
    return this.getUint64(16)
  }

  get events(): number {
    return this.getUint64(24)
  }

  get lost(): number {
    return this.getUint64(32)
  }

  get gaps(): number {
    return this.getUint64(40)
  }

  get endedAtUnixUs(): number {
    return this.getInt64(48)
  }
}

/** Numbers only, so that a reader finds it by reading the last 88 bytes of the file. */
export class RecordingEndBuilder extends StructBuilder {
  /** Where this entry begins. */
  set offset(value: number) {
    this.setUint64(0, value)
  }

  /** Where the last index begins; 0: there is none, as there are no batches, losses or gaps. */
  set index(value: number) {
    this.setUint64(8, value)
  }

  set batches(value: number) {
    this.setUint64(16, value)
  }

  set events(value: number) {
    this.setUint64(24, value)
  }

  set lost(value: number) {
    this.setUint64(32, value)
  }

  set gaps(value: number) {
    this.setUint64(40, value)
  }

  set endedAtUnixUs(value: number) {
    this.setInt64(48, value)
  }
}

/** Numbers only, so that a reader finds it by reading the last 88 bytes of the file. */
export const RecordingEnd: Codec<RecordingEndReader, RecordingEndBuilder> = {
  Reader: RecordingEndReader,
  Builder: RecordingEndBuilder,
  dataWords: 7,
  pointerWords: 0,
}
