// Generated from schema/upstream/mining.capnp by `npm run generate`. Do not edit.

import {
  type Codec,
  type InterfaceType,
  StructBuilder,
  StructReader,
} from '../../../capnp/index.js'
import { BlockRef, type BlockRefBuilder, type BlockRefReader } from './common.js'
import { Context, type ContextBuilder, type ContextReader } from './proxy.js'

export class MiningIsTestChainParamsReader extends StructReader {
  get context(): ContextReader {
    return this.getStruct(0, Context)
  }
  hasContext(): boolean {
    return this.hasPointer(0)
  }
}

export class MiningIsTestChainParamsBuilder extends StructBuilder {
  initContext(): ContextBuilder {
    return this.initStruct(0, Context)
  }
}

export const MiningIsTestChainParams: Codec<
  MiningIsTestChainParamsReader,
  MiningIsTestChainParamsBuilder
> = {
  Reader: MiningIsTestChainParamsReader,
  Builder: MiningIsTestChainParamsBuilder,
  dataWords: 0,
  pointerWords: 1,
}

export class MiningIsTestChainResultsReader extends StructReader {
  get result(): boolean {
    return this.getBool(0)
  }
}

export class MiningIsTestChainResultsBuilder extends StructBuilder {
  set result(value: boolean) {
    this.setBool(0, value)
  }
}

export const MiningIsTestChainResults: Codec<
  MiningIsTestChainResultsReader,
  MiningIsTestChainResultsBuilder
> = {
  Reader: MiningIsTestChainResultsReader,
  Builder: MiningIsTestChainResultsBuilder,
  dataWords: 1,
  pointerWords: 0,
}

export class MiningIsInitialBlockDownloadParamsReader extends StructReader {
  get context(): ContextReader {
    return this.getStruct(0, Context)
  }
  hasContext(): boolean {
    return this.hasPointer(0)
  }
}

export class MiningIsInitialBlockDownloadParamsBuilder extends StructBuilder {
  initContext(): ContextBuilder {
    return this.initStruct(0, Context)
  }
}

export const MiningIsInitialBlockDownloadParams: Codec<
  MiningIsInitialBlockDownloadParamsReader,
  MiningIsInitialBlockDownloadParamsBuilder
> = {
  Reader: MiningIsInitialBlockDownloadParamsReader,
  Builder: MiningIsInitialBlockDownloadParamsBuilder,
  dataWords: 0,
  pointerWords: 1,
}

export class MiningIsInitialBlockDownloadResultsReader extends StructReader {
  get result(): boolean {
    return this.getBool(0)
  }
}

export class MiningIsInitialBlockDownloadResultsBuilder extends StructBuilder {
  set result(value: boolean) {
    this.setBool(0, value)
  }
}

export const MiningIsInitialBlockDownloadResults: Codec<
  MiningIsInitialBlockDownloadResultsReader,
  MiningIsInitialBlockDownloadResultsBuilder
> = {
  Reader: MiningIsInitialBlockDownloadResultsReader,
  Builder: MiningIsInitialBlockDownloadResultsBuilder,
  dataWords: 1,
  pointerWords: 0,
}

export class MiningGetTipParamsReader extends StructReader {
  get context(): ContextReader {
    return this.getStruct(0, Context)
  }
  hasContext(): boolean {
    return this.hasPointer(0)
  }
}

export class MiningGetTipParamsBuilder extends StructBuilder {
  initContext(): ContextBuilder {
    return this.initStruct(0, Context)
  }
}

export const MiningGetTipParams: Codec<MiningGetTipParamsReader, MiningGetTipParamsBuilder> = {
  Reader: MiningGetTipParamsReader,
  Builder: MiningGetTipParamsBuilder,
  dataWords: 0,
  pointerWords: 1,
}

export class MiningGetTipResultsReader extends StructReader {
  get result(): BlockRefReader {
    return this.getStruct(0, BlockRef)
  }
  hasResult(): boolean {
    return this.hasPointer(0)
  }

  get hasTip(): boolean {
    return this.getBool(0)
  }
}

export class MiningGetTipResultsBuilder extends StructBuilder {
  initResult(): BlockRefBuilder {
    return this.initStruct(0, BlockRef)
  }

  set hasTip(value: boolean) {
    this.setBool(0, value)
  }
}

export const MiningGetTipResults: Codec<MiningGetTipResultsReader, MiningGetTipResultsBuilder> = {
  Reader: MiningGetTipResultsReader,
  Builder: MiningGetTipResultsBuilder,
  dataWords: 1,
  pointerWords: 1,
}

export const Mining = {
  id: 0xf9c68436df3af39en,
  name: 'Mining',
  superclasses: [],
  methods: {
    isTestChain: {
      interfaceId: 0xf9c68436df3af39en,
      id: 0,
      name: 'Mining.isTestChain',
      Params: MiningIsTestChainParams,
      Results: MiningIsTestChainResults,
    },
    isInitialBlockDownload: {
      interfaceId: 0xf9c68436df3af39en,
      id: 1,
      name: 'Mining.isInitialBlockDownload',
      Params: MiningIsInitialBlockDownloadParams,
      Results: MiningIsInitialBlockDownloadResults,
    },
    /**
     * The last block of the active chain. Upstream calls the second result `hasResult`; it is
     * false where there is none.
     */
    getTip: {
      interfaceId: 0xf9c68436df3af39en,
      id: 2,
      name: 'Mining.getTip',
      Params: MiningGetTipParams,
      Results: MiningGetTipResults,
    },
  },
} as const satisfies InterfaceType
