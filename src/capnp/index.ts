/**
 * Cap'n Proto messages: cut from a stream (`frame-splitter`), read in place (`message-reader` →
 * `struct-reader`, `list-reader`), and built (`message-builder` → `struct-builder`, `list-builder`).
 */
export { copyPointer } from './copy.js'
export { FramePool } from './frame-pool.js'
export { FrameSplitter, headerBytes } from './frame-splitter.js'
export { CapnpLimits, WORD_BYTES } from './limits.js'
export { StructListBuilder } from './list-builder.js'
export { BitListReader, StructListReader, TextListReader } from './list-reader.js'
export { malformed } from './malformed.js'
export { MessageBuilder } from './message-builder.js'
export { ElementSize, MessageReader, PointerKind, type ReadOptions } from './message-reader.js'
export type { Codec, InterfaceType, MethodType } from './method.js'
export { StructBuilder, type StructBuilderType } from './struct-builder.js'
export { StructReader, type StructType } from './struct-reader.js'
