import { userInfo } from 'node:os'
import { join } from 'node:path'
import { ErrorCodes, NodetapError } from '../errors/index.js'
import { homeDirectory } from './home-directory.js'

/** Bytes of a socket's path that the system's address structure holds, without its zero. */
export const MAX_SOCKET_PATH_BYTES = process.platform === 'linux' ? 107 : 103

/** Whether a path names a Windows pipe, which is no file. */
export function isPipe(path: string): boolean {
  return /^[\\/]{2}[.?][\\/]pipe[\\/]./.test(path)
}

/** Where a publisher listens and a client looks when nobody says otherwise. */
export function defaultSocketPath(): string {
  return process.platform === 'win32'
    ? `\\\\.\\pipe\\nodetap-${userInfo().username}`
    : join(homeDirectory(), '.nodetap', 'node.sock')
}

/** Throws UNUSABLE_PATH for a path that this system cannot use as a socket. */
export function checkSocketPath(path: string): void {
  if (path === '' || path.includes('\0')) {
    throw new NodetapError(ErrorCodes.UnusablePath, 'The socket path is empty or holds a zero byte')
  }
  if (isPipe(path)) return
  if (process.platform === 'win32') {
    throw new NodetapError(
      ErrorCodes.UnusablePath,
      `${path} is no pipe name. On Windows a socket is called \\\\.\\pipe\\NAME.`,
    )
  }
  const bytes = Buffer.byteLength(path)
  if (bytes > MAX_SOCKET_PATH_BYTES) {
    throw new NodetapError(
      ErrorCodes.UnusablePath,
      `The socket path has ${bytes} bytes; this system takes ${MAX_SOCKET_PATH_BYTES}. Choose a shorter one: ${path}`,
    )
  }
}
