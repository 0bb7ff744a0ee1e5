import {
  type Codec,
  MessageBuilder,
  MessageReader,
  type StructBuilder,
  type StructReader,
} from '../../src/capnp/index.js'

/** The root struct of a frame given as hex. */
export function read<R extends StructReader>(
  type: { readonly Reader: Codec<R, StructBuilder>['Reader'] },
  hex: string,
): R {
  return new MessageReader(new Uint8Array(Buffer.from(hex, 'hex'))).root(type)
}

/** The frame, as hex, of a message whose root `fill` fills. */
export function build<B extends StructBuilder>(
  type: Codec<StructReader, B>,
  fill: (root: B) => void,
): string {
  const message = new MessageBuilder()
  fill(message.initRoot(type))
  return Buffer.from(message.toFrame()).toString('hex')
}

/** The plain values of a reader's fields, for those named. */
export function pick<R, K extends keyof R>(reader: R, names: readonly K[]): Pick<R, K> {
  const values: Partial<Pick<R, K>> = {}
  for (const name of names) values[name] = reader[name]
  // All the names have been assigned.
  return values as Pick<R, K>
}
