import { MessageBuilder } from '../../capnp/index.js'
import { type Batch, type Gap, type Loss, writeLoss } from '../../client/index.js'
import { recording } from '../../schema/index.js'
import { UNKNOWN_COUNT } from './constants.js'
import { type RecordingSubject, writeHeader } from './recording-header.js'

/** The bytes of one entry, as pieces to be written one after the other. */
export type EntryPieces = readonly Uint8Array[]

/** What the entry that ends a file tells. */
export interface RecordingEnd {
  /** Where it begins itself. */
  readonly offset: number
  /** Where the last index begins; 0: there is none. */
  readonly index: number
  readonly batches: number
  readonly events: number
  readonly lost: number
  readonly gaps: number
  readonly endedAtUnixUs: number
}

export function headerEntry(
  subject: RecordingSubject,
  startedAtUnixUs: number,
  part: number,
): EntryPieces {
  return entry(root => writeHeader(root.initHeader(), subject, startedAtUnixUs, part))
}

/** A batch as it came: its segments are not copied. */
export function batchEntry(batch: Batch): EntryPieces {
  return entry((root, message) => {
    root.setBatch()
    batch.encode(message, root.pointerAt(0))
  })
}

export function lossesEntry(losses: readonly Loss[]): EntryPieces {
  return entry(root => {
    const list = root.initLosses(losses.length)
    losses.forEach((loss, i) => {
      writeLoss(list.get(i), loss)
    })
  })
}

export function gapEntry({ lostAt, resumedAt, restarted, missedEvents }: Gap): EntryPieces {
  return entry(root => {
    const gap = root.initGap()
    gap.lostAtUnixMs = lostAt
    gap.resumedAtUnixMs = resumedAt
    gap.restarted = restarted
    gap.missedEvents = missedEvents ?? UNKNOWN_COUNT
  })
}

export function compressedEntry(uncompressedBytes: number, data: Uint8Array): EntryPieces {
  return entry(root => {
    const compressed = root.initCompressed()
    compressed.method = recording.CompressionMethod.zlib
    compressed.uncompressedBytes = uncompressedBytes
    compressed.data = data
  })
}

export function indexEntry(write: (index: recording.RecordingIndexBuilder) => void): EntryPieces {
  return entry(root => write(root.initIndex()))
}

export function endEntry(end: RecordingEnd): EntryPieces {
  return entry(root => {
    Object.assign(root.initEnd(), end)
  })
}

function entry(
  write: (root: recording.RecordingEntryBuilder, message: MessageBuilder) => void,
): EntryPieces {
  const message = new MessageBuilder()
  write(message.initRoot(recording.RecordingEntry), message)
  return message.finish()
}
