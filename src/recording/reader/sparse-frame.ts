import { ElementSize, MessageReader, PointerKind } from '../../capnp/index.js'
import { batchStruct } from '../../client/index.js'
import { recording } from '../../schema/index.js'
import { TRACEPOINTS } from '../../tracepoints/index.js'
import { RecordingLimits } from '../limits.js'
import type { ReadFile } from './read-file.js'

const WORD_BYTES = 8

/** Bytes read at least at a time. */
const READ_AHEAD_BYTES = 8192

/** Ranges closer than this are read at once: a system call costs more than the bytes between. */
const MAX_GAP_BYTES = 16 * 1024

/** Bits of a list's element, by its size. Lists of structs there are none in a batch. */
const ELEMENT_BITS: Readonly<Record<number, number>> = {
  [ElementSize.Void]: 0,
  [ElementSize.Bit]: 1,
  [ElementSize.Byte]: 8,
  [ElementSize.TwoBytes]: 16,
  [ElementSize.FourBytes]: 32,
  [ElementSize.EightBytes]: 64,
  [ElementSize.Pointer]: 64,
}

/**
 * The entry of a batch that begins at byte `offset` of a file, with the columns of some tracepoints
 * and nothing else of it but zeros: so a reader sees a batch without the others. Follows the
 * pointers of the message and reads what they lead to.
 *
 * False where it would not spare much, or where the entry is not laid out as a batch is: then it
 * is to be read whole. Throws MALFORMED_MESSAGE for pointers that cannot be.
 */
export async function loadSparsely(
  frame: SparseFrame,
  tracepoints: ReadonlySet<string>,
): Promise<boolean> {
  if (!(await frame.load(0, READ_AHEAD_BYTES))) return false
  const reader = new MessageReader(frame.bytes)
  const walker = new Walker(frame, reader)

  const entry = await walker.struct(0, reader.rootAt)
  if (entry === null || entry.dataWords === 0 || entry.pointerWords === 0) return false
  const which = (reader.uint32[entry.start * 2] ?? 0) & 0xffff
  if (which !== recording.RecordingEntryWhich.batch) return false
  const batch = await walker.struct(entry.segment, entry.start + entry.dataWords)
  if (batch === null) return false

  const ranges: Range[] = []
  const pointerAt = (index: number): number =>
    index < batch.pointerWords ? batch.start + batch.dataWords + index : -1
  if (!(await walker.texts(batch.segment, pointerAt(batchStruct.texts), ranges))) return false
  for (const { name, pointerIndex } of TRACEPOINTS) {
    if (!tracepoints.has(name)) continue
    if (!(await walker.columns(batch.segment, pointerAt(pointerIndex), ranges))) return false
  }
  const wanted = merged(ranges)
  const bytes = wanted.reduce((sum, { start, end }) => sum + end - start, 0)
  if (bytes > frame.bytes.length / 2) return false
  for (const { start, end } of wanted) if (!(await frame.load(start, end))) return false
  return true
}

interface Range {
  readonly start: number
  readonly end: number
}

/** A struct's place: words of the frame. */
interface Place {
  readonly segment: number
  readonly start: number
  readonly dataWords: number
  readonly pointerWords: number
}

/**
 * Memory for the bytes of entries, of which only some are read; the others are zeros. One for all
 * entries: taking as much anew for each would cost more than reading them whole.
 */
export class SparseMemory {
  #bytes = new Uint8Array(0)

  /** Memory for an entry; the one before has to be cleared. Null for an entry to be read whole. */
  frame(file: ReadFile, offset: number, length: number): SparseFrame | null {
    const { minSparseBytes, maxEntryBytes } = RecordingLimits
    if (length < minSparseBytes || length > maxEntryBytes) return null
    if (this.#bytes.length < length) this.#bytes = new Uint8Array(length)
    return new SparseFrame(file, offset, this.#bytes.subarray(0, length))
  }
}

/** The bytes of an entry, of which only some have been read. */
export class SparseFrame {
  readonly bytes: Uint8Array
  readonly #file: ReadFile
  readonly #offset: number
  readonly #loaded: Range[] = []

  constructor(file: ReadFile, offset: number, bytes: Uint8Array) {
    this.#file = file
    this.#offset = offset
    this.bytes = bytes
  }

  /** Makes zeros of what was read. */
  clear(): void {
    for (const { start, end } of this.#loaded) this.bytes.fill(0, start, end)
  }

  /** Whether bytes `start` to `end` are there, after reading them if need be. */
  async load(start: number, end: number): Promise<boolean> {
    const { length } = this.bytes
    if (this.#loaded.some(it => it.start <= start && Math.min(end, length) <= it.end)) return true
    // What a pointer leads to, mostly, lies behind it: a bit more costs less than another call.
    const stop = Math.min(Math.max(end, start + READ_AHEAD_BYTES), length)
    const into = this.bytes.subarray(start, stop)
    this.#loaded.push({ start, end: stop })
    return (await this.#file.read(into, this.#offset + start)) === into.length
  }
}

/** Follows pointers, and sees to it that what they lead through is there. */
class Walker {
  readonly #frame: SparseFrame
  readonly #reader: MessageReader

  constructor(frame: SparseFrame, reader: MessageReader) {
    this.#frame = frame
    this.#reader = reader
  }

  /** The struct behind a pointer, read; null where it is something else. */
  async struct(segment: number, at: number): Promise<Place | null> {
    if (!(await this.#follow(segment, at))) return null
    const { kind, target, dataWords, pointerWords } = this.#reader
    if (kind !== PointerKind.Struct) return null
    const place = { segment: this.#reader.segment, start: target, dataWords, pointerWords }
    const end = (target + dataWords + pointerWords) * WORD_BYTES
    return (await this.#frame.load(target * WORD_BYTES, end)) ? place : null
  }

  /** Adds where all texts of a list are. False where that is no list of texts. */
  async texts(segment: number, at: number, ranges: Range[]): Promise<boolean> {
    if (at === -1) return true
    if (!(await this.#follow(segment, at))) return false
    const reader = this.#reader
    if (reader.kind === PointerKind.Null) return true
    if (reader.kind !== PointerKind.List || reader.elementSize !== ElementSize.Pointer) return false
    const { segment: within, target, elementCount } = reader
    if (!(await this.#frame.load(target * WORD_BYTES, (target + elementCount) * WORD_BYTES))) {
      return false
    }
    for (let i = 0; i < elementCount; i++) {
      if (!(await this.#list(within, target + i, ranges))) return false
    }
    return true
  }

  /** Adds where all columns of a struct are. False where that is no struct of columns. */
  async columns(segment: number, at: number, ranges: Range[]): Promise<boolean> {
    if (at === -1) return true
    if (!(await this.#follow(segment, at))) return false
    if (this.#reader.kind === PointerKind.Null) return true
    const struct = await this.struct(segment, at)
    if (struct === null) return false
    const pointers = struct.start + struct.dataWords
    for (let i = 0; i < struct.pointerWords; i++) {
      if (!(await this.#list(struct.segment, pointers + i, ranges))) return false
    }
    return true
  }

  async #list(segment: number, at: number, ranges: Range[]): Promise<boolean> {
    // Most pointers are near ones, of which there may be thousands: they are followed at once.
    if (!this.#followNear(segment, at) && !(await this.#follow(segment, at))) return false
    const { kind, target, elementSize, elementCount } = this.#reader
    if (kind === PointerKind.Null) return true
    const bits = ELEMENT_BITS[elementSize]
    if (kind !== PointerKind.List || bits === undefined) return false
    const start = target * WORD_BYTES
    ranges.push({ start, end: start + Math.ceil((elementCount * bits) / 64) * WORD_BYTES })
    return true
  }

  #followNear(segment: number, at: number): boolean {
    if (((this.#reader.int32[at * 2] ?? 0) & 3) === FAR) return false
    this.#reader.follow(segment, at)
    return true
  }

  /** Follows a pointer after reading the landing pad of a far one. */
  async #follow(segment: number, at: number): Promise<boolean> {
    const low = this.#reader.uint32[at * 2] ?? 0
    if ((low & 3) === FAR) {
      const pad = this.#reader.segmentStart(this.#reader.uint32[at * 2 + 1] ?? 0) + (low >>> 3)
      const start = pad * WORD_BYTES
      if (!(await this.#frame.load(start, start + 2 * WORD_BYTES))) return false
    }
    this.#reader.follow(segment, at)
    return true
  }
}

/** The kind of a pointer that leads to another segment. */
const FAR = 2

/** The ranges in their order, those that are close as one. */
function merged(ranges: readonly Range[]): Range[] {
  const result: { start: number; end: number }[] = []
  for (const { start, end } of [...ranges].sort((a, b) => a.start - b.start)) {
    const last = result.at(-1)
    if (last !== undefined && start - last.end <= MAX_GAP_BYTES) last.end = Math.max(last.end, end)
    else result.push({ start, end })
  }
  return result
}
