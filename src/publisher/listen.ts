import {
  chmodSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  renameSync,
  rmSync,
  type Stats,
  statSync,
  unlinkSync,
} from 'node:fs'
import { connect, createServer, type Server, type Socket } from 'node:net'
import { basename, dirname, join, resolve } from 'node:path'
import { ErrorCodes, NodetapError } from '../errors/index.js'
import { checkSocketPath, isPipe, MAX_SOCKET_PATH_BYTES } from '../rpc/index.js'

/** A server that listens, and how its socket goes away. */
export interface Listener {
  readonly server: Server
  readonly path: string
  /** The number of the socket's file; 0 for a pipe. */
  readonly inode: bigint
  /** Removes the socket file, if it is still this server's. */
  remove(): void
}

/**
 * Listens on a Unix socket that only its owner can open (mode 0600), in a directory that only
 * its owner can write to; or on a Windows pipe. A missing directory is made (mode 0700). The
 * socket of a process that has ended is replaced.
 *
 * Rejects with SOCKET_IN_USE where a live process listens, with UNUSABLE_PATH for a path that
 * is too long, is not a socket, or lies in a directory that others can write to.
 */
export async function listen(path: string, onSocket: (socket: Socket) => void): Promise<Listener> {
  checkSocketPath(path)
  const server = createServer(onSocket)
  if (isPipe(path)) {
    await bind(server, path)
    return { server, path, inode: 0n, remove: () => {} }
  }
  const absolute = resolve(path)
  checkSocketPath(absolute)
  prepareDirectory(dirname(absolute))
  await refuseLiveSocket(absolute)
  const inode = await bindPrivately(server, absolute)
  return { server, path: absolute, inode, remove: () => removeSocket(absolute, inode) }
}

/** Removes the socket at `path` if it is the one with number `inode`. Never throws. */
export function removeSocket(path: string, inode: bigint): void {
  try {
    if (lstatSync(path, { bigint: true }).ino === inode) unlinkSync(path)
  } catch {
    // It is gone, or was never ours to remove.
  }
}

function prepareDirectory(directory: string): void {
  let found: Stats
  try {
    mkdirSync(directory, { recursive: true, mode: 0o700 })
    found = statSync(directory)
  } catch (cause) {
    throw new NodetapError(
      ErrorCodes.UnusablePath,
      `Cannot make the directory ${directory} for the socket: ${(cause as Error).message}. Choose another place: --socket, NODETAP_SOCKET or path`,
      { cause },
    )
  }
  const uid = process.getuid?.()
  const foreign = uid !== undefined && found.uid !== uid && found.uid !== 0
  if (foreign || (found.mode & 0o022) !== 0) {
    throw new NodetapError(
      ErrorCodes.UnusablePath,
      `Others can write to ${directory}, and so replace a socket in it. Use a directory of your own: mkdir -m 700 DIR`,
    )
  }
}

async function refuseLiveSocket(path: string): Promise<void> {
  const found = lstatSync(path, { throwIfNoEntry: false })
  if (found === undefined) return
  if (!found.isSocket()) {
    throw new NodetapError(
      ErrorCodes.UnusablePath,
      `${path} exists and is no socket. Remove it or choose another path.`,
    )
  }
  if (await isLive(path)) {
    throw new NodetapError(
      ErrorCodes.SocketInUse,
      `Another process listens on ${path} already. Stop it or choose another path.`,
    )
  }
}

/** Whether a process accepts connections at `path`. In doubt it is taken to be alive. */
function isLive(path: string): Promise<boolean> {
  return new Promise(done => {
    const socket = connect(path)
    socket.once('connect', () => {
      socket.destroy()
      done(true)
    })
    socket.once('error', (error: NodeJS.ErrnoException) => {
      done(error.code !== 'ECONNREFUSED' && error.code !== 'ENOENT')
    })
  })
}

/**
 * Binds inside a fresh directory that nobody else can enter, sets the mode there, and only then
 * moves the socket to its place: at no moment can another user open it, and a dead socket is
 * replaced in one step.
 */
async function bindPrivately(server: Server, path: string): Promise<bigint> {
  const nursery = makeNursery(dirname(path))
  const newborn = join(nursery, 's')
  try {
    if (Buffer.byteLength(newborn) > MAX_SOCKET_PATH_BYTES) {
      throw new NodetapError(
        ErrorCodes.UnusablePath,
        `The directory of ${path} has too long a path to make a socket in; choose a shorter one`,
      )
    }
    await bind(server, newborn)
    chmodSync(newborn, 0o600)
    const { ino } = lstatSync(newborn, { bigint: true })
    renameSync(newborn, path)
    return ino
  } catch (cause) {
    server.close()
    if (cause instanceof NodetapError) throw cause
    throw new NodetapError(
      ErrorCodes.UnusablePath,
      `Cannot listen on ${basename(path)} in ${dirname(path)}: ${(cause as Error).message}`,
      { cause },
    )
  } finally {
    rmSync(nursery, { recursive: true, force: true })
  }
}

function makeNursery(directory: string): string {
  try {
    return mkdtempSync(join(directory, '.n'))
  } catch (cause) {
    throw new NodetapError(
      ErrorCodes.UnusablePath,
      `Cannot make a socket in ${directory}: ${(cause as Error).message}. Use a directory of your own: mkdir -m 700 DIR`,
      { cause },
    )
  }
}

function bind(server: Server, path: string): Promise<void> {
  return new Promise((done, reject) => {
    server.once('error', (cause: NodeJS.ErrnoException) => {
      const code = cause.code === 'EADDRINUSE' ? ErrorCodes.SocketInUse : ErrorCodes.UnusablePath
      reject(new NodetapError(code, `Cannot listen on ${path}: ${cause.message}`, { cause }))
    })
    server.listen(path, done)
  })
}
