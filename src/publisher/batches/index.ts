/** Events on their way to subscribers: collected and encoded. */
export type { BatchOptions } from './batch-options.js'
export { BufferPool } from './buffer-pool.js'
export { ColumnBatch } from './column-batch.js'
export { type BatchContent, EncodedBatch } from './encoded-batch.js'
export { BatchLimits } from './limits.js'
export type { RecordSource } from './record-source.js'
export { RowBatch } from './row-batch.js'
