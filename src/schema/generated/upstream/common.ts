// Generated from schema/upstream/common.capnp by `npm run generate`. Do not edit.

import { type Codec, StructBuilder, StructReader } from '../../../capnp/index.js'

export class BlockRefReader extends StructReader {
  /** 32 bytes, in internal order. */
  get hash(): Uint8Array {
    return this.getData(0)
  }
  hasHash(): boolean {
    return this.hasPointer(0)
  }

  get height(): number {
    return this.getInt32(0)
  }
}

export class BlockRefBuilder extends StructBuilder {
  /** 32 bytes, in internal order. */
  set hash(value: Uint8Array) {
    this.setData(0, value)
  }

  set height(value: number) {
    this.setInt32(0, value)
  }
}

export const BlockRef: Codec<BlockRefReader, BlockRefBuilder> = {
  Reader: BlockRefReader,
  Builder: BlockRefBuilder,
  dataWords: 1,
  pointerWords: 1,
}
