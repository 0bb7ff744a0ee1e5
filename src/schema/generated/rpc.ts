// Generated from schema/rpc.capnp by `npm run generate`. Do not edit.

import {
  type Codec,
  StructBuilder,
  type StructBuilderType,
  type StructListBuilder,
  type StructListReader,
  StructReader,
  type StructType,
} from '../../capnp/index.js'

export const ExceptionType = {
  failed: 0,
  overloaded: 1,
  disconnected: 2,
  unimplemented: 3,
} as const
export type ExceptionType = (typeof ExceptionType)[keyof typeof ExceptionType]

/** The names of {@link ExceptionType} by their numbers. */
export const ExceptionTypeNames = ['failed', 'overloaded', 'disconnected', 'unimplemented'] as const

/** One frame carries one message. */
export class MessageReader extends StructReader {
  /** The member that the union holds: one of {@link MessageWhich}, or one unknown here. */
  which(): number {
    return this.getUint16(0)
  }

  /** A message of ours that the peer did not know, sent back as it was. */
  get unimplemented(): MessageReader {
    return this.getStruct(0, Message)
  }
  hasUnimplemented(): boolean {
    return this.which() === 0 && this.hasPointer(0)
  }

  /** The peer ends the connection, and why. */
  get abort(): ExceptionReader {
    return this.getStruct(0, Exception)
  }
  hasAbort(): boolean {
    return this.which() === 1 && this.hasPointer(0)
  }

  get call(): CallReader {
    return this.getStruct(0, Call)
  }
  hasCall(): boolean {
    return this.which() === 2 && this.hasPointer(0)
  }

  get return(): ReturnReader {
    return this.getStruct(0, Return)
  }
  hasReturn(): boolean {
    return this.which() === 3 && this.hasPointer(0)
  }

  get finish(): FinishReader {
    return this.getStruct(0, Finish)
  }
  hasFinish(): boolean {
    return this.which() === 4 && this.hasPointer(0)
  }

  get resolve(): ResolveReader {
    return this.getStruct(0, Resolve)
  }
  hasResolve(): boolean {
    return this.which() === 5 && this.hasPointer(0)
  }

  get release(): ReleaseReader {
    return this.getStruct(0, Release)
  }
  hasRelease(): boolean {
    return this.which() === 6 && this.hasPointer(0)
  }

  /** The index of the pointer field `obsoleteSave`. */
  get obsoleteSavePointer(): number {
    return 0
  }
  getObsoleteSaveAs<R extends StructReader>(type: StructType<R>): R {
    return this.getStruct(0, type)
  }
  hasObsoleteSave(): boolean {
    return this.which() === 7 && this.hasPointer(0)
  }

  get bootstrap(): BootstrapReader {
    return this.getStruct(0, Bootstrap)
  }
  hasBootstrap(): boolean {
    return this.which() === 8 && this.hasPointer(0)
  }

  /** The index of the pointer field `obsoleteDelete`. */
  get obsoleteDeletePointer(): number {
    return 0
  }
  /** Level 3 and above; answered with `unimplemented`. */
  getObsoleteDeleteAs<R extends StructReader>(type: StructType<R>): R {
    return this.getStruct(0, type)
  }
  hasObsoleteDelete(): boolean {
    return this.which() === 9 && this.hasPointer(0)
  }

  /** The index of the pointer field `provide`. */
  get providePointer(): number {
    return 0
  }
  getProvideAs<R extends StructReader>(type: StructType<R>): R {
    return this.getStruct(0, type)
  }
  hasProvide(): boolean {
    return this.which() === 10 && this.hasPointer(0)
  }

  /** The index of the pointer field `accept`. */
  get acceptPointer(): number {
    return 0
  }
  getAcceptAs<R extends StructReader>(type: StructType<R>): R {
    return this.getStruct(0, type)
  }
  hasAccept(): boolean {
    return this.which() === 11 && this.hasPointer(0)
  }

  /** The index of the pointer field `join`. */
  get joinPointer(): number {
    return 0
  }
  getJoinAs<R extends StructReader>(type: StructType<R>): R {
    return this.getStruct(0, type)
  }
  hasJoin(): boolean {
    return this.which() === 12 && this.hasPointer(0)
  }

  get disembargo(): DisembargoReader {
    return this.getStruct(0, Disembargo)
  }
  hasDisembargo(): boolean {
    return this.which() === 13 && this.hasPointer(0)
  }
}

/** One frame carries one message. */
export class MessageBuilder extends StructBuilder {
  /** A message of ours that the peer did not know, sent back as it was. */
  initUnimplemented(): MessageBuilder {
    this.setUint16(0, 0)
    return this.initStruct(0, Message)
  }
  /** Selects it in the union, for what writes its pointer itself. */
  setUnimplemented(): void {
    this.setUint16(0, 0)
  }

  /** The peer ends the connection, and why. */
  initAbort(): ExceptionBuilder {
    this.setUint16(0, 1)
    return this.initStruct(0, Exception)
  }
  /** Selects it in the union, for what writes its pointer itself. */
  setAbort(): void {
    this.setUint16(0, 1)
  }

  initCall(): CallBuilder {
    this.setUint16(0, 2)
    return this.initStruct(0, Call)
  }
  /** Selects it in the union, for what writes its pointer itself. */
  setCall(): void {
    this.setUint16(0, 2)
  }

  initReturn(): ReturnBuilder {
    this.setUint16(0, 3)
    return this.initStruct(0, Return)
  }
  /** Selects it in the union, for what writes its pointer itself. */
  setReturn(): void {
    this.setUint16(0, 3)
  }

  initFinish(): FinishBuilder {
    this.setUint16(0, 4)
    return this.initStruct(0, Finish)
  }
  /** Selects it in the union, for what writes its pointer itself. */
  setFinish(): void {
    this.setUint16(0, 4)
  }

  initResolve(): ResolveBuilder {
    this.setUint16(0, 5)
    return this.initStruct(0, Resolve)
  }
  /** Selects it in the union, for what writes its pointer itself. */
  setResolve(): void {
    this.setUint16(0, 5)
  }

  initRelease(): ReleaseBuilder {
    this.setUint16(0, 6)
    return this.initStruct(0, Release)
  }
  /** Selects it in the union, for what writes its pointer itself. */
  setRelease(): void {
    this.setUint16(0, 6)
  }

  /** The index of the pointer field `obsoleteSave`. */
  get obsoleteSavePointer(): number {
    return 0
  }
  initObsoleteSaveAs<B extends StructBuilder>(type: StructBuilderType<B>): B {
    this.setUint16(0, 7)
    return this.initStruct(0, type)
  }
  /** Selects it in the union, for what writes its pointer itself. */
  setObsoleteSave(): void {
    this.setUint16(0, 7)
  }

  initBootstrap(): BootstrapBuilder {
    this.setUint16(0, 8)
    return this.initStruct(0, Bootstrap)
  }
  /** Selects it in the union, for what writes its pointer itself. */
  setBootstrap(): void {
    this.setUint16(0, 8)
  }

  /** The index of the pointer field `obsoleteDelete`. */
  get obsoleteDeletePointer(): number {
    return 0
  }
  /** Level 3 and above; answered with `unimplemented`. */
  initObsoleteDeleteAs<B extends StructBuilder>(type: StructBuilderType<B>): B {
    this.setUint16(0, 9)
    return this.initStruct(0, type)
  }
  /** Selects it in the union, for what writes its pointer itself. */
  setObsoleteDelete(): void {
    this.setUint16(0, 9)
  }

  /** The index of the pointer field `provide`. */
  get providePointer(): number {
    return 0
  }
  initProvideAs<B extends StructBuilder>(type: StructBuilderType<B>): B {
    this.setUint16(0, 10)
    return this.initStruct(0, type)
  }
  /** Selects it in the union, for what writes its pointer itself. */
  setProvide(): void {
    this.setUint16(0, 10)
  }

  /** The index of the pointer field `accept`. */
  get acceptPointer(): number {
    return 0
  }
  initAcceptAs<B extends StructBuilder>(type: StructBuilderType<B>): B {
    this.setUint16(0, 11)
    return this.initStruct(0, type)
  }
  /** Selects it in the union, for what writes its pointer itself. */
  setAccept(): void {
    this.setUint16(0, 11)
  }

  /** The index of the pointer field `join`. */
  get joinPointer(): number {
    return 0
  }
  initJoinAs<B extends StructBuilder>(type: StructBuilderType<B>): B {
    this.setUint16(0, 12)
    return this.initStruct(0, type)
  }
  /** Selects it in the union, for what writes its pointer itself. */
  setJoin(): void {
    this.setUint16(0, 12)
  }

  initDisembargo(): DisembargoBuilder {
    this.setUint16(0, 13)
    return this.initStruct(0, Disembargo)
  }
  /** Selects it in the union, for what writes its pointer itself. */
  setDisembargo(): void {
    this.setUint16(0, 13)
  }
}

/** The members of the union in {@link MessageReader}. */
export const MessageWhich = {
  unimplemented: 0,
  abort: 1,
  call: 2,
  return: 3,
  finish: 4,
  resolve: 5,
  release: 6,
  obsoleteSave: 7,
  bootstrap: 8,
  obsoleteDelete: 9,
  provide: 10,
  accept: 11,
  join: 12,
  disembargo: 13,
} as const

/** One frame carries one message. */
export const Message: Codec<MessageReader, MessageBuilder> = {
  Reader: MessageReader,
  Builder: MessageBuilder,
  dataWords: 1,
  pointerWords: 1,
}

/** Asks for the peer's main capability; answered by a Return. */
export class BootstrapReader extends StructReader {
  get questionId(): number {
    return this.getUint32(0)
  }

  /** The index of the pointer field `deprecatedObjectId`. */
  get deprecatedObjectIdPointer(): number {
    return 0
  }
  getDeprecatedObjectIdAs<R extends StructReader>(type: StructType<R>): R {
    return this.getStruct(0, type)
  }
  hasDeprecatedObjectId(): boolean {
    return this.hasPointer(0)
  }
}

/** Asks for the peer's main capability; answered by a Return. */
export class BootstrapBuilder extends StructBuilder {
  set questionId(value: number) {
    this.setUint32(0, value)
  }

  /** The index of the pointer field `deprecatedObjectId`. */
  get deprecatedObjectIdPointer(): number {
    return 0
  }
  initDeprecatedObjectIdAs<B extends StructBuilder>(type: StructBuilderType<B>): B {
    return this.initStruct(0, type)
  }
}

/** Asks for the peer's main capability; answered by a Return. */
export const Bootstrap: Codec<BootstrapReader, BootstrapBuilder> = {
  Reader: BootstrapReader,
  Builder: BootstrapBuilder,
  dataWords: 1,
  pointerWords: 1,
}

export class CallSendResultsToReader extends StructReader {
  /**
   * The member that the union holds: one of {@link CallSendResultsToWhich}, or one unknown here.
   */
  which(): number {
    return this.getUint16(6)
  }

  /** The index of the pointer field `thirdParty`. */
  get thirdPartyPointer(): number {
    return 2
  }
  getThirdPartyAs<R extends StructReader>(type: StructType<R>): R {
    return this.getStruct(2, type)
  }
  hasThirdParty(): boolean {
    return this.which() === 2 && this.hasPointer(2)
  }
}

export class CallSendResultsToBuilder extends StructBuilder {
  setCaller(): void {
    this.setUint16(6, 0)
  }

  /** Keep the results: another question will be answered with them. */
  setYourself(): void {
    this.setUint16(6, 1)
  }

  /** The index of the pointer field `thirdParty`. */
  get thirdPartyPointer(): number {
    return 2
  }
  initThirdPartyAs<B extends StructBuilder>(type: StructBuilderType<B>): B {
    this.setUint16(6, 2)
    return this.initStruct(2, type)
  }
  /** Selects it in the union, for what writes its pointer itself. */
  setThirdParty(): void {
    this.setUint16(6, 2)
  }
}

/** The members of the union in {@link CallSendResultsToReader}. */
export const CallSendResultsToWhich = { caller: 0, yourself: 1, thirdParty: 2 } as const

export class CallReader extends StructReader {
  get questionId(): number {
    return this.getUint32(0)
  }

  get target(): MessageTargetReader {
    return this.getStruct(0, MessageTarget)
  }
  hasTarget(): boolean {
    return this.hasPointer(0)
  }

  get interfaceId(): bigint {
    return this.getBigUint64(8)
  }

  get methodId(): number {
    return this.getUint16(4)
  }

  get params(): PayloadReader {
    return this.getStruct(1, Payload)
  }
  hasParams(): boolean {
    return this.hasPointer(1)
  }

  get sendResultsTo(): CallSendResultsToReader {
    return new CallSendResultsToReader(
      this.message,
      this.segment,
      this.dataStart,
      this.dataBytes,
      this.pointerStart,
      this.pointerCount,
      this.depth,
    )
  }

  get allowThirdPartyTailCall(): boolean {
    return this.getBool(128)
  }

  /** 1.0: the caller will not pipeline on the answer. */
  get noPromisePipelining(): boolean {
    return this.getBool(129)
  }

  /** 1.0: the caller only pipelines and does not want the answer itself. */
  get onlyPromisePipeline(): boolean {
    return this.getBool(130)
  }
}

export class CallBuilder extends StructBuilder {
  set questionId(value: number) {
    this.setUint32(0, value)
  }

  initTarget(): MessageTargetBuilder {
    return this.initStruct(0, MessageTarget)
  }

  set interfaceId(value: bigint) {
    this.setBigUint64(8, value)
  }

  set methodId(value: number) {
    this.setUint16(4, value)
  }

  initParams(): PayloadBuilder {
    return this.initStruct(1, Payload)
  }

  initSendResultsTo(): CallSendResultsToBuilder {
    return new CallSendResultsToBuilder(this.message, this.dataStart, this.pointerStart)
  }

  set allowThirdPartyTailCall(value: boolean) {
    this.setBool(128, value)
  }

  /** 1.0: the caller will not pipeline on the answer. */
  set noPromisePipelining(value: boolean) {
    this.setBool(129, value)
  }

  /** 1.0: the caller only pipelines and does not want the answer itself. */
  set onlyPromisePipeline(value: boolean) {
    this.setBool(130, value)
  }
}

export const Call: Codec<CallReader, CallBuilder> = {
  Reader: CallReader,
  Builder: CallBuilder,
  dataWords: 3,
  pointerWords: 3,
}

export class ReturnReader extends StructReader {
  /** The member that the union holds: one of {@link ReturnWhich}, or one unknown here. */
  which(): number {
    return this.getUint16(6)
  }

  get answerId(): number {
    return this.getUint32(0)
  }

  get releaseParamCaps(): boolean {
    return !this.getBool(32)
  }

  get results(): PayloadReader {
    return this.getStruct(0, Payload)
  }
  hasResults(): boolean {
    return this.which() === 0 && this.hasPointer(0)
  }

  get exception(): ExceptionReader {
    return this.getStruct(0, Exception)
  }
  hasException(): boolean {
    return this.which() === 1 && this.hasPointer(0)
  }

  get takeFromOtherQuestion(): number {
    return this.getUint32(8)
  }

  /** The index of the pointer field `acceptFromThirdParty`. */
  get acceptFromThirdPartyPointer(): number {
    return 0
  }
  getAcceptFromThirdPartyAs<R extends StructReader>(type: StructType<R>): R {
    return this.getStruct(0, type)
  }
  hasAcceptFromThirdParty(): boolean {
    return this.which() === 5 && this.hasPointer(0)
  }

  /** 1.0: the callee has forgotten the answer already. */
  get noFinishNeeded(): boolean {
    return this.getBool(33)
  }
}

export class ReturnBuilder extends StructBuilder {
  set answerId(value: number) {
    this.setUint32(0, value)
  }

  set releaseParamCaps(value: boolean) {
    this.setBool(32, !value)
  }

  initResults(): PayloadBuilder {
    this.setUint16(6, 0)
    return this.initStruct(0, Payload)
  }
  /** Selects it in the union, for what writes its pointer itself. */
  setResults(): void {
    this.setUint16(6, 0)
  }

  initException(): ExceptionBuilder {
    this.setUint16(6, 1)
    return this.initStruct(0, Exception)
  }
  /** Selects it in the union, for what writes its pointer itself. */
  setException(): void {
    this.setUint16(6, 1)
  }

  setCanceled(): void {
    this.setUint16(6, 2)
  }

  setResultsSentElsewhere(): void {
    this.setUint16(6, 3)
  }

  set takeFromOtherQuestion(value: number) {
    this.setUint16(6, 4)
    this.setUint32(8, value)
  }

  /** The index of the pointer field `acceptFromThirdParty`. */
  get acceptFromThirdPartyPointer(): number {
    return 0
  }
  initAcceptFromThirdPartyAs<B extends StructBuilder>(type: StructBuilderType<B>): B {
    this.setUint16(6, 5)
    return this.initStruct(0, type)
  }
  /** Selects it in the union, for what writes its pointer itself. */
  setAcceptFromThirdParty(): void {
    this.setUint16(6, 5)
  }

  /** 1.0: the callee has forgotten the answer already. */
  set noFinishNeeded(value: boolean) {
    this.setBool(33, value)
  }
}

/** The members of the union in {@link ReturnReader}. */
export const ReturnWhich = {
  results: 0,
  exception: 1,
  canceled: 2,
  resultsSentElsewhere: 3,
  takeFromOtherQuestion: 4,
  acceptFromThirdParty: 5,
} as const

export const Return: Codec<ReturnReader, ReturnBuilder> = {
  Reader: ReturnReader,
  Builder: ReturnBuilder,
  dataWords: 2,
  pointerWords: 1,
}

export class FinishReader extends StructReader {
  get questionId(): number {
    return this.getUint32(0)
  }

  get releaseResultCaps(): boolean {
    return !this.getBool(32)
  }

  /** 1.0. */
  get requireEarlyCancellationWorkaround(): boolean {
    return !this.getBool(33)
  }
}

export class FinishBuilder extends StructBuilder {
  set questionId(value: number) {
    this.setUint32(0, value)
  }

  set releaseResultCaps(value: boolean) {
    this.setBool(32, !value)
  }

  /** 1.0. */
  set requireEarlyCancellationWorkaround(value: boolean) {
    this.setBool(33, !value)
  }
}

export const Finish: Codec<FinishReader, FinishBuilder> = {
  Reader: FinishReader,
  Builder: FinishBuilder,
  dataWords: 1,
  pointerWords: 0,
}

export class ResolveReader extends StructReader {
  /** The member that the union holds: one of {@link ResolveWhich}, or one unknown here. */
  which(): number {
    return this.getUint16(4)
  }

  get promiseId(): number {
    return this.getUint32(0)
  }

  get cap(): CapDescriptorReader {
    return this.getStruct(0, CapDescriptor)
  }
  hasCap(): boolean {
    return this.which() === 0 && this.hasPointer(0)
  }

  get exception(): ExceptionReader {
    return this.getStruct(0, Exception)
  }
  hasException(): boolean {
    return this.which() === 1 && this.hasPointer(0)
  }
}

export class ResolveBuilder extends StructBuilder {
  set promiseId(value: number) {
    this.setUint32(0, value)
  }

  initCap(): CapDescriptorBuilder {
    this.setUint16(4, 0)
    return this.initStruct(0, CapDescriptor)
  }
  /** Selects it in the union, for what writes its pointer itself. */
  setCap(): void {
    this.setUint16(4, 0)
  }

  initException(): ExceptionBuilder {
    this.setUint16(4, 1)
    return this.initStruct(0, Exception)
  }
  /** Selects it in the union, for what writes its pointer itself. */
  setException(): void {
    this.setUint16(4, 1)
  }
}

/** The members of the union in {@link ResolveReader}. */
export const ResolveWhich = { cap: 0, exception: 1 } as const

export const Resolve: Codec<ResolveReader, ResolveBuilder> = {
  Reader: ResolveReader,
  Builder: ResolveBuilder,
  dataWords: 1,
  pointerWords: 1,
}

export class ReleaseReader extends StructReader {
  get id(): number {
    return this.getUint32(0)
  }

  get referenceCount(): number {
    return this.getUint32(4)
  }
}

export class ReleaseBuilder extends StructBuilder {
  set id(value: number) {
    this.setUint32(0, value)
  }

  set referenceCount(value: number) {
    this.setUint32(4, value)
  }
}

export const Release: Codec<ReleaseReader, ReleaseBuilder> = {
  Reader: ReleaseReader,
  Builder: ReleaseBuilder,
  dataWords: 1,
  pointerWords: 0,
}

export class DisembargoContextReader extends StructReader {
  /**
   * The member that the union holds: one of {@link DisembargoContextWhich}, or one unknown here.
   */
  which(): number {
    return this.getUint16(4)
  }

  get senderLoopback(): number {
    return this.getUint32(0)
  }

  get receiverLoopback(): number {
    return this.getUint32(0)
  }

  get provide(): number {
    return this.getUint32(0)
  }
}

export class DisembargoContextBuilder extends StructBuilder {
  set senderLoopback(value: number) {
    this.setUint16(4, 0)
    this.setUint32(0, value)
  }

  set receiverLoopback(value: number) {
    this.setUint16(4, 1)
    this.setUint32(0, value)
  }

  setAccept(): void {
    this.setUint16(4, 2)
  }

  set provide(value: number) {
    this.setUint16(4, 3)
    this.setUint32(0, value)
  }
}

/** The members of the union in {@link DisembargoContextReader}. */
export const DisembargoContextWhich = {
  senderLoopback: 0,
  receiverLoopback: 1,
  accept: 2,
  provide: 3,
} as const

export class DisembargoReader extends StructReader {
  get target(): MessageTargetReader {
    return this.getStruct(0, MessageTarget)
  }
  hasTarget(): boolean {
    return this.hasPointer(0)
  }

  get context(): DisembargoContextReader {
    return new DisembargoContextReader(
      this.message,
      this.segment,
      this.dataStart,
      this.dataBytes,
      this.pointerStart,
      this.pointerCount,
      this.depth,
    )
  }
}

export class DisembargoBuilder extends StructBuilder {
  initTarget(): MessageTargetBuilder {
    return this.initStruct(0, MessageTarget)
  }

  initContext(): DisembargoContextBuilder {
    return new DisembargoContextBuilder(this.message, this.dataStart, this.pointerStart)
  }
}

export const Disembargo: Codec<DisembargoReader, DisembargoBuilder> = {
  Reader: DisembargoReader,
  Builder: DisembargoBuilder,
  dataWords: 1,
  pointerWords: 1,
}

export class MessageTargetReader extends StructReader {
  /** The member that the union holds: one of {@link MessageTargetWhich}, or one unknown here. */
  which(): number {
    return this.getUint16(4)
  }

  get importedCap(): number {
    return this.getUint32(0)
  }

  get promisedAnswer(): PromisedAnswerReader {
    return this.getStruct(0, PromisedAnswer)
  }
  hasPromisedAnswer(): boolean {
    return this.which() === 1 && this.hasPointer(0)
  }
}

export class MessageTargetBuilder extends StructBuilder {
  set importedCap(value: number) {
    this.setUint16(4, 0)
    this.setUint32(0, value)
  }

  initPromisedAnswer(): PromisedAnswerBuilder {
    this.setUint16(4, 1)
    return this.initStruct(0, PromisedAnswer)
  }
  /** Selects it in the union, for what writes its pointer itself. */
  setPromisedAnswer(): void {
    this.setUint16(4, 1)
  }
}

/** The members of the union in {@link MessageTargetReader}. */
export const MessageTargetWhich = { importedCap: 0, promisedAnswer: 1 } as const

export const MessageTarget: Codec<MessageTargetReader, MessageTargetBuilder> = {
  Reader: MessageTargetReader,
  Builder: MessageTargetBuilder,
  dataWords: 1,
  pointerWords: 1,
}

export class PayloadReader extends StructReader {
  /** The index of the pointer field `content`. */
  get contentPointer(): number {
    return 0
  }
  getContentAs<R extends StructReader>(type: StructType<R>): R {
    return this.getStruct(0, type)
  }
  hasContent(): boolean {
    return this.hasPointer(0)
  }

  get capTable(): StructListReader<CapDescriptorReader> {
    return this.getStructList(1, CapDescriptor)
  }
  hasCapTable(): boolean {
    return this.hasPointer(1)
  }
}

export class PayloadBuilder extends StructBuilder {
  /** The index of the pointer field `content`. */
  get contentPointer(): number {
    return 0
  }
  initContentAs<B extends StructBuilder>(type: StructBuilderType<B>): B {
    return this.initStruct(0, type)
  }

  initCapTable(count: number): StructListBuilder<CapDescriptorBuilder> {
    return this.initStructList(1, CapDescriptor, count)
  }
}

export const Payload: Codec<PayloadReader, PayloadBuilder> = {
  Reader: PayloadReader,
  Builder: PayloadBuilder,
  dataWords: 0,
  pointerWords: 2,
}

export class CapDescriptorReader extends StructReader {
  /** The member that the union holds: one of {@link CapDescriptorWhich}, or one unknown here. */
  which(): number {
    return this.getUint16(0)
  }

  get senderHosted(): number {
    return this.getUint32(4)
  }

  get senderPromise(): number {
    return this.getUint32(4)
  }

  get receiverHosted(): number {
    return this.getUint32(4)
  }

  get receiverAnswer(): PromisedAnswerReader {
    return this.getStruct(0, PromisedAnswer)
  }
  hasReceiverAnswer(): boolean {
    return this.which() === 4 && this.hasPointer(0)
  }

  get thirdPartyHosted(): ThirdPartyCapDescriptorReader {
    return this.getStruct(0, ThirdPartyCapDescriptor)
  }
  hasThirdPartyHosted(): boolean {
    return this.which() === 5 && this.hasPointer(0)
  }

  get attachedFd(): number {
    return this.getUint8(2) ^ 255
  }
}

export class CapDescriptorBuilder extends StructBuilder {
  setNone(): void {
    this.setUint16(0, 0)
  }

  set senderHosted(value: number) {
    this.setUint16(0, 1)
    this.setUint32(4, value)
  }

  set senderPromise(value: number) {
    this.setUint16(0, 2)
    this.setUint32(4, value)
  }

  set receiverHosted(value: number) {
    this.setUint16(0, 3)
    this.setUint32(4, value)
  }

  initReceiverAnswer(): PromisedAnswerBuilder {
    this.setUint16(0, 4)
    return this.initStruct(0, PromisedAnswer)
  }
  /** Selects it in the union, for what writes its pointer itself. */
  setReceiverAnswer(): void {
    this.setUint16(0, 4)
  }

  initThirdPartyHosted(): ThirdPartyCapDescriptorBuilder {
    this.setUint16(0, 5)
    return this.initStruct(0, ThirdPartyCapDescriptor)
  }
  /** Selects it in the union, for what writes its pointer itself. */
  setThirdPartyHosted(): void {
    this.setUint16(0, 5)
  }

  set attachedFd(value: number) {
    this.setUint8(2, value ^ 255)
  }
}

/** The members of the union in {@link CapDescriptorReader}. */
export const CapDescriptorWhich = {
  none: 0,
  senderHosted: 1,
  senderPromise: 2,
  receiverHosted: 3,
  receiverAnswer: 4,
  thirdPartyHosted: 5,
} as const

export const CapDescriptor: Codec<CapDescriptorReader, CapDescriptorBuilder> = {
  Reader: CapDescriptorReader,
  Builder: CapDescriptorBuilder,
  dataWords: 1,
  pointerWords: 1,
}

export class PromisedAnswerReader extends StructReader {
  get questionId(): number {
    return this.getUint32(0)
  }

  get transform(): StructListReader<PromisedAnswerOpReader> {
    return this.getStructList(0, PromisedAnswerOp)
  }
  hasTransform(): boolean {
    return this.hasPointer(0)
  }
}

export class PromisedAnswerBuilder extends StructBuilder {
  set questionId(value: number) {
    this.setUint32(0, value)
  }

  initTransform(count: number): StructListBuilder<PromisedAnswerOpBuilder> {
    return this.initStructList(0, PromisedAnswerOp, count)
  }
}

export const PromisedAnswer: Codec<PromisedAnswerReader, PromisedAnswerBuilder> = {
  Reader: PromisedAnswerReader,
  Builder: PromisedAnswerBuilder,
  dataWords: 1,
  pointerWords: 1,
}

export class PromisedAnswerOpReader extends StructReader {
  /** The member that the union holds: one of {@link PromisedAnswerOpWhich}, or one unknown here. */
  which(): number {
    return this.getUint16(0)
  }

  get getPointerField(): number {
    return this.getUint16(2)
  }
}

export class PromisedAnswerOpBuilder extends StructBuilder {
  setNoop(): void {
    this.setUint16(0, 0)
  }

  set getPointerField(value: number) {
    this.setUint16(0, 1)
    this.setUint16(2, value)
  }
}

/** The members of the union in {@link PromisedAnswerOpReader}. */
export const PromisedAnswerOpWhich = { noop: 0, getPointerField: 1 } as const

export const PromisedAnswerOp: Codec<PromisedAnswerOpReader, PromisedAnswerOpBuilder> = {
  Reader: PromisedAnswerOpReader,
  Builder: PromisedAnswerOpBuilder,
  dataWords: 1,
  pointerWords: 0,
}

export class ThirdPartyCapDescriptorReader extends StructReader {
  /** The index of the pointer field `id`. */
  get idPointer(): number {
    return 0
  }
  getIdAs<R extends StructReader>(type: StructType<R>): R {
    return this.getStruct(0, type)
  }
  hasId(): boolean {
    return this.hasPointer(0)
  }

  get vineId(): number {
    return this.getUint32(0)
  }
}

export class ThirdPartyCapDescriptorBuilder extends StructBuilder {
  /** The index of the pointer field `id`. */
  get idPointer(): number {
    return 0
  }
  initIdAs<B extends StructBuilder>(type: StructBuilderType<B>): B {
    return this.initStruct(0, type)
  }

  set vineId(value: number) {
    this.setUint32(0, value)
  }
}

export const ThirdPartyCapDescriptor: Codec<
  ThirdPartyCapDescriptorReader,
  ThirdPartyCapDescriptorBuilder
> = {
  Reader: ThirdPartyCapDescriptorReader,
  Builder: ThirdPartyCapDescriptorBuilder,
  dataWords: 1,
  pointerWords: 1,
}

export class ExceptionReader extends StructReader {
  get reason(): string {
    return this.getText(0)
  }
  hasReason(): boolean {
    return this.hasPointer(0)
  }

  get obsoleteIsCallersFault(): boolean {
    return this.getBool(0)
  }

  get obsoleteDurability(): number {
    return this.getUint16(2)
  }

  /** A {@link ExceptionType}, or one unknown here. */
  get type(): number {
    return this.getUint16(4)
  }

  get trace(): string {
    return this.getText(1)
  }
  hasTrace(): boolean {
    return this.hasPointer(1)
  }
}

export class ExceptionBuilder extends StructBuilder {
  set reason(value: string) {
    this.setText(0, value)
  }

  set obsoleteIsCallersFault(value: boolean) {
    this.setBool(0, value)
  }

  set obsoleteDurability(value: number) {
    this.setUint16(2, value)
  }

  /** A {@link ExceptionType}, or one unknown here. */
  set type(value: number) {
    this.setUint16(4, value)
  }

  set trace(value: string) {
    this.setText(1, value)
  }
}

export const Exception: Codec<ExceptionReader, ExceptionBuilder> = {
  Reader: ExceptionReader,
  Builder: ExceptionBuilder,
  dataWords: 1,
  pointerWords: 2,
}
