import { createConnection, type Socket } from 'node:net'
import { FrameSplitter } from '../capnp/index.js'
import { ErrorCodes, NodetapError } from '../errors/index.js'
import type { Transport, TransportHandler } from './transport.js'

/** Bytes read from the socket at once. */
const READ_BUFFER_BYTES = 256 * 1024

/**
 * A Unix socket or named pipe. What is sent during one turn of the event loop goes to the
 * system in one write.
 */
export class SocketTransport implements Transport {
  readonly socket: Socket
  readonly #maxFrameBytes: number | undefined
  #corked = false

  /** `maxFrameBytes` bounds what one message of the peer may take; 64 MiB if not given. */
  constructor(socket: Socket, options: { readonly maxFrameBytes?: number } = {}) {
    this.socket = socket
    this.#maxFrameBytes = options.maxFrameBytes
  }

  start(handler: TransportHandler): void {
    const { socket } = this
    const splitter = new FrameSplitter(frame => handler.frame(frame), this.#maxFrameBytes)
    let error: Error | null = null
    onBytes(socket, bytes => {
      if (error !== null) return
      try {
        splitter.push(bytes)
      } catch (cause) {
        error = cause instanceof Error ? cause : new Error(String(cause))
        socket.destroy()
      }
    })
    socket.on('drain', () => handler.drained())
    socket.on('error', cause => {
      error ??= cause
    })
    // A peer that closes its side has nothing more to say and reads no more.
    socket.on('end', () => socket.end())
    socket.on('close', () => handler.closed(error))
  }

  send(pieces: readonly Uint8Array[], onSent?: () => void): void {
    const { socket } = this
    if (socket.destroyed || socket.writableEnded) {
      onSent?.()
      return
    }
    this.#cork()
    const last = pieces.length - 1
    pieces.forEach((piece, i) => {
      if (i === last && onSent !== undefined) socket.write(piece, () => onSent())
      else socket.write(piece)
    })
  }

  get unsentBytes(): number {
    return this.socket.writableLength
  }

  pause(): void {
    this.socket.pause()
  }

  resume(): void {
    this.socket.resume()
  }

  end(): void {
    this.socket.end()
  }

  destroy(): void {
    this.socket.destroy()
  }

  #cork(): void {
    if (this.#corked) return
    this.#corked = true
    this.socket.cork()
    process.nextTick(() => {
      this.#corked = false
      this.socket.uncork()
    })
  }
}

/** How a socket made by {@link connectSocket} hands over bytes without a buffer a read. */
const readers = new WeakMap<Socket, (bytes: Uint8Array) => void>()

function onBytes(socket: Socket, take: (bytes: Uint8Array) => void): void {
  if (readers.has(socket)) readers.set(socket, take)
  else socket.on('data', take)
}

/**
 * Connects to a Unix socket or named pipe.
 *
 * Rejects with NO_NODE where nothing listens, PERMISSION_DENIED, or ABORTED.
 */
export function connectSocket(
  path: string,
  options: { readonly signal?: AbortSignal | undefined } = {},
): Promise<SocketTransport> {
  return new Promise((resolve, reject) => {
    options.signal?.throwIfAborted()
    const buffer = new Uint8Array(READ_BUFFER_BYTES)
    const socket = createConnection({
      path,
      allowHalfOpen: true,
      onread: {
        buffer,
        callback: (count: number): boolean => {
          readers.get(socket)?.(buffer.subarray(0, count))
          return true
        },
      },
    })
    readers.set(socket, () => {})
    const abort = (): void => {
      socket.destroy()
      reject(new NodetapError(ErrorCodes.Aborted, `Connecting to ${path} was aborted`))
    }
    options.signal?.addEventListener('abort', abort, { once: true })
    const fail = (error: NodeJS.ErrnoException): void => {
      options.signal?.removeEventListener('abort', abort)
      reject(connectError(path, error))
    }
    socket.once('error', fail)
    socket.once('connect', () => {
      options.signal?.removeEventListener('abort', abort)
      socket.off('error', fail)
      resolve(new SocketTransport(socket))
    })
  })
}

function connectError(path: string, cause: NodeJS.ErrnoException): NodetapError {
  switch (cause.code) {
    case 'ENOENT':
      return new NodetapError(
        ErrorCodes.NoNode,
        `There is no socket at ${path}. Is the node running, and is this its path?`,
        { cause },
      )
    case 'ECONNREFUSED':
      return new NodetapError(
        ErrorCodes.NoNode,
        `Nobody listens on ${path}: the node that made it has ended. Start it again.`,
        { cause },
      )
    case 'EACCES':
    case 'EPERM':
      return new NodetapError(
        ErrorCodes.PermissionDenied,
        `The socket ${path} belongs to another user. Run as the user that runs the node.`,
        { cause },
      )
    default:
      return new NodetapError(ErrorCodes.NoNode, `Cannot connect to ${path}: ${cause.message}`, {
        cause,
      })
  }
}
