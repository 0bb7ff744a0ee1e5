// Generated from schema/upstream/init.capnp by `npm run generate`. Do not edit.

import {
  type Codec,
  type InterfaceType,
  StructBuilder,
  type StructBuilderType,
  StructReader,
  type StructType,
} from '../../../capnp/index.js'
import { Context, type ContextBuilder, type ContextReader } from './proxy.js'

export class InitConstructParamsReader extends StructReader {
  /** A `ThreadMap`'s index in the capability table, or -1. */
  get threadMap(): number {
    return this.getCapability(0)
  }
  hasThreadMap(): boolean {
    return this.hasPointer(0)
  }
}

export class InitConstructParamsBuilder extends StructBuilder {
  /** A `ThreadMap`'s index in the capability table, or -1. */
  set threadMap(value: number) {
    this.setCapability(0, value)
  }
}

export const InitConstructParams: Codec<InitConstructParamsReader, InitConstructParamsBuilder> = {
  Reader: InitConstructParamsReader,
  Builder: InitConstructParamsBuilder,
  dataWords: 0,
  pointerWords: 1,
}

export class InitConstructResultsReader extends StructReader {
  /** A `ThreadMap`'s index in the capability table, or -1. */
  get threadMap(): number {
    return this.getCapability(0)
  }
  hasThreadMap(): boolean {
    return this.hasPointer(0)
  }
}

export class InitConstructResultsBuilder extends StructBuilder {
  /** A `ThreadMap`'s index in the capability table, or -1. */
  set threadMap(value: number) {
    this.setCapability(0, value)
  }
}

export const InitConstructResults: Codec<
  InitConstructResultsReader,
  InitConstructResultsBuilder
> = {
  Reader: InitConstructResultsReader,
  Builder: InitConstructResultsBuilder,
  dataWords: 0,
  pointerWords: 1,
}

export class InitMakeEchoParamsReader extends StructReader {
  get context(): ContextReader {
    return this.getStruct(0, Context)
  }
  hasContext(): boolean {
    return this.hasPointer(0)
  }
}

export class InitMakeEchoParamsBuilder extends StructBuilder {
  initContext(): ContextBuilder {
    return this.initStruct(0, Context)
  }
}

export const InitMakeEchoParams: Codec<InitMakeEchoParamsReader, InitMakeEchoParamsBuilder> = {
  Reader: InitMakeEchoParamsReader,
  Builder: InitMakeEchoParamsBuilder,
  dataWords: 0,
  pointerWords: 1,
}

export class InitMakeEchoResultsReader extends StructReader {
  /** A `Echo`'s index in the capability table, or -1. */
  get result(): number {
    return this.getCapability(0)
  }
  hasResult(): boolean {
    return this.hasPointer(0)
  }
}

export class InitMakeEchoResultsBuilder extends StructBuilder {
  /** A `Echo`'s index in the capability table, or -1. */
  set result(value: number) {
    this.setCapability(0, value)
  }
}

export const InitMakeEchoResults: Codec<InitMakeEchoResultsReader, InitMakeEchoResultsBuilder> = {
  Reader: InitMakeEchoResultsReader,
  Builder: InitMakeEchoResultsBuilder,
  dataWords: 0,
  pointerWords: 1,
}

export class InitMakeMiningOld2ParamsReader extends StructReader {}

export class InitMakeMiningOld2ParamsBuilder extends StructBuilder {}

export const InitMakeMiningOld2Params: Codec<
  InitMakeMiningOld2ParamsReader,
  InitMakeMiningOld2ParamsBuilder
> = {
  Reader: InitMakeMiningOld2ParamsReader,
  Builder: InitMakeMiningOld2ParamsBuilder,
  dataWords: 0,
  pointerWords: 0,
}

export class InitMakeMiningOld2ResultsReader extends StructReader {}

export class InitMakeMiningOld2ResultsBuilder extends StructBuilder {}

export const InitMakeMiningOld2Results: Codec<
  InitMakeMiningOld2ResultsReader,
  InitMakeMiningOld2ResultsBuilder
> = {
  Reader: InitMakeMiningOld2ResultsReader,
  Builder: InitMakeMiningOld2ResultsBuilder,
  dataWords: 0,
  pointerWords: 0,
}

export class InitMakeMiningParamsReader extends StructReader {
  get context(): ContextReader {
    return this.getStruct(0, Context)
  }
  hasContext(): boolean {
    return this.hasPointer(0)
  }
}

export class InitMakeMiningParamsBuilder extends StructBuilder {
  initContext(): ContextBuilder {
    return this.initStruct(0, Context)
  }
}

export const InitMakeMiningParams: Codec<
  InitMakeMiningParamsReader,
  InitMakeMiningParamsBuilder
> = {
  Reader: InitMakeMiningParamsReader,
  Builder: InitMakeMiningParamsBuilder,
  dataWords: 0,
  pointerWords: 1,
}

export class InitMakeMiningResultsReader extends StructReader {
  /** The index of the pointer field `result`. */
  get resultPointer(): number {
    return 0
  }
  getResultAs<R extends StructReader>(type: StructType<R>): R {
    return this.getStruct(0, type)
  }
  hasResult(): boolean {
    return this.hasPointer(0)
  }
}

export class InitMakeMiningResultsBuilder extends StructBuilder {
  /** The index of the pointer field `result`. */
  get resultPointer(): number {
    return 0
  }
  initResultAs<B extends StructBuilder>(type: StructBuilderType<B>): B {
    return this.initStruct(0, type)
  }
}

export const InitMakeMiningResults: Codec<
  InitMakeMiningResultsReader,
  InitMakeMiningResultsBuilder
> = {
  Reader: InitMakeMiningResultsReader,
  Builder: InitMakeMiningResultsBuilder,
  dataWords: 0,
  pointerWords: 1,
}

export class InitMakeRpcParamsReader extends StructReader {
  get context(): ContextReader {
    return this.getStruct(0, Context)
  }
  hasContext(): boolean {
    return this.hasPointer(0)
  }
}

export class InitMakeRpcParamsBuilder extends StructBuilder {
  initContext(): ContextBuilder {
    return this.initStruct(0, Context)
  }
}

export const InitMakeRpcParams: Codec<InitMakeRpcParamsReader, InitMakeRpcParamsBuilder> = {
  Reader: InitMakeRpcParamsReader,
  Builder: InitMakeRpcParamsBuilder,
  dataWords: 0,
  pointerWords: 1,
}

export class InitMakeRpcResultsReader extends StructReader {
  /** A `Rpc`'s index in the capability table, or -1. */
  get result(): number {
    return this.getCapability(0)
  }
  hasResult(): boolean {
    return this.hasPointer(0)
  }
}

export class InitMakeRpcResultsBuilder extends StructBuilder {
  /** A `Rpc`'s index in the capability table, or -1. */
  set result(value: number) {
    this.setCapability(0, value)
  }
}

export const InitMakeRpcResults: Codec<InitMakeRpcResultsReader, InitMakeRpcResultsBuilder> = {
  Reader: InitMakeRpcResultsReader,
  Builder: InitMakeRpcResultsBuilder,
  dataWords: 0,
  pointerWords: 1,
}

export class InitMakeTracingParamsReader extends StructReader {
  get context(): ContextReader {
    return this.getStruct(0, Context)
  }
  hasContext(): boolean {
    return this.hasPointer(0)
  }
}

export class InitMakeTracingParamsBuilder extends StructBuilder {
  initContext(): ContextBuilder {
    return this.initStruct(0, Context)
  }
}

export const InitMakeTracingParams: Codec<
  InitMakeTracingParamsReader,
  InitMakeTracingParamsBuilder
> = {
  Reader: InitMakeTracingParamsReader,
  Builder: InitMakeTracingParamsBuilder,
  dataWords: 0,
  pointerWords: 1,
}

export class InitMakeTracingResultsReader extends StructReader {
  /** A `Tracing`'s index in the capability table, or -1. */
  get result(): number {
    return this.getCapability(0)
  }
  hasResult(): boolean {
    return this.hasPointer(0)
  }
}

export class InitMakeTracingResultsBuilder extends StructBuilder {
  /** A `Tracing`'s index in the capability table, or -1. */
  set result(value: number) {
    this.setCapability(0, value)
  }
}

export const InitMakeTracingResults: Codec<
  InitMakeTracingResultsReader,
  InitMakeTracingResultsBuilder
> = {
  Reader: InitMakeTracingResultsReader,
  Builder: InitMakeTracingResultsBuilder,
  dataWords: 0,
  pointerWords: 1,
}

export const Init = {
  id: 0x8838c700ba5cba65n,
  name: 'Init',
  superclasses: [],
  methods: {
    /** The first call: both sides exchange their thread maps. */
    construct: {
      interfaceId: 0x8838c700ba5cba65n,
      id: 0,
      name: 'Init.construct',
      Params: InitConstructParams,
      Results: InitConstructResults,
    },
    makeEcho: {
      interfaceId: 0x8838c700ba5cba65n,
      id: 1,
      name: 'Init.makeEcho',
      Params: InitMakeEchoParams,
      Results: InitMakeEchoResults,
    },
    makeMiningOld2: {
      interfaceId: 0x8838c700ba5cba65n,
      id: 2,
      name: 'Init.makeMiningOld2',
      Params: InitMakeMiningOld2Params,
      Results: InitMakeMiningOld2Results,
    },
    makeMining: {
      interfaceId: 0x8838c700ba5cba65n,
      id: 3,
      name: 'Init.makeMining',
      Params: InitMakeMiningParams,
      Results: InitMakeMiningResults,
    },
    makeRpc: {
      interfaceId: 0x8838c700ba5cba65n,
      id: 4,
      name: 'Init.makeRpc',
      Params: InitMakeRpcParams,
      Results: InitMakeRpcResults,
    },
    /**
     * Only in nodes with the tracing prototype, and in nodetap's publisher, where the
     * capability also answers to TraceServer.
     */
    makeTracing: {
      interfaceId: 0x8838c700ba5cba65n,
      id: 5,
      name: 'Init.makeTracing',
      Params: InitMakeTracingParams,
      Results: InitMakeTracingResults,
    },
  },
} as const satisfies InterfaceType
