import {
  closeSync,
  fstatSync,
  openSync,
  readdirSync,
  readSync,
  type Stats,
  statfsSync,
  statSync,
} from 'node:fs'

/** What a tail knows of a file. */
export interface FileStatus {
  /** Device and inode: tells whether a path names the file that it named before. */
  readonly id: string
  readonly size: number
  /** When it was last written, in milliseconds. */
  readonly modifiedMs: number
  /** Not a directory, a pipe or a device. */
  readonly isFile: boolean
}

/**
 * The files that are followed, as tests may stand in for them. Calls are synchronous: a look at a
 * local file is some microseconds, a tenth of an asynchronous one, and no two reads of a file
 * overlap. Each throws as `node:fs` does, with a `code`.
 */
export interface FileSystem {
  status(path: string): FileStatus
  open(path: string): number
  statusOf(handle: number): FileStatus
  /** Reads into `buffer` from `position`; gives how many bytes there were. */
  read(handle: number, buffer: Uint8Array, length: number, position: number): number
  close(handle: number): void
  /** The names in a directory. */
  list(path: string): string[]
  /** What the disk of a path has left; null where that is not told. Does not throw. */
  freeBytes(path: string): number | null
}

export const nodeFileSystem: FileSystem = {
  status: path => toStatus(statSync(path)),
  open: path => openSync(path, 'r'),
  statusOf: handle => toStatus(fstatSync(handle)),
  read: (handle, buffer, length, position) => readSync(handle, buffer, 0, length, position),
  close: handle => closeSync(handle),
  list: path => readdirSync(path),
  freeBytes: path => {
    try {
      const { bavail, bsize } = statfsSync(path)
      return bavail * bsize
    } catch {
      return null
    }
  },
}

function toStatus(stats: Stats): FileStatus {
  const { dev, ino, size, mtimeMs } = stats
  return { id: `${dev}:${ino}`, size, modifiedMs: mtimeMs, isFile: stats.isFile() }
}

/** The system's code of an error of `node:fs`: ENOENT, EACCES. */
export function systemCode(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? error.code : undefined
  return typeof code === 'string' ? code : 'unknown error'
}

/** Whether the error says that nothing is at the path. */
export function isMissing(error: unknown): boolean {
  const code = systemCode(error)
  return code === 'ENOENT' || code === 'ENOTDIR'
}
