import { inflateSync } from 'node:zlib'
import { MessageReader } from '../../capnp/index.js'
import { Batch, type Gap, type Loss, readLoss, type TextCache } from '../../client/index.js'
import { ErrorCodes, NodetapError } from '../../errors/index.js'
import { recording } from '../../schema/index.js'
import { RecordingLimits } from '../limits.js'
import { UNKNOWN_COUNT } from './constants.js'
import type { RecordingEnd } from './entry-writers.js'
import { type IndexPart, readIndex } from './index-entry.js'
import { type RecordingHeader, readHeader } from './recording-header.js'

/** An entry of a recording. */
export type Entry =
  | { readonly kind: 'header'; readonly header: RecordingHeader }
  | { readonly kind: 'batch'; readonly batch: Batch; readonly compressed: boolean }
  | { readonly kind: 'losses'; readonly losses: readonly Loss[] }
  | { readonly kind: 'gap'; readonly gap: Gap }
  | { readonly kind: 'index'; readonly part: IndexPart }
  | { readonly kind: 'end'; readonly end: RecordingEnd }
  /** Of a later version of nodetap, which nothing depends on. */
  | { readonly kind: 'unknown' }

const { RecordingEntryWhich: Which } = recording

/**
 * Reads the entry that was written at `offset` of a file. A batch is checked whole. Throws
 * MALFORMED_RECORDING or MALFORMED_MESSAGE, without naming the offset.
 */
export function readEntry(frame: Uint8Array, offset: number, texts: TextCache): Entry {
  const entry = new MessageReader(frame).root(recording.RecordingEntry)
  switch (entry.which()) {
    case Which.header:
      return { kind: 'header', header: readHeader(entry.header) }
    case Which.batch:
      return { kind: 'batch', batch: checked(entry, texts), compressed: false }
    case Which.losses:
      return { kind: 'losses', losses: readLosses(entry) }
    case Which.gap:
      return { kind: 'gap', gap: readGap(entry.gap) }
    case Which.compressed:
      return { kind: 'batch', batch: decompressed(entry.compressed, texts), compressed: true }
    case Which.index:
      return { kind: 'index', part: readIndex(entry.index, offset) }
    case Which.end:
      return { kind: 'end', end: readEndAt(entry.end, offset) }
    default:
      return { kind: 'unknown' }
  }
}

function checked(entry: recording.RecordingEntryReader, texts: TextCache): Batch {
  const batch = new Batch(entry.batch, texts)
  batch.check()
  return batch
}

function decompressed(compressed: recording.CompressedEntryReader, texts: TextCache): Batch {
  const { uncompressedBytes } = compressed
  if (compressed.method !== recording.CompressionMethod.zlib) {
    throw malformed(`compressed by method ${compressed.method}, which is not known here`)
  }
  if (uncompressedBytes > RecordingLimits.maxEntryBytes) {
    throw malformed(
      `${uncompressedBytes} bytes when decompressed; at most ${RecordingLimits.maxEntryBytes} are read`,
    )
  }
  const entry = new MessageReader(inflate(compressed.data, uncompressedBytes)).root(
    recording.RecordingEntry,
  )
  if (entry.which() !== Which.batch) throw malformed('something else than a batch is compressed')
  return checked(entry, texts)
}

/** The data, in memory that begins at a word. */
function inflate(data: Uint8Array, bytes: number): Uint8Array {
  let inflated: Uint8Array
  try {
    inflated = inflateSync(data, { maxOutputLength: Math.max(bytes, 1) })
  } catch (cause) {
    throw malformed('its data cannot be decompressed', cause)
  }
  if (inflated.length !== bytes) {
    throw malformed(`${inflated.length} bytes when decompressed, where ${bytes} are promised`)
  }
  return inflated.byteOffset % 8 === 0 ? inflated : inflated.slice()
}

function readLosses(entry: recording.RecordingEntryReader): Loss[] {
  const { losses } = entry
  if (losses.length > RecordingLimits.maxUntoldLosses) {
    throw malformed(`${losses.length} losses at once; at most ${RecordingLimits.maxUntoldLosses}`)
  }
  return [...losses].map(readLoss)
}

function readGap(gap: recording.RecordingGapReader): Gap {
  const { lostAtUnixMs, resumedAtUnixMs, restarted, missedEvents } = gap
  return {
    lostAt: lostAtUnixMs,
    resumedAt: resumedAtUnixMs,
    restarted,
    missedEvents: missedEvents === UNKNOWN_COUNT ? null : missedEvents,
  }
}

function readEndAt(reader: recording.RecordingEndReader, offset: number): RecordingEnd {
  const end = readEnd(reader)
  if (end.offset !== offset) throw malformed(`an end that says that it is at byte ${end.offset}`)
  return end
}

/** The entry that ends a file, wherever it is; null where it is another. Throws as readEntry does. */
export function readEndEntry(frame: Uint8Array): RecordingEnd | null {
  const entry = new MessageReader(frame).root(recording.RecordingEntry)
  return entry.which() === Which.end ? readEnd(entry.end) : null
}

function readEnd(reader: recording.RecordingEndReader): RecordingEnd {
  const { offset, index, batches, events, lost, gaps, endedAtUnixUs } = reader
  if (index >= offset) throw malformed('an end whose index lies behind it')
  return { offset, index, batches, events, lost, gaps, endedAtUnixUs }
}

function malformed(message: string, cause?: unknown): NodetapError {
  return new NodetapError(
    ErrorCodes.MalformedRecording,
    message,
    cause === undefined ? {} : { cause },
  )
}
