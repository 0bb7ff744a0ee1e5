// Generated from schema/upstream/echo.capnp by `npm run generate`. Do not edit.

import {
  type Codec,
  type InterfaceType,
  StructBuilder,
  StructReader,
} from '../../../capnp/index.js'
import { Context, type ContextBuilder, type ContextReader } from './proxy.js'

export class EchoDestroyParamsReader extends StructReader {
  get context(): ContextReader {
    return this.getStruct(0, Context)
  }
  hasContext(): boolean {
    return this.hasPointer(0)
  }
}

export class EchoDestroyParamsBuilder extends StructBuilder {
  initContext(): ContextBuilder {
    return this.initStruct(0, Context)
  }
}

export const EchoDestroyParams: Codec<EchoDestroyParamsReader, EchoDestroyParamsBuilder> = {
  Reader: EchoDestroyParamsReader,
  Builder: EchoDestroyParamsBuilder,
  dataWords: 0,
  pointerWords: 1,
}

export class EchoDestroyResultsReader extends StructReader {}

export class EchoDestroyResultsBuilder extends StructBuilder {}

export const EchoDestroyResults: Codec<EchoDestroyResultsReader, EchoDestroyResultsBuilder> = {
  Reader: EchoDestroyResultsReader,
  Builder: EchoDestroyResultsBuilder,
  dataWords: 0,
  pointerWords: 0,
}

export class EchoEchoParamsReader extends StructReader {
  get context(): ContextReader {
    return this.getStruct(0, Context)
  }
  hasContext(): boolean {
    return this.hasPointer(0)
  }

  get echo(): string {
    return this.getText(1)
  }
  hasEcho(): boolean {
    return this.hasPointer(1)
  }
}

export class EchoEchoParamsBuilder extends StructBuilder {
  initContext(): ContextBuilder {
    return this.initStruct(0, Context)
  }

  set echo(value: string) {
    this.setText(1, value)
  }
}

export const EchoEchoParams: Codec<EchoEchoParamsReader, EchoEchoParamsBuilder> = {
  Reader: EchoEchoParamsReader,
  Builder: EchoEchoParamsBuilder,
  dataWords: 0,
  pointerWords: 2,
}

export class EchoEchoResultsReader extends StructReader {
  get result(): string {
    return this.getText(0)
  }
  hasResult(): boolean {
    return this.hasPointer(0)
  }
}

export class EchoEchoResultsBuilder extends StructBuilder {
  set result(value: string) {
    this.setText(0, value)
  }
}

export const EchoEchoResults: Codec<EchoEchoResultsReader, EchoEchoResultsBuilder> = {
  Reader: EchoEchoResultsReader,
  Builder: EchoEchoResultsBuilder,
  dataWords: 0,
  pointerWords: 1,
}

export const Echo = {
  id: 0xd36b89640dc94399n,
  name: 'Echo',
  superclasses: [],
  methods: {
    destroy: {
      interfaceId: 0xd36b89640dc94399n,
      id: 0,
      name: 'Echo.destroy',
      Params: EchoDestroyParams,
      Results: EchoDestroyResults,
    },
    /** Answers with the text it was sent. */
    echo: {
      interfaceId: 0xd36b89640dc94399n,
      id: 1,
      name: 'Echo.echo',
      Params: EchoEchoParams,
      Results: EchoEchoResults,
    },
  },
} as const satisfies InterfaceType
