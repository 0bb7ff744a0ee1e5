// Generated from schema/upstream/tracing-2025.capnp by `npm run generate`. Do not edit.

import {
  type Codec,
  type InterfaceType,
  StructBuilder,
  StructReader,
} from '../../../capnp/index.js'
import { Context, type ContextBuilder, type ContextReader } from './proxy.js'

export class TracingTraceUtxoCacheParamsReader extends StructReader {
  get context(): ContextReader {
    return this.getStruct(0, Context)
  }
  hasContext(): boolean {
    return this.hasPointer(0)
  }

  /** A `UtxoCacheTrace`'s index in the capability table, or -1. */
  get callback(): number {
    return this.getCapability(1)
  }
  hasCallback(): boolean {
    return this.hasPointer(1)
  }
}

export class TracingTraceUtxoCacheParamsBuilder extends StructBuilder {
  initContext(): ContextBuilder {
    return this.initStruct(0, Context)
  }

  /** A `UtxoCacheTrace`'s index in the capability table, or -1. */
  set callback(value: number) {
    this.setCapability(1, value)
  }
}

export const TracingTraceUtxoCacheParams: Codec<
  TracingTraceUtxoCacheParamsReader,
  TracingTraceUtxoCacheParamsBuilder
> = {
  Reader: TracingTraceUtxoCacheParamsReader,
  Builder: TracingTraceUtxoCacheParamsBuilder,
  dataWords: 0,
  pointerWords: 2,
}

export class TracingTraceUtxoCacheResultsReader extends StructReader {
  /** A `Handler`'s index in the capability table, or -1. */
  get result(): number {
    return this.getCapability(0)
  }
  hasResult(): boolean {
    return this.hasPointer(0)
  }
}

export class TracingTraceUtxoCacheResultsBuilder extends StructBuilder {
  /** A `Handler`'s index in the capability table, or -1. */
  set result(value: number) {
    this.setCapability(0, value)
  }
}

export const TracingTraceUtxoCacheResults: Codec<
  TracingTraceUtxoCacheResultsReader,
  TracingTraceUtxoCacheResultsBuilder
> = {
  Reader: TracingTraceUtxoCacheResultsReader,
  Builder: TracingTraceUtxoCacheResultsBuilder,
  dataWords: 0,
  pointerWords: 1,
}

export class UtxoCacheTraceDestroyParamsReader extends StructReader {
  get context(): ContextReader {
    return this.getStruct(0, Context)
  }
  hasContext(): boolean {
    return this.hasPointer(0)
  }
}

export class UtxoCacheTraceDestroyParamsBuilder extends StructBuilder {
  initContext(): ContextBuilder {
    return this.initStruct(0, Context)
  }
}

export const UtxoCacheTraceDestroyParams: Codec<
  UtxoCacheTraceDestroyParamsReader,
  UtxoCacheTraceDestroyParamsBuilder
> = {
  Reader: UtxoCacheTraceDestroyParamsReader,
  Builder: UtxoCacheTraceDestroyParamsBuilder,
  dataWords: 0,
  pointerWords: 1,
}

export class UtxoCacheTraceDestroyResultsReader extends StructReader {}

export class UtxoCacheTraceDestroyResultsBuilder extends StructBuilder {}

export const UtxoCacheTraceDestroyResults: Codec<
  UtxoCacheTraceDestroyResultsReader,
  UtxoCacheTraceDestroyResultsBuilder
> = {
  Reader: UtxoCacheTraceDestroyResultsReader,
  Builder: UtxoCacheTraceDestroyResultsBuilder,
  dataWords: 0,
  pointerWords: 0,
}

export class UtxoCacheTraceAddParamsReader extends StructReader {
  get utxoInfo(): UtxoInfoReader {
    return this.getStruct(0, UtxoInfo)
  }
  hasUtxoInfo(): boolean {
    return this.hasPointer(0)
  }
}

export class UtxoCacheTraceAddParamsBuilder extends StructBuilder {
  initUtxoInfo(): UtxoInfoBuilder {
    return this.initStruct(0, UtxoInfo)
  }
}

export const UtxoCacheTraceAddParams: Codec<
  UtxoCacheTraceAddParamsReader,
  UtxoCacheTraceAddParamsBuilder
> = {
  Reader: UtxoCacheTraceAddParamsReader,
  Builder: UtxoCacheTraceAddParamsBuilder,
  dataWords: 0,
  pointerWords: 1,
}

export class UtxoCacheTraceAddResultsReader extends StructReader {}

export class UtxoCacheTraceAddResultsBuilder extends StructBuilder {}

export const UtxoCacheTraceAddResults: Codec<
  UtxoCacheTraceAddResultsReader,
  UtxoCacheTraceAddResultsBuilder
> = {
  Reader: UtxoCacheTraceAddResultsReader,
  Builder: UtxoCacheTraceAddResultsBuilder,
  dataWords: 0,
  pointerWords: 0,
}

export class UtxoCacheTraceSpendParamsReader extends StructReader {
  get utxoInfo(): UtxoInfoReader {
    return this.getStruct(0, UtxoInfo)
  }
  hasUtxoInfo(): boolean {
    return this.hasPointer(0)
  }
}

export class UtxoCacheTraceSpendParamsBuilder extends StructBuilder {
  initUtxoInfo(): UtxoInfoBuilder {
    return this.initStruct(0, UtxoInfo)
  }
}

export const UtxoCacheTraceSpendParams: Codec<
  UtxoCacheTraceSpendParamsReader,
  UtxoCacheTraceSpendParamsBuilder
> = {
  Reader: UtxoCacheTraceSpendParamsReader,
  Builder: UtxoCacheTraceSpendParamsBuilder,
  dataWords: 0,
  pointerWords: 1,
}

export class UtxoCacheTraceSpendResultsReader extends StructReader {}

export class UtxoCacheTraceSpendResultsBuilder extends StructBuilder {}

export const UtxoCacheTraceSpendResults: Codec<
  UtxoCacheTraceSpendResultsReader,
  UtxoCacheTraceSpendResultsBuilder
> = {
  Reader: UtxoCacheTraceSpendResultsReader,
  Builder: UtxoCacheTraceSpendResultsBuilder,
  dataWords: 0,
  pointerWords: 0,
}

export class UtxoCacheTraceUncacheParamsReader extends StructReader {
  get utxoInfo(): UtxoInfoReader {
    return this.getStruct(0, UtxoInfo)
  }
  hasUtxoInfo(): boolean {
    return this.hasPointer(0)
  }
}

export class UtxoCacheTraceUncacheParamsBuilder extends StructBuilder {
  initUtxoInfo(): UtxoInfoBuilder {
    return this.initStruct(0, UtxoInfo)
  }
}

export const UtxoCacheTraceUncacheParams: Codec<
  UtxoCacheTraceUncacheParamsReader,
  UtxoCacheTraceUncacheParamsBuilder
> = {
  Reader: UtxoCacheTraceUncacheParamsReader,
  Builder: UtxoCacheTraceUncacheParamsBuilder,
  dataWords: 0,
  pointerWords: 1,
}

export class UtxoCacheTraceUncacheResultsReader extends StructReader {}

export class UtxoCacheTraceUncacheResultsBuilder extends StructBuilder {}

export const UtxoCacheTraceUncacheResults: Codec<
  UtxoCacheTraceUncacheResultsReader,
  UtxoCacheTraceUncacheResultsBuilder
> = {
  Reader: UtxoCacheTraceUncacheResultsReader,
  Builder: UtxoCacheTraceUncacheResultsBuilder,
  dataWords: 0,
  pointerWords: 0,
}

export class UtxoInfoReader extends StructReader {
  get outpointHash(): Uint8Array {
    return this.getData(0)
  }
  hasOutpointHash(): boolean {
    return this.hasPointer(0)
  }

  get outpointN(): number {
    return this.getUint32(0)
  }

  get height(): number {
    return this.getUint32(4)
  }

  get value(): number {
    return this.getInt64(8)
  }

  get isCoinbase(): boolean {
    return this.getBool(128)
  }
}

export class UtxoInfoBuilder extends StructBuilder {
  set outpointHash(value: Uint8Array) {
    this.setData(0, value)
  }

  set outpointN(value: number) {
    this.setUint32(0, value)
  }

  set height(value: number) {
    this.setUint32(4, value)
  }

  set value(value: number) {
    this.setInt64(8, value)
  }

  set isCoinbase(value: boolean) {
    this.setBool(128, value)
  }
}

export const UtxoInfo: Codec<UtxoInfoReader, UtxoInfoBuilder> = {
  Reader: UtxoInfoReader,
  Builder: UtxoInfoBuilder,
  dataWords: 3,
  pointerWords: 1,
}

export const Tracing = {
  id: 0xb300bedcd7b880cen,
  name: 'Tracing',
  superclasses: [],
  methods: {
    traceUtxoCache: {
      interfaceId: 0xb300bedcd7b880cen,
      id: 0,
      name: 'Tracing.traceUtxoCache',
      Params: TracingTraceUtxoCacheParams,
      Results: TracingTraceUtxoCacheResults,
    },
  },
} as const satisfies InterfaceType

export const UtxoCacheTrace = {
  id: 0xf877dd6fb711c62fn,
  name: 'UtxoCacheTrace',
  superclasses: [],
  methods: {
    destroy: {
      interfaceId: 0xf877dd6fb711c62fn,
      id: 0,
      name: 'UtxoCacheTrace.destroy',
      Params: UtxoCacheTraceDestroyParams,
      Results: UtxoCacheTraceDestroyResults,
    },
    add: {
      interfaceId: 0xf877dd6fb711c62fn,
      id: 1,
      name: 'UtxoCacheTrace.add',
      Params: UtxoCacheTraceAddParams,
      Results: UtxoCacheTraceAddResults,
    },
    spend: {
      interfaceId: 0xf877dd6fb711c62fn,
      id: 2,
      name: 'UtxoCacheTrace.spend',
      Params: UtxoCacheTraceSpendParams,
      Results: UtxoCacheTraceSpendResults,
    },
    uncache: {
      interfaceId: 0xf877dd6fb711c62fn,
      id: 3,
      name: 'UtxoCacheTrace.uncache',
      Params: UtxoCacheTraceUncacheParams,
      Results: UtxoCacheTraceUncacheResults,
    },
  },
} as const satisfies InterfaceType
