import type { StructBuilder, StructBuilderType } from './struct-builder.js'
import type { StructReader, StructType } from './struct-reader.js'

/** A struct's generated codec: how it is read and built. */
export type Codec<R extends StructReader, B extends StructBuilder> = StructType<R> &
  StructBuilderType<B>

/** A method of an interface, as the code generator writes it. */
export interface MethodType<
  PR extends StructReader = StructReader,
  PB extends StructBuilder = StructBuilder,
  RR extends StructReader = StructReader,
  RB extends StructBuilder = StructBuilder,
> {
  readonly interfaceId: bigint
  /** Its ordinal in the interface. */
  readonly id: number
  /** As "Tracing.traceNetMessages", for messages. */
  readonly name: string
  readonly Params: Codec<PR, PB>
  readonly Results: Codec<RR, RB>
}

/** An interface, as the code generator writes it: its id and its methods by name. */
export interface InterfaceType {
  readonly id: bigint
  readonly name: string
  /** Ids of the interfaces whose methods it answers, too. */
  readonly superclasses: readonly bigint[]
  readonly methods: Readonly<Record<string, MethodType>>
}
