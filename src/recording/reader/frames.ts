import { FrameSplitter } from '../../capnp/index.js'
import { ErrorCodes, isNodetapError } from '../../errors/index.js'
import { RecordingLimits } from '../limits.js'
import { damage, damaged } from './damage.js'
import type { ReadFile } from './read-file.js'

/** A file that grows is read in pieces of this at least. */
const MIN_READ_BYTES = 16 * 1024

/** Bytes of a message without anything in it. */
const EMPTY_BYTES = 8

/** A whole entry of a file. */
export interface PlacedFrame {
  readonly frame: Uint8Array
  /** Where it begins in the file. */
  readonly offset: number
}

/**
 * The entries of a file from byte `start` up to `stop`, in order. Returns where the last whole one
 * ends: what follows is the beginning of an entry that was never written whole. Throws
 * MALFORMED_RECORDING at the entry that cannot be. `readBytes` are read at a time.
 */
export async function* framesFrom(
  file: ReadFile,
  start = 0,
  stop = Number.POSITIVE_INFINITY,
  readBytes: number = RecordingLimits.readBytes,
): AsyncGenerator<PlacedFrame, number, undefined> {
  const ready: PlacedFrame[] = []
  let end = start
  const splitter = new FrameSplitter(frame => {
    ready.push({ frame, offset: end })
    end += frame.length
  }, RecordingLimits.maxEntryBytes)
  // Not more than there is: between two batches there are some hundred bytes.
  const there = Math.min(stop, Math.max(await file.size(), start + MIN_READ_BYTES)) - start
  const chunk = new Uint8Array(Math.min(readBytes, there))
  let at = start
  for (;;) {
    const bytes = await file.read(chunk.subarray(0, stop - at), at)
    if (bytes === 0) return end
    at += bytes
    let failure: unknown = null
    try {
      splitter.push(chunk.subarray(0, bytes))
    } catch (error) {
      failure = damaged(file.path, end, error)
    }
    // What came whole before the damage is handed out before it is told.
    yield* ready
    ready.length = 0
    if (failure !== null) throw failure
  }
}

/** One entry whose place is known. Throws MALFORMED_RECORDING where the file has no such bytes. */
export async function frameAt(file: ReadFile, offset: number, bytes: number): Promise<Uint8Array> {
  if (bytes > RecordingLimits.maxEntryBytes) {
    throw damage(file.path, offset, `an entry of ${bytes} bytes`)
  }
  const frame = new Uint8Array(bytes)
  if ((await file.read(frame, offset)) < bytes) {
    throw damage(file.path, offset, `the file ends within an entry of ${bytes} bytes`)
  }
  return frame
}

/**
 * Where the entry ends that begins at `offset`, whatever is in it. Null where its lengths cannot
 * be, or where it is empty, as zeros say.
 */
export async function entryEnd(file: ReadFile, offset: number): Promise<number | null> {
  const frames = framesFrom(file, offset)
  try {
    const first = await frames.next()
    if (first.done === true || first.value.frame.length <= EMPTY_BYTES) return null
    return offset + first.value.frame.length
  } catch (error) {
    if (isNodetapError(error, ErrorCodes.MalformedRecording)) return null
    throw error
  } finally {
    await frames.return(0)
  }
}

/** Whether nothing but zeros follows: what a power cut leaves where a file had grown already. */
export async function isZeroFrom(file: ReadFile, start: number): Promise<boolean> {
  const chunk = new Uint8Array(MIN_READ_BYTES)
  for (let at = start; ; ) {
    const bytes = await file.read(chunk, at)
    if (bytes === 0) return true
    if (chunk.subarray(0, bytes).some(byte => byte !== 0)) return false
    at += bytes
  }
}
