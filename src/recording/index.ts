/**
 * Recordings: what a subscription brought, written to files (`Recorder`), read from them
 * (`Recording`), checked (`verify`) and published anew (`Replay`).
 */

export { type BatchesOptions, Recording } from './reader/recording.js'
export {
  type RecordingSummary,
  summarize,
  type TracepointSummary,
} from './reader/summary.js'
export { type Verification, verify } from './reader/verify.js'
export { Replay, type ReplayOptions, type ReplayTotals, type RunOptions } from './replay/replay.js'
export { Recorder, type RecorderOptions, type RecorderTotals } from './writer/recorder.js'

// A recording in several files, one file alone, and what is in it.

export { type ErrorCode, ErrorCodes, isNodetapError, NodetapError } from '../errors/index.js'
export type { RecordingEnd, RecordingHeader, RecordingSubject } from './format/index.js'
export { RecordingLimits } from './limits.js'
export { openReadFile, type ReadFile } from './reader/read-file.js'
export { batchesOfParts, recordingPaths } from './reader/recording-parts.js'
export { type AppendFile, type OpenAppendFile, openAppendFile } from './writer/append-file.js'
export { RecordingWriter, type WriterOptions } from './writer/recording-writer.js'
