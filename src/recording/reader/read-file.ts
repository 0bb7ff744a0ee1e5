import { type FileHandle, open } from 'node:fs/promises'
import { ErrorCodes, fileFailed, NodetapError } from '../../errors/index.js'

/** A file that is read at any place: what a reader needs of the system. */
export interface ReadFile {
  readonly path: string
  /** Bytes of it now; a recording under way grows. */
  size(): Promise<number>
  /** Fills `into` from byte `offset` on; returns how many bytes there were. */
  read(into: Uint8Array, offset: number): Promise<number>
  close(): Promise<void>
}

/** Rejects with FILE_FAILED, also for what is no regular file. */
export async function openReadFile(path: string): Promise<ReadFile> {
  let handle: FileHandle
  try {
    handle = await open(path, 'r')
  } catch (cause) {
    throw fileFailed('cannot be opened', path, cause)
  }
  if (!(await handle.stat()).isFile()) {
    await handle.close()
    throw new NodetapError(ErrorCodes.FileFailed, `${path} cannot be read: it is no regular file`)
  }
  return {
    path,
    size: async () => (await handle.stat()).size,
    read: async (into, offset) => {
      let done = 0
      while (done < into.length) {
        const { bytesRead } = await handle
          .read(into, done, into.length - done, offset + done)
          .catch(cause => {
            throw fileFailed('cannot be read', path, cause)
          })
        if (bytesRead === 0) break
        done += bytesRead
      }
      return done
    },
    close: () => handle.close(),
  }
}
