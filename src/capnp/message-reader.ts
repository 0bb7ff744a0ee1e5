import { headerBytes } from './frame-splitter.js'
import { CapnpLimits, WORD_BYTES } from './limits.js'
import { malformed } from './malformed.js'
import type { StructReader, StructType } from './struct-reader.js'

if (new Uint8Array(new Uint16Array([1]).buffer)[0] !== 1) {
  throw new Error('nodetap reads messages in place and needs a little-endian machine.')
}

/** What a pointer refers to, after far pointers. */
export const PointerKind = { Null: -1, Struct: 0, List: 1, Capability: 3 } as const

/** Element sizes of a list pointer, as encoded. */
export const ElementSize = {
  Void: 0,
  Bit: 1,
  Byte: 2,
  TwoBytes: 3,
  FourBytes: 4,
  EightBytes: 5,
  Pointer: 6,
  Composite: 7,
} as const

/** Bits of one element, by element size; composite lists count words instead. */
export const ELEMENT_BITS = [0, 1, 8, 16, 32, 64, 64, 0] as const

/** How a message is read; see {@link CapnpLimits} for the defaults and their reasons. */
export interface ReadOptions {
  readonly maxReadWords?: number
  readonly maxDepth?: number
}

/**
 * One message, read in place. All positions are word indexes counted from the start of the
 * frame. Every access that leaves its segment, breaks a limit or makes no sense throws
 * MALFORMED_MESSAGE; nothing is allocated in proportion to what a pointer claims.
 */
export class MessageReader {
  readonly bytes: Uint8Array
  readonly int32: Int32Array
  readonly uint32: Uint32Array
  readonly maxDepth: number
  /** Where each segment begins, and as the last element where the last one ends. */
  readonly #segments: readonly number[]
  #view: DataView | null = null
  #wordsLeft: number

  /** The result of the last {@link follow}; valid until the next. */
  kind: number = PointerKind.Null
  /** Segment, and word index, of the pointer's target. */
  segment = 0
  target = 0
  /** Of a struct, and of the elements of a composite list. */
  dataWords = 0
  pointerWords = 0
  /** Of a list. */
  elementSize = 0
  elementCount = 0
  /** Of a capability: its index in the message's capability table. */
  capability = 0

  /** `frame` is a whole frame, as FrameSplitter hands it out: 8-aligned in its buffer. */
  constructor(frame: Uint8Array, options: ReadOptions = {}) {
    if (frame.length < WORD_BYTES || frame.byteOffset % WORD_BYTES !== 0) {
      malformed(`a frame of ${frame.length} bytes at offset ${frame.byteOffset}`)
    }
    this.bytes = frame
    this.int32 = new Int32Array(frame.buffer, frame.byteOffset, frame.length >> 2)
    this.uint32 = new Uint32Array(frame.buffer, frame.byteOffset, frame.length >> 2)
    this.maxDepth = options.maxDepth ?? CapnpLimits.maxDepth
    this.#wordsLeft = options.maxReadWords ?? CapnpLimits.maxReadWords
    this.#segments = segmentStarts(this.uint32)
  }

  get segmentCount(): number {
    return this.#segments.length - 1
  }

  /** The word index of the root pointer. */
  get rootAt(): number {
    return this.#segments[0] ?? 0
  }

  /** For 64-bit integers and floats. */
  get view(): DataView {
    this.#view ??= new DataView(this.bytes.buffer, this.bytes.byteOffset, this.bytes.length)
    return this.#view
  }

  /** The word index at which a segment begins. */
  segmentStart(segment: number): number {
    return this.#segments[segment] ?? malformed(`no segment ${segment}`)
  }

  /** The bytes of one segment, as a view. */
  segmentBytes(segment: number): Uint8Array {
    const start = this.#segments[segment]
    const end = this.#segments[segment + 1]
    if (start === undefined || end === undefined) malformed(`no segment ${segment}`)
    return this.bytes.subarray(start * WORD_BYTES, end * WORD_BYTES)
  }

  /** The message's root, as the struct that `type` describes. */
  root<R extends StructReader>(type: StructType<R>): R {
    if (this.#segments[1] === this.rootAt) malformed('a first segment without a root pointer')
    return this.structAt(type, 0, this.rootAt, this.maxDepth)
  }

  /** The struct behind the pointer at `at`; a null pointer reads as the struct's defaults. */
  structAt<R extends StructReader>(
    type: StructType<R>,
    segment: number,
    at: number,
    depth: number,
  ): R {
    this.follow(segment, at)
    if (this.kind === PointerKind.Null) return new type.Reader(this, 0, 0, 0, 0, 0, depth)
    if (this.kind !== PointerKind.Struct) malformed('a struct was expected where something else is')
    if (depth <= 0) malformed(`nested deeper than ${this.maxDepth} pointers`)
    const data = this.target
    return new type.Reader(
      this,
      this.segment,
      data * WORD_BYTES,
      this.dataWords * WORD_BYTES,
      data + this.dataWords,
      this.pointerWords,
      depth - 1,
    )
  }

  /**
   * Resolves the pointer at word `at` of `segment`, through far pointers, checks that its
   * target lies inside its segment, and charges the read budget. The result is in the
   * fields of this reader.
   */
  follow(segment: number, at: number): void {
    const low = this.int32[at * 2] ?? 0
    const high = this.uint32[at * 2 + 1] ?? 0
    if (low === 0 && high === 0) this.kind = PointerKind.Null
    else if ((low & 3) === 2) this.#followFar(low >>> 0, high)
    else this.#setTarget(segment, at + 1 + (low >> 2), low, high)
  }

  /** Charges words read to the budget of the message. */
  charge(words: number): void {
    this.#wordsLeft -= words
    if (this.#wordsLeft < 0) malformed('reading it takes more words than allowed (amplification)')
  }

  #followFar(low: number, high: number): void {
    const padWords = (low & 4) === 0 ? 1 : 2
    const pad = this.#inSegment(high, low >>> 3, padWords)
    const padLow = this.int32[pad * 2] ?? 0
    const padHigh = this.uint32[pad * 2 + 1] ?? 0
    if (padWords === 1) {
      if ((padLow & 3) === 2) malformed('a far pointer leads to another far pointer')
      if (padLow === 0 && padHigh === 0) this.kind = PointerKind.Null
      else this.#setTarget(high, pad + 1 + (padLow >> 2), padLow, padHigh)
      return
    }
    // A double-far: the first word is a far pointer to the object, the second its tag.
    if ((padLow & 7) !== 2) malformed('a double-far pointer without a far pointer in its pad')
    const tagLow = this.int32[pad * 2 + 2] ?? 0
    const tagHigh = this.uint32[pad * 2 + 3] ?? 0
    if ((tagLow & 3) > 1) malformed('a double-far pointer to neither a struct nor a list')
    const target = this.#inSegment(padHigh, padLow >>> 3, 0)
    this.#setTarget(padHigh, target, tagLow, tagHigh)
  }

  /** Sets the result for a near pointer (or a tag) whose content begins at word `target`. */
  #setTarget(segment: number, target: number, low: number, high: number): void {
    switch (low & 3) {
      case 0:
        this.kind = PointerKind.Struct
        this.dataWords = high & 0xffff
        this.pointerWords = high >>> 16
        this.#place(segment, target, this.dataWords + this.pointerWords)
        break
      case 1:
        this.kind = PointerKind.List
        this.#setList(segment, target, high & 7, high >>> 3)
        break
      default:
        // 3 is "other"; the only one defined is a capability, whose other bits are zero.
        if (low !== 3) malformed('an unknown kind of pointer')
        this.kind = PointerKind.Capability
        this.capability = high
    }
  }

  #setList(segment: number, target: number, elementSize: number, count: number): void {
    this.elementSize = elementSize
    if (elementSize !== ElementSize.Composite) {
      const words = Math.ceil((count * (ELEMENT_BITS[elementSize] ?? 0)) / 64)
      this.elementCount = count
      // A list of nothing costs no bytes; charging its length keeps loops over it bounded.
      if (elementSize === ElementSize.Void) this.charge(count)
      this.#place(segment, target, words)
      return
    }
    this.#place(segment, target, count + 1)
    const tagLow = this.uint32[target * 2] ?? 0
    const tagHigh = this.uint32[target * 2 + 1] ?? 0
    if ((tagLow & 3) !== 0) malformed('a composite list whose tag is no struct')
    this.elementCount = tagLow >>> 2
    this.dataWords = tagHigh & 0xffff
    this.pointerWords = tagHigh >>> 16
    const elementWords = this.dataWords + this.pointerWords
    if (this.elementCount * elementWords > count)
      malformed('a composite list shorter than its tag says')
    if (elementWords === 0) this.charge(this.elementCount)
    this.target = target + 1
  }

  #place(segment: number, target: number, words: number): void {
    const start = this.#segments[segment] ?? 0
    const end = this.#segments[segment + 1] ?? 0
    if (target < start || target + words > end) {
      malformed(`a pointer leaves segment ${segment}`)
    }
    this.charge(words)
    this.segment = segment
    this.target = target
  }

  /** The word index of `offset` in `segment`, where `words` must follow. */
  #inSegment(segment: number, offset: number, words: number): number {
    const start = this.#segments[segment]
    const end = this.#segments[segment + 1]
    if (start === undefined || end === undefined) {
      malformed(`a far pointer to segment ${segment} of ${this.segmentCount}`)
    }
    if (start + offset + words > end) malformed(`a far pointer past the end of segment ${segment}`)
    return start + offset
  }
}

/** Reads the segment table. Checks it even though a splitter may have done so before. */
function segmentStarts(table: Uint32Array): readonly number[] {
  const count = (table[0] ?? 0) + 1
  if (count > CapnpLimits.maxSegments)
    malformed(`${count} segments; at most ${CapnpLimits.maxSegments} are read`)
  const header = headerBytes(count)
  const words = table.length >> 1
  let end = header / WORD_BYTES
  const starts = [end]
  for (let i = 1; i <= count && end <= words; i++) {
    end += table[i] ?? 0
    starts.push(end)
  }
  if (end > words) malformed(`a frame of ${words} words is shorter than its segment table says`)
  return starts
}
