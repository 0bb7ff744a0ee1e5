import type { Batch } from '../client/index.js'

/** What is exported: events in their order, of a recording or of anything else. */
export interface ExportSource {
  /** Read once. */
  readonly batches: AsyncIterable<Batch>
  /** The wall-clock time of monotonic zero, in Unix microseconds. */
  readonly monotonicZeroUnixUs: number
}

/** What became of what was exported. */
export interface ExportTotals {
  /** Events written. */
  readonly events: number
  /** Events that the format has no place for, or not enough was recorded of. */
  readonly skipped: number
}

/** Writes events in one format. */
export interface Exporter {
  /** Takes the events of a batch; resolves when there is room for the next. */
  write(batch: Batch): Promise<void>
  /** Ends what was written, so that it can be read. */
  close(): Promise<void>
  /** So far. */
  readonly totals: ExportTotals
}
