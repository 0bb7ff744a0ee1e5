// Generated from schema/upstream/node-rpc.capnp by `npm run generate`. Do not edit.

import {
  type Codec,
  type InterfaceType,
  StructBuilder,
  StructReader,
} from '../../../capnp/index.js'
import { Context, type ContextBuilder, type ContextReader } from './proxy.js'

export class RpcExecuteRpcParamsReader extends StructReader {
  get context(): ContextReader {
    return this.getStruct(0, Context)
  }
  hasContext(): boolean {
    return this.hasPointer(0)
  }

  get request(): string {
    return this.getText(1)
  }
  hasRequest(): boolean {
    return this.hasPointer(1)
  }

  get uri(): string {
    return this.getText(2)
  }
  hasUri(): boolean {
    return this.hasPointer(2)
  }

  get user(): string {
    return this.getText(3)
  }
  hasUser(): boolean {
    return this.hasPointer(3)
  }
}

export class RpcExecuteRpcParamsBuilder extends StructBuilder {
  initContext(): ContextBuilder {
    return this.initStruct(0, Context)
  }

  set request(value: string) {
    this.setText(1, value)
  }

  set uri(value: string) {
    this.setText(2, value)
  }

  set user(value: string) {
    this.setText(3, value)
  }
}

export const RpcExecuteRpcParams: Codec<RpcExecuteRpcParamsReader, RpcExecuteRpcParamsBuilder> = {
  Reader: RpcExecuteRpcParamsReader,
  Builder: RpcExecuteRpcParamsBuilder,
  dataWords: 0,
  pointerWords: 4,
}

export class RpcExecuteRpcResultsReader extends StructReader {
  get result(): string {
    return this.getText(0)
  }
  hasResult(): boolean {
    return this.hasPointer(0)
  }
}

export class RpcExecuteRpcResultsBuilder extends StructBuilder {
  set result(value: string) {
    this.setText(0, value)
  }
}

export const RpcExecuteRpcResults: Codec<
  RpcExecuteRpcResultsReader,
  RpcExecuteRpcResultsBuilder
> = {
  Reader: RpcExecuteRpcResultsReader,
  Builder: RpcExecuteRpcResultsBuilder,
  dataWords: 0,
  pointerWords: 1,
}

export const Rpc = {
  id: 0xacb1d37f0a713129n,
  name: 'Rpc',
  superclasses: [],
  methods: {
    /** `request` and `result` are JSON-RPC documents; no cookie is needed. */
    executeRpc: {
      interfaceId: 0xacb1d37f0a713129n,
      id: 0,
      name: 'Rpc.executeRpc',
      Params: RpcExecuteRpcParams,
      Results: RpcExecuteRpcResults,
    },
  },
} as const satisfies InterfaceType
