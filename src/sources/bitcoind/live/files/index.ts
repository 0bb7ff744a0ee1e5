/** Following the files that bitcoind writes: debug.log and the captured messages. */
export {
  type CaptureDirection,
  CaptureDirectory,
  type CaptureDirectorySink,
} from './capture-directory.js'
export {
  type FileStatus,
  type FileSystem,
  isMissing,
  nodeFileSystem,
  systemCode,
} from './file-system.js'
export type { RestartReason, TailState } from './file-tail.js'
export { TailLimits } from './limits.js'
export { type LogSink, LogTail } from './log-tail.js'
