// Generated from schema/upstream/handler.capnp by `npm run generate`. Do not edit.

import {
  type Codec,
  type InterfaceType,
  StructBuilder,
  StructReader,
} from '../../../capnp/index.js'
import { Context, type ContextBuilder, type ContextReader } from './proxy.js'

export class HandlerDestroyParamsReader extends StructReader {
  get context(): ContextReader {
    return this.getStruct(0, Context)
  }
  hasContext(): boolean {
    return this.hasPointer(0)
  }
}

export class HandlerDestroyParamsBuilder extends StructBuilder {
  initContext(): ContextBuilder {
    return this.initStruct(0, Context)
  }
}

export const HandlerDestroyParams: Codec<
  HandlerDestroyParamsReader,
  HandlerDestroyParamsBuilder
> = {
  Reader: HandlerDestroyParamsReader,
  Builder: HandlerDestroyParamsBuilder,
  dataWords: 0,
  pointerWords: 1,
}

export class HandlerDestroyResultsReader extends StructReader {}

export class HandlerDestroyResultsBuilder extends StructBuilder {}

export const HandlerDestroyResults: Codec<
  HandlerDestroyResultsReader,
  HandlerDestroyResultsBuilder
> = {
  Reader: HandlerDestroyResultsReader,
  Builder: HandlerDestroyResultsBuilder,
  dataWords: 0,
  pointerWords: 0,
}

export class HandlerDisconnectParamsReader extends StructReader {
  get context(): ContextReader {
    return this.getStruct(0, Context)
  }
  hasContext(): boolean {
    return this.hasPointer(0)
  }
}

export class HandlerDisconnectParamsBuilder extends StructBuilder {
  initContext(): ContextBuilder {
    return this.initStruct(0, Context)
  }
}

export const HandlerDisconnectParams: Codec<
  HandlerDisconnectParamsReader,
  HandlerDisconnectParamsBuilder
> = {
  Reader: HandlerDisconnectParamsReader,
  Builder: HandlerDisconnectParamsBuilder,
  dataWords: 0,
  pointerWords: 1,
}

export class HandlerDisconnectResultsReader extends StructReader {}

export class HandlerDisconnectResultsBuilder extends StructBuilder {}

export const HandlerDisconnectResults: Codec<
  HandlerDisconnectResultsReader,
  HandlerDisconnectResultsBuilder
> = {
  Reader: HandlerDisconnectResultsReader,
  Builder: HandlerDisconnectResultsBuilder,
  dataWords: 0,
  pointerWords: 0,
}

export const Handler = {
  id: 0xea08728d34263f55n,
  name: 'Handler',
  superclasses: [],
  methods: {
    /** Ends the registration and drops the handler. */
    destroy: {
      interfaceId: 0xea08728d34263f55n,
      id: 0,
      name: 'Handler.destroy',
      Params: HandlerDestroyParams,
      Results: HandlerDestroyResults,
    },
    /** Ends the registration. */
    disconnect: {
      interfaceId: 0xea08728d34263f55n,
      id: 1,
      name: 'Handler.disconnect',
      Params: HandlerDisconnectParams,
      Results: HandlerDisconnectResults,
    },
  },
} as const satisfies InterfaceType
