/** What stands in a recording's file: its entries, written and read. */
export { type BatchFacts, factsOf, type TracepointFacts } from './batch-facts.js'
export { END_BYTES } from './constants.js'
export { type Entry, readEndEntry, readEntry } from './entry-reader.js'
export {
  batchEntry,
  compressedEntry,
  type EntryPieces,
  endEntry,
  gapEntry,
  headerEntry,
  indexEntry,
  lossesEntry,
  type RecordingEnd,
} from './entry-writers.js'
export {
  IndexCollector,
  type IndexedBatch,
  type IndexPart,
  readIndex,
  writeIndex,
} from './index-entry.js'
export type { RecordingHeader, RecordingSubject } from './recording-header.js'
