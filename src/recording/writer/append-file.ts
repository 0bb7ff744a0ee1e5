import { open } from 'node:fs/promises'
import { fileFailed, PRIVATE_FILE } from '../../errors/index.js'

/** A file that is only appended to: what a writer needs of the system, for tests to stand in. */
export interface AppendFile {
  readonly path: string
  /** Writes all pieces, one after the other. */
  append(pieces: readonly Uint8Array[]): Promise<void>
  /** Forgets what was appended beyond `length` bytes. */
  truncate(length: number): Promise<void>
  /** Resolves when what was written is on the disk. */
  sync(): Promise<void>
  close(): Promise<void>
}

/** Makes a new file; {@link openAppendFile} is the system's. */
export type OpenAppendFile = (path: string) => Promise<AppendFile>

/** Makes a new file. Rejects with FILE_FAILED, also where there is one already. */
export async function openAppendFile(path: string): Promise<AppendFile> {
  const handle = await open(path, 'wx', PRIVATE_FILE).catch(cause => {
    throw fileFailed('cannot be made', path, cause)
  })
  let at = 0
  return {
    path,
    async append(pieces) {
      let left = [...pieces]
      while (left.length > 0) {
        const { bytesWritten } = await handle.writev(left, at)
        at += bytesWritten
        left = behind(left, bytesWritten)
      }
    },
    async truncate(length) {
      await handle.truncate(length)
      at = length
    },
    sync: () => handle.datasync(),
    close: () => handle.close(),
  }
}

/** What is left of `pieces` after their first `bytes`: the system may write a part only. */
function behind(pieces: readonly Uint8Array[], bytes: number): Uint8Array[] {
  let skip = bytes
  const left: Uint8Array[] = []
  for (const piece of pieces) {
    if (skip >= piece.length) skip -= piece.length
    else {
      left.push(piece.subarray(skip))
      skip = 0
    }
  }
  return left
}
