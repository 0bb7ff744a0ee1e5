import { ErrorCodes, NodetapError } from './nodetap-error.js'

/** The mode of files that hold what only the owner of a node's socket may see. */
export const PRIVATE_FILE = 0o600

const REASONS: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file or directory',
  EEXIST: 'it exists already, and nothing is written over',
  EACCES: 'permission denied',
  ENOTDIR: 'it, or a part of its path, is no directory',
  ENXIO: 'it is a socket or a device, not a file',
  EISDIR: 'it is a directory',
  ENOSPC: 'the disk is full',
  EDQUOT: 'the quota of disk space is used up',
  EFBIG: 'the file would become too large',
  EROFS: 'the file system is read-only',
}

/** The system's error with a file as FILE_FAILED: what was tried, with which file, and why not. */
export function fileFailed(what: string, path: string, cause: unknown): NodetapError {
  const code = cause instanceof Error && 'code' in cause ? String(cause.code) : ''
  const reason = REASONS[code] ?? (cause instanceof Error ? cause.message : String(cause))
  return new NodetapError(ErrorCodes.FileFailed, `${path} ${what}: ${reason}`, { cause })
}
