// Generated from schema/upstream/tracing.capnp by `npm run generate`. Do not edit.

import {
  type Codec,
  type InterfaceType,
  StructBuilder,
  type StructListBuilder,
  type StructListReader,
  StructReader,
} from '../../../capnp/index.js'
import { Context, type ContextBuilder, type ContextReader } from './proxy.js'

export class TracingDestroyParamsReader extends StructReader {
  get context(): ContextReader {
    return this.getStruct(0, Context)
  }
  hasContext(): boolean {
    return this.hasPointer(0)
  }
}

export class TracingDestroyParamsBuilder extends StructBuilder {
  initContext(): ContextBuilder {
    return this.initStruct(0, Context)
  }
}

export const TracingDestroyParams: Codec<
  TracingDestroyParamsReader,
  TracingDestroyParamsBuilder
> = {
  Reader: TracingDestroyParamsReader,
  Builder: TracingDestroyParamsBuilder,
  dataWords: 0,
  pointerWords: 1,
}

export class TracingDestroyResultsReader extends StructReader {}

export class TracingDestroyResultsBuilder extends StructBuilder {}

export const TracingDestroyResults: Codec<
  TracingDestroyResultsReader,
  TracingDestroyResultsBuilder
> = {
  Reader: TracingDestroyResultsReader,
  Builder: TracingDestroyResultsBuilder,
  dataWords: 0,
  pointerWords: 0,
}

export class TracingTraceNetMessagesParamsReader extends StructReader {
  get context(): ContextReader {
    return this.getStruct(0, Context)
  }
  hasContext(): boolean {
    return this.hasPointer(0)
  }

  get options(): NetMessageTraceOptionsReader {
    return this.getStruct(1, NetMessageTraceOptions)
  }
  hasOptions(): boolean {
    return this.hasPointer(1)
  }

  /** A `NetMessageTrace`'s index in the capability table, or -1. */
  get callback(): number {
    return this.getCapability(2)
  }
  hasCallback(): boolean {
    return this.hasPointer(2)
  }
}

export class TracingTraceNetMessagesParamsBuilder extends StructBuilder {
  initContext(): ContextBuilder {
    return this.initStruct(0, Context)
  }

  initOptions(): NetMessageTraceOptionsBuilder {
    return this.initStruct(1, NetMessageTraceOptions)
  }

  /** A `NetMessageTrace`'s index in the capability table, or -1. */
  set callback(value: number) {
    this.setCapability(2, value)
  }
}

export const TracingTraceNetMessagesParams: Codec<
  TracingTraceNetMessagesParamsReader,
  TracingTraceNetMessagesParamsBuilder
> = {
  Reader: TracingTraceNetMessagesParamsReader,
  Builder: TracingTraceNetMessagesParamsBuilder,
  dataWords: 0,
  pointerWords: 3,
}

export class TracingTraceNetMessagesResultsReader extends StructReader {
  /** A `Handler`'s index in the capability table, or -1. */
  get result(): number {
    return this.getCapability(0)
  }
  hasResult(): boolean {
    return this.hasPointer(0)
  }
}

export class TracingTraceNetMessagesResultsBuilder extends StructBuilder {
  /** A `Handler`'s index in the capability table, or -1. */
  set result(value: number) {
    this.setCapability(0, value)
  }
}

export const TracingTraceNetMessagesResults: Codec<
  TracingTraceNetMessagesResultsReader,
  TracingTraceNetMessagesResultsBuilder
> = {
  Reader: TracingTraceNetMessagesResultsReader,
  Builder: TracingTraceNetMessagesResultsBuilder,
  dataWords: 0,
  pointerWords: 1,
}

export class NetMessageTraceDestroyParamsReader extends StructReader {
  get context(): ContextReader {
    return this.getStruct(0, Context)
  }
  hasContext(): boolean {
    return this.hasPointer(0)
  }
}

export class NetMessageTraceDestroyParamsBuilder extends StructBuilder {
  initContext(): ContextBuilder {
    return this.initStruct(0, Context)
  }
}

export const NetMessageTraceDestroyParams: Codec<
  NetMessageTraceDestroyParamsReader,
  NetMessageTraceDestroyParamsBuilder
> = {
  Reader: NetMessageTraceDestroyParamsReader,
  Builder: NetMessageTraceDestroyParamsBuilder,
  dataWords: 0,
  pointerWords: 1,
}

export class NetMessageTraceDestroyResultsReader extends StructReader {}

export class NetMessageTraceDestroyResultsBuilder extends StructBuilder {}

export const NetMessageTraceDestroyResults: Codec<
  NetMessageTraceDestroyResultsReader,
  NetMessageTraceDestroyResultsBuilder
> = {
  Reader: NetMessageTraceDestroyResultsReader,
  Builder: NetMessageTraceDestroyResultsBuilder,
  dataWords: 0,
  pointerWords: 0,
}

export class NetMessageTraceMessagesParamsReader extends StructReader {
  get context(): ContextReader {
    return this.getStruct(0, Context)
  }
  hasContext(): boolean {
    return this.hasPointer(0)
  }

  get messages(): StructListReader<NetMessageReader> {
    return this.getStructList(1, NetMessage)
  }
  hasMessages(): boolean {
    return this.hasPointer(1)
  }

  get dropped(): number {
    return this.getUint64(0)
  }
}

export class NetMessageTraceMessagesParamsBuilder extends StructBuilder {
  initContext(): ContextBuilder {
    return this.initStruct(0, Context)
  }

  initMessages(count: number): StructListBuilder<NetMessageBuilder> {
    return this.initStructList(1, NetMessage, count)
  }

  set dropped(value: number) {
    this.setUint64(0, value)
  }
}

export const NetMessageTraceMessagesParams: Codec<
  NetMessageTraceMessagesParamsReader,
  NetMessageTraceMessagesParamsBuilder
> = {
  Reader: NetMessageTraceMessagesParamsReader,
  Builder: NetMessageTraceMessagesParamsBuilder,
  dataWords: 1,
  pointerWords: 2,
}

export class NetMessageTraceMessagesResultsReader extends StructReader {}

export class NetMessageTraceMessagesResultsBuilder extends StructBuilder {}

export const NetMessageTraceMessagesResults: Codec<
  NetMessageTraceMessagesResultsReader,
  NetMessageTraceMessagesResultsBuilder
> = {
  Reader: NetMessageTraceMessagesResultsReader,
  Builder: NetMessageTraceMessagesResultsBuilder,
  dataWords: 0,
  pointerWords: 0,
}

export class NetMessageTracePayloadArenaParamsReader extends StructReader {
  get context(): ContextReader {
    return this.getStruct(0, Context)
  }
  hasContext(): boolean {
    return this.hasPointer(0)
  }

  get name(): string {
    return this.getText(1)
  }
  hasName(): boolean {
    return this.hasPointer(1)
  }

  get slotBytes(): number {
    return this.getUint64(0)
  }

  get slotCount(): number {
    return this.getUint32(8)
  }
}

export class NetMessageTracePayloadArenaParamsBuilder extends StructBuilder {
  initContext(): ContextBuilder {
    return this.initStruct(0, Context)
  }

  set name(value: string) {
    this.setText(1, value)
  }

  set slotBytes(value: number) {
    this.setUint64(0, value)
  }

  set slotCount(value: number) {
    this.setUint32(8, value)
  }
}

export const NetMessageTracePayloadArenaParams: Codec<
  NetMessageTracePayloadArenaParamsReader,
  NetMessageTracePayloadArenaParamsBuilder
> = {
  Reader: NetMessageTracePayloadArenaParamsReader,
  Builder: NetMessageTracePayloadArenaParamsBuilder,
  dataWords: 2,
  pointerWords: 2,
}

export class NetMessageTracePayloadArenaResultsReader extends StructReader {}

export class NetMessageTracePayloadArenaResultsBuilder extends StructBuilder {}

export const NetMessageTracePayloadArenaResults: Codec<
  NetMessageTracePayloadArenaResultsReader,
  NetMessageTracePayloadArenaResultsBuilder
> = {
  Reader: NetMessageTracePayloadArenaResultsReader,
  Builder: NetMessageTracePayloadArenaResultsBuilder,
  dataWords: 0,
  pointerWords: 0,
}

export class NetMessageTraceMessagesStreamParamsReader extends StructReader {
  get messages(): StructListReader<NetMessageReader> {
    return this.getStructList(0, NetMessage)
  }
  hasMessages(): boolean {
    return this.hasPointer(0)
  }

  get dropped(): number {
    return this.getUint64(0)
  }
}

export class NetMessageTraceMessagesStreamParamsBuilder extends StructBuilder {
  initMessages(count: number): StructListBuilder<NetMessageBuilder> {
    return this.initStructList(0, NetMessage, count)
  }

  set dropped(value: number) {
    this.setUint64(0, value)
  }
}

export const NetMessageTraceMessagesStreamParams: Codec<
  NetMessageTraceMessagesStreamParamsReader,
  NetMessageTraceMessagesStreamParamsBuilder
> = {
  Reader: NetMessageTraceMessagesStreamParamsReader,
  Builder: NetMessageTraceMessagesStreamParamsBuilder,
  dataWords: 1,
  pointerWords: 1,
}

export class NetMessageTraceMessagesStreamResultsReader extends StructReader {}

export class NetMessageTraceMessagesStreamResultsBuilder extends StructBuilder {}

export const NetMessageTraceMessagesStreamResults: Codec<
  NetMessageTraceMessagesStreamResultsReader,
  NetMessageTraceMessagesStreamResultsBuilder
> = {
  Reader: NetMessageTraceMessagesStreamResultsReader,
  Builder: NetMessageTraceMessagesStreamResultsBuilder,
  dataWords: 0,
  pointerWords: 0,
}

export class NetMessageTraceOptionsReader extends StructReader {
  get inbound(): boolean {
    return !this.getBool(0)
  }

  get outbound(): boolean {
    return !this.getBool(1)
  }

  /** How much of each payload to send, at most 4 MiB. */
  get maxPayloadBytes(): number {
    return this.getUint32(4)
  }

  /** Bound of the subscriber's queue, at most 2^20. */
  get maxQueueEvents(): number {
    return (this.getUint32(8) ^ 65536) >>> 0
  }

  get maxBatchEvents(): number {
    return (this.getUint32(12) ^ 1024) >>> 0
  }

  /** How long a batch may wait to be filled, in microseconds. */
  get maxBatchWaitUs(): number {
    return (this.getUint32(16) ^ 1000) >>> 0
  }

  /** Payload bytes queued. */
  get maxQueueBytes(): number {
    return this.getUint64(24, 0x4000000, 0x0)
  }

  /** Payload bytes a batch. */
  get maxBatchBytes(): number {
    return this.getUint64(32, 0x400000, 0x0)
  }

  /** Size of a shared-memory arena for payloads; 0: none. */
  get shmBytes(): number {
    return this.getUint64(40)
  }

  /** Smaller payloads stay inline. */
  get shmMinPayloadBytes(): number {
    return (this.getUint32(20) ^ 4096) >>> 0
  }

  /** Deliver with `messagesStream`. */
  get stream(): boolean {
    return this.getBool(2)
  }
}

export class NetMessageTraceOptionsBuilder extends StructBuilder {
  set inbound(value: boolean) {
    this.setBool(0, !value)
  }

  set outbound(value: boolean) {
    this.setBool(1, !value)
  }

  /** How much of each payload to send, at most 4 MiB. */
  set maxPayloadBytes(value: number) {
    this.setUint32(4, value)
  }

  /** Bound of the subscriber's queue, at most 2^20. */
  set maxQueueEvents(value: number) {
    this.setUint32(8, value ^ 65536)
  }

  set maxBatchEvents(value: number) {
    this.setUint32(12, value ^ 1024)
  }

  /** How long a batch may wait to be filled, in microseconds. */
  set maxBatchWaitUs(value: number) {
    this.setUint32(16, value ^ 1000)
  }

  /** Payload bytes queued. */
  set maxQueueBytes(value: number) {
    this.setUint64(24, value, 0x4000000, 0x0)
  }

  /** Payload bytes a batch. */
  set maxBatchBytes(value: number) {
    this.setUint64(32, value, 0x400000, 0x0)
  }

  /** Size of a shared-memory arena for payloads; 0: none. */
  set shmBytes(value: number) {
    this.setUint64(40, value)
  }

  /** Smaller payloads stay inline. */
  set shmMinPayloadBytes(value: number) {
    this.setUint32(20, value ^ 4096)
  }

  /** Deliver with `messagesStream`. */
  set stream(value: boolean) {
    this.setBool(2, value)
  }
}

export const NetMessageTraceOptions: Codec<
  NetMessageTraceOptionsReader,
  NetMessageTraceOptionsBuilder
> = {
  Reader: NetMessageTraceOptionsReader,
  Builder: NetMessageTraceOptionsBuilder,
  dataWords: 6,
  pointerWords: 0,
}

export class NetMessageReader extends StructReader {
  get inbound(): boolean {
    return this.getBool(0)
  }

  get peerId(): number {
    return this.getInt64(8)
  }

  get peerAddr(): string {
    return this.getText(0)
  }
  hasPeerAddr(): boolean {
    return this.hasPointer(0)
  }

  get connType(): string {
    return this.getText(1)
  }
  hasConnType(): boolean {
    return this.hasPointer(1)
  }

  get msgType(): string {
    return this.getText(2)
  }
  hasMsgType(): boolean {
    return this.hasPointer(2)
  }

  /** Bytes of the whole payload, also where `payload` is cut. */
  get msgSize(): number {
    return this.getUint64(16)
  }

  get payload(): Uint8Array {
    return this.getData(3)
  }
  hasPayload(): boolean {
    return this.hasPointer(3)
  }

  /** CLOCK_MONOTONIC, microseconds. */
  get timestampUs(): number {
    return this.getInt64(24)
  }

  /** The arena's slot that holds the payload; -1: it is in `payload`. */
  get payloadSlot(): number {
    return this.getInt32(4) ^ -1
  }

  /** Bytes of the payload in that slot. */
  get payloadLen(): number {
    return this.getUint32(32)
  }
}

export class NetMessageBuilder extends StructBuilder {
  set inbound(value: boolean) {
    this.setBool(0, value)
  }

  set peerId(value: number) {
    this.setInt64(8, value)
  }

  set peerAddr(value: string) {
    this.setText(0, value)
  }

  set connType(value: string) {
    this.setText(1, value)
  }

  set msgType(value: string) {
    this.setText(2, value)
  }

  /** Bytes of the whole payload, also where `payload` is cut. */
  set msgSize(value: number) {
    this.setUint64(16, value)
  }

  set payload(value: Uint8Array) {
    this.setData(3, value)
  }

  /** CLOCK_MONOTONIC, microseconds. */
  set timestampUs(value: number) {
    this.setInt64(24, value)
  }

  /** The arena's slot that holds the payload; -1: it is in `payload`. */
  set payloadSlot(value: number) {
    this.setInt32(4, value ^ -1)
  }

  /** Bytes of the payload in that slot. */
  set payloadLen(value: number) {
    this.setUint32(32, value)
  }
}

export const NetMessage: Codec<NetMessageReader, NetMessageBuilder> = {
  Reader: NetMessageReader,
  Builder: NetMessageBuilder,
  dataWords: 5,
  pointerWords: 4,
}

export const Tracing = {
  id: 0xe14a905e34fcaa38n,
  name: 'Tracing',
  superclasses: [],
  methods: {
    destroy: {
      interfaceId: 0xe14a905e34fcaa38n,
      id: 0,
      name: 'Tracing.destroy',
      Params: TracingDestroyParams,
      Results: TracingDestroyResults,
    },
    /** Sends P2P messages to `callback` until the handler is destroyed or the connection ends. */
    traceNetMessages: {
      interfaceId: 0xe14a905e34fcaa38n,
      id: 1,
      name: 'Tracing.traceNetMessages',
      Params: TracingTraceNetMessagesParams,
      Results: TracingTraceNetMessagesResults,
    },
  },
} as const satisfies InterfaceType

/** The subscriber's side. */
export const NetMessageTrace = {
  id: 0xf0b29fe3375f901an,
  name: 'NetMessageTrace',
  superclasses: [],
  methods: {
    destroy: {
      interfaceId: 0xf0b29fe3375f901an,
      id: 0,
      name: 'NetMessageTrace.destroy',
      Params: NetMessageTraceDestroyParams,
      Results: NetMessageTraceDestroyResults,
    },
    /** A batch; `dropped` counts the events lost since the batch before. */
    messages: {
      interfaceId: 0xf0b29fe3375f901an,
      id: 1,
      name: 'NetMessageTrace.messages',
      Params: NetMessageTraceMessagesParams,
      Results: NetMessageTraceMessagesResults,
    },
    /** The name of a shared-memory object that holds payloads, in slots of equal size. */
    payloadArena: {
      interfaceId: 0xf0b29fe3375f901an,
      id: 2,
      name: 'NetMessageTrace.payloadArena',
      Params: NetMessageTracePayloadArenaParams,
      Results: NetMessageTracePayloadArenaResults,
    },
    /** As `messages`, sent without waiting for the answer. */
    messagesStream: {
      interfaceId: 0xf0b29fe3375f901an,
      id: 3,
      name: 'NetMessageTrace.messagesStream',
      Params: NetMessageTraceMessagesStreamParams,
      Results: NetMessageTraceMessagesStreamResults,
    },
  },
} as const satisfies InterfaceType
