// Generated from schema/upstream/proxy.capnp by `npm run generate`. Do not edit.

import {
  type Codec,
  type InterfaceType,
  StructBuilder,
  StructReader,
} from '../../../capnp/index.js'

export class ThreadMapMakeThreadParamsReader extends StructReader {
  get name(): string {
    return this.getText(0)
  }
  hasName(): boolean {
    return this.hasPointer(0)
  }
}

export class ThreadMapMakeThreadParamsBuilder extends StructBuilder {
  set name(value: string) {
    this.setText(0, value)
  }
}

export const ThreadMapMakeThreadParams: Codec<
  ThreadMapMakeThreadParamsReader,
  ThreadMapMakeThreadParamsBuilder
> = {
  Reader: ThreadMapMakeThreadParamsReader,
  Builder: ThreadMapMakeThreadParamsBuilder,
  dataWords: 0,
  pointerWords: 1,
}

export class ThreadMapMakeThreadResultsReader extends StructReader {
  /** A `Thread`'s index in the capability table, or -1. */
  get result(): number {
    return this.getCapability(0)
  }
  hasResult(): boolean {
    return this.hasPointer(0)
  }
}

export class ThreadMapMakeThreadResultsBuilder extends StructBuilder {
  /** A `Thread`'s index in the capability table, or -1. */
  set result(value: number) {
    this.setCapability(0, value)
  }
}

export const ThreadMapMakeThreadResults: Codec<
  ThreadMapMakeThreadResultsReader,
  ThreadMapMakeThreadResultsBuilder
> = {
  Reader: ThreadMapMakeThreadResultsReader,
  Builder: ThreadMapMakeThreadResultsBuilder,
  dataWords: 0,
  pointerWords: 1,
}

export class ThreadMapMakePoolParamsReader extends StructReader {
  get count(): number {
    return this.getUint32(0)
  }
}

export class ThreadMapMakePoolParamsBuilder extends StructBuilder {
  set count(value: number) {
    this.setUint32(0, value)
  }
}

export const ThreadMapMakePoolParams: Codec<
  ThreadMapMakePoolParamsReader,
  ThreadMapMakePoolParamsBuilder
> = {
  Reader: ThreadMapMakePoolParamsReader,
  Builder: ThreadMapMakePoolParamsBuilder,
  dataWords: 1,
  pointerWords: 0,
}

export class ThreadMapMakePoolResultsReader extends StructReader {}

export class ThreadMapMakePoolResultsBuilder extends StructBuilder {}

export const ThreadMapMakePoolResults: Codec<
  ThreadMapMakePoolResultsReader,
  ThreadMapMakePoolResultsBuilder
> = {
  Reader: ThreadMapMakePoolResultsReader,
  Builder: ThreadMapMakePoolResultsBuilder,
  dataWords: 0,
  pointerWords: 0,
}

export class ThreadGetNameParamsReader extends StructReader {}

export class ThreadGetNameParamsBuilder extends StructBuilder {}

export const ThreadGetNameParams: Codec<ThreadGetNameParamsReader, ThreadGetNameParamsBuilder> = {
  Reader: ThreadGetNameParamsReader,
  Builder: ThreadGetNameParamsBuilder,
  dataWords: 0,
  pointerWords: 0,
}

export class ThreadGetNameResultsReader extends StructReader {
  get result(): string {
    return this.getText(0)
  }
  hasResult(): boolean {
    return this.hasPointer(0)
  }
}

export class ThreadGetNameResultsBuilder extends StructBuilder {
  set result(value: string) {
    this.setText(0, value)
  }
}

export const ThreadGetNameResults: Codec<
  ThreadGetNameResultsReader,
  ThreadGetNameResultsBuilder
> = {
  Reader: ThreadGetNameResultsReader,
  Builder: ThreadGetNameResultsBuilder,
  dataWords: 0,
  pointerWords: 1,
}

/** Where a call runs. Both may be null. */
export class ContextReader extends StructReader {
  /**
   * A thread of the callee's, made by its ThreadMap, that shall run the call.
   * A `Thread`'s index in the capability table, or -1.
   */
  get thread(): number {
    return this.getCapability(0)
  }
  hasThread(): boolean {
    return this.hasPointer(0)
  }

  /**
   * A thread of the caller's that shall run what the callee calls back meanwhile.
   * A `Thread`'s index in the capability table, or -1.
   */
  get callbackThread(): number {
    return this.getCapability(1)
  }
  hasCallbackThread(): boolean {
    return this.hasPointer(1)
  }
}

/** Where a call runs. Both may be null. */
export class ContextBuilder extends StructBuilder {
  /**
   * A thread of the callee's, made by its ThreadMap, that shall run the call.
   * A `Thread`'s index in the capability table, or -1.
   */
  set thread(value: number) {
    this.setCapability(0, value)
  }

  /**
   * A thread of the caller's that shall run what the callee calls back meanwhile.
   * A `Thread`'s index in the capability table, or -1.
   */
  set callbackThread(value: number) {
    this.setCapability(1, value)
  }
}

/** Where a call runs. Both may be null. */
export const Context: Codec<ContextReader, ContextBuilder> = {
  Reader: ContextReader,
  Builder: ContextBuilder,
  dataWords: 0,
  pointerWords: 2,
}

/** What a process offers to those who call it: threads of its own to run their calls on. */
export const ThreadMap = {
  id: 0xee5e37179ad9dc9dn,
  name: 'ThreadMap',
  superclasses: [],
  methods: {
    /** A thread named `name` for the caller's calls. */
    makeThread: {
      interfaceId: 0xee5e37179ad9dc9dn,
      id: 0,
      name: 'ThreadMap.makeThread',
      Params: ThreadMapMakeThreadParams,
      Results: ThreadMapMakeThreadResults,
    },
    /** `count` threads for calls that name no thread of their own (newer versions). */
    makePool: {
      interfaceId: 0xee5e37179ad9dc9dn,
      id: 1,
      name: 'ThreadMap.makePool',
      Params: ThreadMapMakePoolParams,
      Results: ThreadMapMakePoolResults,
    },
  },
} as const satisfies InterfaceType

/** A thread of the process that made it. */
export const Thread = {
  id: 0x81c1e2600d0b56c5n,
  name: 'Thread',
  superclasses: [],
  methods: {
    getName: {
      interfaceId: 0x81c1e2600d0b56c5n,
      id: 0,
      name: 'Thread.getName',
      Params: ThreadGetNameParams,
      Results: ThreadGetNameResults,
    },
  },
} as const satisfies InterfaceType
