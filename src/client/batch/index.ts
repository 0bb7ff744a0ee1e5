/** Batches of events, read in place. */

export { Batch } from './batch.js'
export { BatchCursor } from './batch-cursor.js'
export { batchOfEvents } from './batch-of-events.js'
export type { BatchSource } from './batch-source.js'
export type { ColumnPlace } from './column-place.js'
export type { ColumnSource } from './column-source.js'
export {
  BoolColumn,
  BytesColumn,
  EnumColumn,
  HashColumn,
  type ScatteredBytes,
  TextColumn,
} from './column-types.js'
export { type BatchBase, Columns } from './columns.js'
export * from './generated/columns.js'
export { BatchReadLimits } from './limits.js'
export type { Gap, Interruption, Loss } from './news.js'
export { TextCache } from './text-cache.js'
export type { TextDictionary } from './text-dictionary.js'
