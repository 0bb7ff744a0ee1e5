import type { MessageBuilder } from '../../capnp/index.js'
import type { ColumnSource } from './column-source.js'
import type { BatchBase } from './columns.js'

/** What a batch is made of, wherever it comes from. */
export interface BatchSource extends BatchBase {
  /** Of all tracepoints, also of such as this version does not know. */
  readonly eventCount: number
  /** Bytes of the message that the batch came in. */
  readonly byteLength: number
  /** The columns of a tracepoint; null where it has no events. */
  columns(id: number): ColumnSource | null
  /** Writes it as it came; absent where it has to be encoded. See `Batch.encode`. */
  encode?(builder: MessageBuilder, at: number): void
  /** Gives its memory back, if it is somebody's to give. */
  release?(): void
}
