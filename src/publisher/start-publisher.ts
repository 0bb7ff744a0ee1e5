import { Worker } from 'node:worker_threads'
import { ErrorCodes, NodetapError } from '../errors/index.js'
import { defaultSocketPath, isPipe } from '../rpc/index.js'
import { TRACEPOINTS } from '../tracepoints/index.js'
import { VERSION } from '../version/index.js'
import { PublisherLimits } from './limits.js'
import { removeSocket } from './listen.js'
import {
  createRing,
  DropCauseIndex,
  type InternedText,
  RingControl,
  RingWriter,
  ringBytes,
} from './ring/index.js'
import { createSites, type NodeTracepoints } from './sites/index.js'
import { partsOf, type SnapshotSource, SnapshotTaker } from './snapshots/index.js'
import type { SourceQualities } from './source-quality.js'
import type { FromWorker, ToWorker, WorkerStart } from './worker-protocol.js'

/** All may be left out: then a publisher listens where clients look for it. */
export interface PublisherOptions {
  /**
   * Where to listen: a path of at most 107 bytes (103 on macOS and BSD) in a directory that only
   * its owner can write to, or a Windows pipe (`\\.\pipe\NAME`). `~/.nodetap/node.sock` if not
   * given.
   */
  readonly path?: string
  /** Bytes of memory for events that wait for the worker; a power of two, 64 MiB if not given. */
  readonly ringBytes?: number
  /**
   * Reads the exact clock only when the worker has turned or every 16 events: cheaper, and
   * timestamps of events close to each other may be equal.
   */
  readonly coarseClock?: boolean
  /**
   * Looks for events four times a millisecond instead of once: about a quarter of the latency,
   * for some three times of the worker's share of a core while events come.
   */
  readonly lowLatency?: boolean
  /** What node the events are of, for people: "bcoin 1.0.2, regtest". */
  readonly node?: string
  /**
   * The time of the event about to be fired, in microseconds, for sources that know when their
   * events happened (a recording, a log). The machine's monotonic clock if not given.
   */
  readonly clock?: () => number
  /**
   * The wall-clock time of that clock's zero, in Unix microseconds: 0 for a clock of Unix
   * microseconds. Of the machine's monotonic clock if not given.
   */
  readonly monotonicZeroUnixUs?: number
  /** How good the source's events are; `exact` where nothing is said. */
  readonly qualities?: SourceQualities
  /** Tells the node's present state to subscribers that ask for it; nothing does if not given. */
  readonly snapshots?: SnapshotSource
}

/** A publisher that runs. Its sites can be fired from the thread that started it, no other. */
export interface Tracing extends AsyncDisposable {
  /** The tracepoints by name: `if (site.enabled) site.fire(…)`. */
  readonly tracepoints: NodeTracepoints
  /** The socket's path. */
  readonly path: string
  /**
   * A text that many events will carry (a peer's address), looked up once. Cheaper to fire with
   * than the string; worth keeping with what it names.
   */
  intern(text: string): InternedText
  /**
   * Tells subscribers of a tracepoint that the source has missed events of it here: `count` of
   * them, or at least one where it does not know. Nothing, where nobody is subscribed.
   */
  missed(tracepoint: keyof NodeTracepoints, count?: number): void
  /** Tells anew how good the source's events are: replaces what was said before. */
  setQualities(qualities: SourceQualities): void
  /**
   * Bytes of fired events that the worker has not taken yet. A source that can wait, as no node
   * can, waits while this is close to the ring's size, and loses nothing there.
   */
  readonly pendingBytes: number
  /** Has `source` tell the node's state from now on, instead of what did before; null: nothing. */
  provideSnapshots(source: SnapshotSource | null): void
  /** The first error caught in the arguments of a tracepoint; null: there was none. */
  readonly firstFault: Error | null
  /**
   * Resolves when tracing has ended: with null after {@link close}, with the reason if it failed.
   * The node goes on either way; no tracepoint is enabled any more.
   */
  readonly closed: Promise<NodetapError | null>
  /**
   * Delivers what was fired (waiting up to a second for slow subscribers), tells the subscribers
   * that nothing more comes, and removes the socket.
   */
  close(): Promise<void>
}

/**
 * Starts a publisher: shared memory, a worker thread, a socket. While nobody is subscribed it
 * costs the node one load and one branch at each site.
 *
 * Does not keep the process alive. Rejects with SOCKET_IN_USE, UNUSABLE_PATH or
 * INVALID_ARGUMENT.
 */
export async function startPublisher(options: PublisherOptions = {}): Promise<Tracing> {
  const ring = createRing(options.ringBytes === undefined ? {} : { bytes: options.ringBytes })
  const start: WorkerStart = {
    ring,
    path: options.path ?? defaultSocketPath(),
    lowLatency: options.lowLatency ?? false,
    coarseClock: options.coarseClock ?? false,
    software: `nodetap/${VERSION}`,
    node: options.node ?? '',
    monotonicZeroUnixUs: options.monotonicZeroUnixUs ?? null,
    qualities: options.qualities ?? {},
    snapshotParts: partsOf(options.snapshots ?? null),
  }
  const worker = new Worker(new URL('./worker.js', import.meta.url), {
    workerData: start,
    name: 'nodetap',
  })
  const control = new RingControl(ring)
  const { path, inode } = await listening(worker)
  worker.unref()
  const removeFile = (): void => {
    if (!isPipe(path)) removeSocket(path, inode)
  }
  process.once('exit', removeFile)

  const writer = new RingWriter(ring, {
    coarseClock: options.coarseClock ?? false,
    ...(options.clock === undefined ? {} : { clock: options.clock }),
  })
  const sites = createSites(writer)
  const snapshots = new SnapshotTaker(options.snapshots ?? null, sites, {
    get pendingBytes() {
      return control.pendingBytes
    },
    capacityBytes: ringBytes(ring),
    get dropped() {
      return writer.dropped
    },
  })
  const closed = new Promise<NodetapError | null>(resolve => {
    worker.on('message', (message: FromWorker) => {
      if (message.kind === 'closed') resolve(null)
      else if (message.kind === 'snapshot') snapshots.take(message.request)
    })
    worker.once('error', cause => resolve(workerFailed(cause)))
    worker.once('exit', () => resolve(workerFailed(null)))
  }).finally(() => {
    // Whatever happened to the worker: nobody reads the ring any more.
    snapshots.stop()
    for (const { id } of TRACEPOINTS) control.setEnabled(id, false)
    process.off('exit', removeFile)
    removeFile()
  })

  const close = async (): Promise<void> => {
    worker.ref()
    worker.postMessage({ kind: 'close' } satisfies ToWorker)
    // A worker that does not answer is ended all the same: a node must be able to stop.
    const overdue = setTimeout(() => void worker.terminate(), CLOSE_DEADLINE_MS)
    await closed
    clearTimeout(overdue)
    await worker.terminate()
  }
  return {
    tracepoints: sites,
    path,
    missed: (tracepoint, count = 1) => {
      const site = sites[tracepoint]
      if (site.enabled) writer.drop(site.id, DropCauseIndex.Missed, clampCount(count))
    },
    intern: text => writer.intern(text),
    setQualities: qualities =>
      worker.postMessage({ kind: 'qualities', qualities } satisfies ToWorker),
    get pendingBytes() {
      return control.pendingBytes
    },
    provideSnapshots(source) {
      snapshots.source = source
      worker.postMessage({ kind: 'snapshotParts', parts: partsOf(source) } satisfies ToWorker)
    },
    get firstFault() {
      return writer.firstFault
    },
    closed,
    close,
    [Symbol.asyncDispose]: close,
  }
}

/** Counters run modulo 2^32; one step is less than half of that. */
function clampCount(count: number): number {
  return Number.isFinite(count) ? Math.max(1, Math.min(Math.floor(count), 2 ** 31 - 1)) : 1
}

/** How long the worker may take to close: its own bound for slow subscribers, and some more. */
const CLOSE_DEADLINE_MS = PublisherLimits.closeTimeoutMs + PublisherLimits.farewellMs + 4000

function listening(worker: Worker): Promise<Extract<FromWorker, { kind: 'listening' }>> {
  return new Promise((resolve, reject) => {
    worker.once('error', cause => reject(workerFailed(cause)))
    worker.once('message', (message: FromWorker) => {
      if (message.kind === 'listening') resolve(message)
      else if (message.kind === 'failed') reject(new NodetapError(message.code, message.message))
    })
  })
}

function workerFailed(cause: unknown): NodetapError {
  const reason = cause instanceof Error ? cause.message : 'it ended'
  return new NodetapError(ErrorCodes.Internal, `The trace worker failed: ${reason}`, { cause })
}
