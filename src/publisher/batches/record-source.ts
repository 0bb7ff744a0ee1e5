import type { TextTable } from '../ring/index.js'

/** What batches read records from: the reader's end of a ring. */
export interface RecordSource {
  readonly int32: Int32Array
  readonly float64: Float64Array
  readonly bytes: Uint8Array
  readonly texts: TextTable
}

export type { EventRun } from '../ring/index.js'
