import { type FramePool, type MessageBuilder, StructReader } from '../../capnp/index.js'
import type { BatchSource } from './batch-source.js'
import type { ColumnSource } from './column-source.js'
import { batchStruct } from './generated/columns.js'
import type { TextCache } from './text-cache.js'
import { FrameTexts } from './text-dictionary.js'

/** A columns struct, read by the places of its pointers. */
const COLUMNS = { Reader: StructReader }

/** The struct `Batch` of the schema. */
export class FrameBatch implements BatchSource {
  readonly eventCount: number
  readonly byteLength: number
  readonly firstSequence: number
  readonly baseTimestampUs: number
  readonly texts: FrameTexts
  readonly #struct: StructReader
  readonly #frames: FramePool | undefined

  constructor(struct: StructReader, texts: TextCache, frames?: FramePool) {
    this.#struct = struct
    this.#frames = frames
    this.byteLength = struct.message.bytes.length
    this.eventCount = struct.getUint32(batchStruct.eventCount)
    this.firstSequence = struct.getUint64(batchStruct.firstSequence)
    this.baseTimestampUs = struct.getInt64(batchStruct.baseTimestampUs)
    this.texts = new FrameTexts(struct, batchStruct.texts, texts)
  }

  encode(builder: MessageBuilder, at: number): void {
    this.#struct.attachTo(builder, at)
  }

  release(): void {
    this.#frames?.give(this.#struct.message.bytes)
  }

  columns(id: number): ColumnSource | null {
    const pointer = batchStruct.columns[id] ?? -1
    return this.#struct.hasPointer(pointer) ? this.#struct.getStruct(pointer, COLUMNS) : null
  }
}
