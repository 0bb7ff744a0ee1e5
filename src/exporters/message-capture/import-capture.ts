import { existsSync } from 'node:fs'
import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { CAPTURE_RECEIVED_FILE, CAPTURE_SENT_FILE } from '../../bitcoin/index.js'
import { type Batch, batchOfEvents } from '../../client/index.js'
import { ErrorCodes, fileFailed, NodetapError } from '../../errors/index.js'
import type { TraceEvent } from '../../tracepoints/index.js'
import { ExportLimits } from '../limits.js'
import { CaptureFile } from './capture-file.js'
import { addressOf } from './peer-directory.js'

/** How captured messages are read. */
export interface ImportOptions {
  /** Ends the batches, in order. */
  readonly signal?: AbortSignal
}

/** Captured messages as events, and what there is to say of them. */
export interface ImportedCapture {
  /** Directories that were found. */
  readonly peers: number
  /** In the order of their times over all files. Times are Unix microseconds: zero is 1970. */
  readonly batches: AsyncIterable<Batch>
  /** Bytes at the ends of files that are no whole record; complete when all is read. */
  restBytes(): number
}

interface Lane {
  readonly file: CaptureFile
  readonly peerId: number
  readonly address: string
  readonly tracepoint: 'net:inbound_message' | 'net:outbound_message'
  timeUs: number
}

/**
 * Reads a directory as Bitcoin Core's `-capturemessages` makes it. Peers get numbers in the order
 * of their directories, as the files do not tell theirs; how they were connected is not known.
 *
 * Rejects with FILE_FAILED, INVALID_ARGUMENT where nothing is captured there, or
 * MALFORMED_RECORDING naming file and byte.
 */
export async function importCapture(
  directory: string,
  options: ImportOptions = {},
): Promise<ImportedCapture> {
  const peers = await peerDirectories(directory)
  const paths = peers.flatMap((peer, peerId) =>
    ([CAPTURE_RECEIVED_FILE, CAPTURE_SENT_FILE] as const)
      .map(name => ({ peer, peerId, name, path: join(directory, peer, name) }))
      .filter(({ path }) => existsSync(path)),
  )
  const chunkBytes = chunkFor(paths.length)
  const lanes = paths.map(
    ({ peer, peerId, name, path }): Lane => ({
      file: new CaptureFile(path, chunkBytes),
      peerId,
      address: addressOf(peer),
      tracepoint: name === CAPTURE_RECEIVED_FILE ? 'net:inbound_message' : 'net:outbound_message',
      timeUs: 0,
    }),
  )
  return {
    peers: peers.length,
    batches: batchesOf(merged(lanes), options.signal),
    restBytes: () => lanes.reduce((sum, { file }) => sum + file.restBytes, 0),
  }
}

async function peerDirectories(directory: string): Promise<string[]> {
  const entries = await readdir(directory, { withFileTypes: true }).catch((cause: unknown) => {
    throw fileFailed('cannot be read', directory, cause)
  })
  const peers = entries
    .filter(entry => entry.isDirectory())
    .map(({ name }) => name)
    .filter(name =>
      [CAPTURE_RECEIVED_FILE, CAPTURE_SENT_FILE].some(it => existsSync(join(directory, name, it))),
    )
    .sort()
  if (peers.length === 0) {
    throw new NodetapError(
      ErrorCodes.InvalidArgument,
      `${directory} holds no captured messages: a directory for each peer with ${CAPTURE_RECEIVED_FILE} or ${CAPTURE_SENT_FILE} is wanted, as bitcoind makes them in message_capture`,
    )
  }
  if (peers.length > ExportLimits.maxCapturePeers) {
    throw new NodetapError(
      ErrorCodes.Overloaded,
      `${directory} has ${peers.length} peers; at most ${ExportLimits.maxCapturePeers} are read`,
    )
  }
  return peers
}

/** All files together hold about as much in memory, however many they are. */
function chunkFor(files: number): number {
  const { maxReadAheadBytes, minChunkBytes, writeBytes } = ExportLimits
  return Math.max(minChunkBytes, Math.min(writeBytes, Math.floor(maxReadAheadBytes / files)))
}

/** The events of all files, the one with the earliest time first. */
async function* merged(lanes: readonly Lane[]): AsyncGenerator<TraceEvent, void, undefined> {
  const heap = new LaneHeap()
  for (const lane of lanes) {
    const header = await lane.file.peek()
    if (header !== null) heap.add(lane, header.timeUs)
  }
  for (let sequence = 0; ; sequence++) {
    const lane = heap.takeFirst()
    if (lane === null) return
    const header = await lane.file.peek()
    if (header === null) continue
    const payload = lane.file.take()
    const { tracepoint, peerId, address } = lane
    yield {
      tracepoint,
      sequence,
      timestampUs: header.timeUs,
      peerId,
      address,
      connectionType: 'unknown',
      messageType: header.messageType,
      size: payload.length,
      payload,
    }
    const next = await lane.file.peek()
    if (next !== null) heap.add(lane, next.timeUs)
  }
}

/** Batches of a size that is good to read, and of times that fit one. */
async function* batchesOf(
  events: AsyncIterable<TraceEvent>,
  signal: AbortSignal | undefined,
): AsyncGenerator<Batch, void, undefined> {
  let waiting: TraceEvent[] = []
  let bytes = 0
  let first = 0
  let last = 0
  for await (const event of events) {
    if (signal?.aborted === true) return
    const { timestampUs } = event
    const low = waiting.length === 0 ? timestampUs : Math.min(first, timestampUs)
    const high = waiting.length === 0 ? timestampUs : Math.max(last, timestampUs)
    const isFull =
      waiting.length >= ExportLimits.maxImportedEvents ||
      bytes >= ExportLimits.maxImportedBytes ||
      high - low > 0xffff_ffff
    if (isFull) {
      yield batchOfEvents(waiting)
      waiting = []
      bytes = 0
    }
    first = waiting.length === 0 ? timestampUs : low
    last = waiting.length === 0 ? timestampUs : high
    waiting.push(event)
    bytes += 'payload' in event ? event.payload.length : 0
  }
  if (waiting.length > 0) yield batchOfEvents(waiting)
}

/** Lanes by the times of their next records; of equal ones, that of the lower peer. */
class LaneHeap {
  readonly #lanes: Lane[] = []

  add(lane: Lane, timeUs: number): void {
    const lanes = this.#lanes
    lane.timeUs = timeUs
    let at = lanes.length
    lanes.push(lane)
    while (at > 0) {
      const above = (at - 1) >> 1
      if (!this.#isBefore(at, above)) break
      this.#swap(at, above)
      at = above
    }
  }

  takeFirst(): Lane | null {
    const lanes = this.#lanes
    const first = lanes[0]
    const end = lanes.pop()
    if (first === undefined || end === undefined) return null
    if (lanes.length === 0) return first
    lanes[0] = end
    for (let at = 0; ; ) {
      const left = 2 * at + 1
      if (left >= lanes.length) return first
      const right = left + 1
      const least = right < lanes.length && this.#isBefore(right, left) ? right : left
      if (!this.#isBefore(least, at)) return first
      this.#swap(least, at)
      at = least
    }
  }

  #isBefore(a: number, b: number): boolean {
    const one = this.#lanes[a] as Lane
    const other = this.#lanes[b] as Lane
    return one.timeUs < other.timeUs || (one.timeUs === other.timeUs && one.peerId < other.peerId)
  }

  #swap(a: number, b: number): void {
    const lanes = this.#lanes
    const lane = lanes[a] as Lane
    lanes[a] = lanes[b] as Lane
    lanes[b] = lane
  }
}
