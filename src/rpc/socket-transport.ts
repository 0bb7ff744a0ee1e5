import { statSync } from 'node:fs'
import { createConnection, type Socket } from 'node:net'
import { type FramePool, FrameSplitter } from '../capnp/index.js'
import { ErrorCodes, NodetapError } from '../errors/index.js'
import { RpcLimits } from './limits.js'
import { checkSocketPath } from './socket-paths.js'
import type { Transport, TransportHandler } from './transport.js'

export interface SocketOptions {
  /** Bounds what one message of the peer may take; 64 MiB if not given. */
  readonly maxFrameBytes?: number
  /** How long closing waits for the peer to read what is queued, in milliseconds. */
  readonly closeTimeoutMs?: number
  /** Where memory for the peer's messages comes from, if somebody gives it back there. */
  readonly frames?: FramePool
  /** Calls `work`, which reads what has come or writes what is queued, and may measure it. */
  readonly measure?: (work: () => void) => void
}

/**
 * A Unix socket or named pipe. What is sent during one turn of the event loop goes to the
 * system in one write.
 */
export class SocketTransport implements Transport {
  readonly socket: Socket
  readonly #options: SocketOptions
  #corked = false
  /** What broke the connection. */
  #error: Error | null = null
  #closeTimer: NodeJS.Timeout | null = null
  /** Frames that wait for others, their bytes, and until when. */
  #held: Uint8Array[] = []
  #heldBytes = 0
  #heldTimer: NodeJS.Timeout | null = null

  constructor(socket: Socket, options: SocketOptions = {}) {
    this.socket = socket
    this.#options = options
    // From the start: a socket may fail before anybody begins to read it.
    socket.on('error', cause => {
      this.#error ??= cause
    })
    socket.on('close', () => {
      clearTimeout(this.#closeTimer ?? undefined)
      clearTimeout(this.#heldTimer ?? undefined)
    })
  }

  start(handler: TransportHandler): void {
    const { socket } = this
    if (socket.closed) {
      process.nextTick(() => handler.closed(this.#error))
      return
    }
    const { maxFrameBytes, frames, measure } = this.#options
    const splitter = new FrameSplitter(frame => handler.frame(frame), maxFrameBytes, frames)
    let broken = false
    const read = (work: () => void): void => {
      if (broken || this.#closeTimer !== null) return
      try {
        if (measure === undefined) work()
        else measure(work)
      } catch (cause) {
        broken = true
        handler.broken(cause instanceof Error ? cause : new Error(String(cause)))
      }
    }
    readInto(socket, {
      place: () => splitter.place(),
      placed: count => read(() => splitter.placed(count)),
      push: bytes => read(() => splitter.push(bytes)),
    })
    socket.on('drain', () => handler.drained())
    // A peer that closes its side has nothing more to say and reads no more.
    socket.on('end', () => this.end())
    socket.on('close', () => handler.closed(this.#error))
    socket.resume()
  }

  send(pieces: readonly Uint8Array[], onSent?: () => void): void {
    const { socket } = this
    if (socket.destroyed || socket.writableEnded) {
      onSent?.()
      return
    }
    this.#cork()
    this.#sendHeld()
    const last = pieces.length - 1
    pieces.forEach((piece, i) => {
      if (i === last && onSent !== undefined) socket.write(piece, () => onSent())
      else socket.write(piece)
    })
  }

  sendLater(pieces: readonly Uint8Array[]): void {
    for (const piece of pieces) {
      this.#held.push(piece)
      this.#heldBytes += piece.length
    }
    if (this.#held.length >= RpcLimits.maxHeldFrames) this.send([])
    else this.#heldTimer ??= setTimeout(() => this.send([]), RpcLimits.maxHeldMs)
  }

  get unsentBytes(): number {
    return this.socket.writableLength + this.#heldBytes
  }

  pause(): void {
    this.socket.pause()
  }

  resume(): void {
    this.socket.resume()
  }

  end(): void {
    const { socket } = this
    if (socket.destroyed || this.#closeTimer !== null) return
    this.#sendHeld()
    // Not to be held up by a peer that neither reads nor closes.
    const timeout = this.#options.closeTimeoutMs ?? RpcLimits.closeTimeoutMs
    this.#closeTimer = setTimeout(() => socket.destroy(), timeout).unref()
    socket.end()
    // Reads on, to see the peer's end, though nobody takes it in.
    socket.resume()
  }

  destroy(): void {
    this.socket.destroy()
  }

  #sendHeld(): void {
    if (this.#heldTimer !== null) clearTimeout(this.#heldTimer)
    this.#heldTimer = null
    if (this.#held.length === 0) return
    const held = this.#held
    this.#held = []
    this.#heldBytes = 0
    for (const piece of held) this.socket.write(piece)
  }

  #cork(): void {
    if (this.#corked) return
    this.#corked = true
    this.socket.cork()
    process.nextTick(() => {
      this.#corked = false
      const { measure } = this.#options
      if (measure === undefined) this.socket.uncork()
      else measure(() => this.socket.uncork())
    })
  }
}

/** Takes what a socket reads. */
interface ByteSink {
  /** Where the next bytes belong, where it can tell. */
  place(): Uint8Array | null
  /** So many bytes have been read into that place. */
  placed(count: number): void
  /** Bytes that were read elsewhere; they may be overwritten after the call. */
  push(bytes: Uint8Array): void
}

const NOWHERE: ByteSink = { place: () => null, placed() {}, push() {} }

/** The sinks of sockets made by {@link connectSocket}, which read without a buffer a read. */
const sinks = new WeakMap<Socket, { sink: ByteSink }>()

function readInto(socket: Socket, sink: ByteSink): void {
  const holder = sinks.get(socket)
  if (holder === undefined) socket.on('data', bytes => sink.push(bytes))
  else holder.sink = sink
}

/**
 * Connects to a Unix socket or named pipe. Nothing is read before the transport is started.
 *
 * Rejects with NO_NODE where nothing listens, PERMISSION_DENIED, UNUSABLE_PATH or ABORTED.
 */
export async function connectSocket(
  path: string,
  options: { readonly signal?: AbortSignal | undefined } & SocketOptions = {},
): Promise<SocketTransport> {
  const { signal } = options
  checkSocketPath(path)
  if (signal?.aborted) throw abortedConnect(path, signal)
  const socket = openSocket(path)
  let abort = (): void => {}
  try {
    return await new Promise((resolve, reject) => {
      abort = () => {
        socket.destroy()
        reject(abortedConnect(path, signal))
      }
      signal?.addEventListener('abort', abort, { once: true })
      socket.once('error', error => reject(connectError(path, error)))
      // Here, not later: an error may follow at once, and needs a listener.
      socket.once('connect', () => resolve(new SocketTransport(socket, options)))
    })
  } finally {
    signal?.removeEventListener('abort', abort)
  }
}

function openSocket(path: string): Socket {
  const buffer = new Uint8Array(RpcLimits.readBufferBytes)
  const holder = { sink: NOWHERE }
  const socket = createConnection({
    path,
    allowHalfOpen: true,
    onread: {
      // Asked for at once, and again after each read.
      buffer: () => holder.sink.place() ?? buffer,
      callback: (count, read) => {
        if (read === buffer) holder.sink.push(buffer.subarray(0, count))
        else holder.sink.placed(count)
        return true
      },
    },
  })
  sinks.set(socket, holder)
  socket.pause()
  return socket
}

function abortedConnect(path: string, signal: AbortSignal | undefined): NodetapError {
  return new NodetapError(ErrorCodes.Aborted, `Connecting to ${path} was aborted`, {
    cause: signal?.reason,
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
    case 'ENOTSOCK':
    case 'EPROTOTYPE': {
      const what = otherThanSocket(path)
      if (what !== null) {
        return new NodetapError(
          ErrorCodes.NoNode,
          `${path} is ${what}, not a socket. Give the path of the socket itself, such as ~/.nodetap/node.sock.`,
          { cause },
        )
      }
      return new NodetapError(
        ErrorCodes.NoNode,
        `Nobody listens on ${path}: the node that made it has ended. Start it again.`,
        { cause },
      )
    }
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

/** What is at `path`, where it is no socket; null where it is one, or nobody can tell. */
function otherThanSocket(path: string): string | null {
  try {
    const stats = statSync(path)
    if (stats.isSocket()) return null
    return stats.isDirectory() ? 'a directory' : 'a file'
  } catch {
    return null
  }
}
