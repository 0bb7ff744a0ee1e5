import { ErrorCodes, NodetapError } from '../errors/index.js'
import { headerBytes } from './frame-splitter.js'
import { CapnpLimits, WORD_BYTES } from './limits.js'
import type { StructBuilder, StructBuilderType } from './struct-builder.js'

const INITIAL_WORDS = 128

/**
 * Builds one message. What is built grows in one segment; larger parts that exist already
 * can be attached as segments of their own and are sent without being copied.
 *
 * A builder can be reused: {@link reset} forgets the message and keeps the memory.
 */
export class MessageBuilder {
  bytes = new Uint8Array(INITIAL_WORDS * WORD_BYTES)
  int32 = new Int32Array(this.bytes.buffer)
  uint32 = new Uint32Array(this.bytes.buffer)
  view = new DataView(this.bytes.buffer)
  /** Words in use; the first is the root pointer. */
  #words = 1
  readonly #attached: Uint8Array[] = []

  get words(): number {
    return this.#words
  }

  /** Begins a new message in the same memory. Builders of the old one must not be used. */
  reset(): void {
    this.bytes.fill(0, 0, this.#words * WORD_BYTES)
    this.#words = 1
    this.#attached.length = 0
  }

  /** Begins the message's root struct. */
  initRoot<B extends StructBuilder>(type: StructBuilderType<B>): B {
    return this.initStructAt(0, type)
  }

  /**
   * Reserves zeroed words and returns the index of the first. Throws VALUE_OUT_OF_RANGE for
   * more than a reader takes.
   */
  allocate(words: number): number {
    const at = this.#words
    this.#words += words
    if (this.#words * WORD_BYTES > this.bytes.length) this.#grow()
    return at
  }

  /** Begins a struct and lets the pointer at word `at` refer to it. */
  initStructAt<B extends StructBuilder>(at: number, type: StructBuilderType<B>): B {
    const target = this.reserveStructAt(at, type.dataWords, type.pointerWords)
    return new type.Builder(this, target, target + type.dataWords)
  }

  /** The same for a struct of any size; returns its first word. */
  reserveStructAt(at: number, dataWords: number, pointerWords: number): number {
    const target = this.allocate(dataWords + pointerWords)
    // The offset of a struct without any words would read as a null pointer's at 0: -1 says so.
    const offset = dataWords + pointerWords === 0 ? -1 : target - at - 1
    this.int32[at * 2] = offset << 2
    this.uint32[at * 2 + 1] = (dataWords | (pointerWords << 16)) >>> 0
    return target
  }

  /** Begins a list of `count` elements of `elementSize` and returns its first word. */
  initListAt(at: number, elementSize: number, count: number, words: number): number {
    const target = this.allocate(words)
    this.int32[at * 2] = ((target - at - 1) << 2) | 1
    this.uint32[at * 2 + 1] = (elementSize | (count << 3)) >>> 0
    return target
  }

  /** Lets the pointer at word `at` refer to entry `index` of the capability table. */
  setCapabilityAt(at: number, index: number): void {
    this.int32[at * 2] = 3
    this.uint32[at * 2 + 1] = index
  }

  /**
   * Adds `segment` (whole words, not copied, not to be changed until sent) to the message and
   * returns its number. Far pointers of several attached segments to one another count on
   * these numbers, which begin with 1. Throws VALUE_OUT_OF_RANGE for more segments than a
   * reader takes, and for parts of words.
   */
  attach(segment: Uint8Array): number {
    if (segment.length % WORD_BYTES !== 0 || this.#attached.length + 1 >= CapnpLimits.maxSegments) {
      throw new NodetapError(
        ErrorCodes.ValueOutOfRange,
        `A segment of ${segment.length} bytes as number ${this.#attached.length + 1}: whole words are wanted, and ${CapnpLimits.maxSegments} segments at most`,
      )
    }
    return this.#attached.push(segment)
  }

  get attachedSegments(): number {
    return this.#attached.length
  }

  /** Lets the pointer at word `at` refer to what the pointer at `offset` of `segment` does. */
  setFarAt(at: number, segment: number, offset = 0): void {
    this.uint32[at * 2] = ((offset << 3) | 2) >>> 0
    this.uint32[at * 2 + 1] = segment
  }

  /** Bytes of the whole frame. */
  get frameBytes(): number {
    let total = headerBytes(1 + this.#attached.length) + this.#words * WORD_BYTES
    for (const segment of this.#attached) total += segment.length
    return total
  }

  /**
   * The frame, as pieces to be written one after the other. The first holds the segment table
   * and a copy of what was built here; attached segments follow as they are.
   */
  finish(): Uint8Array[] {
    const header = headerBytes(1 + this.#attached.length)
    const first = new Uint8Array(header + this.#words * WORD_BYTES)
    const table = new Uint32Array(first.buffer, 0, header >> 2)
    table[0] = this.#attached.length
    table[1] = this.#words
    this.#attached.forEach((segment, i) => {
      table[i + 2] = segment.length / WORD_BYTES
    })
    first.set(this.bytes.subarray(0, this.#words * WORD_BYTES), header)
    return [first, ...this.#attached]
  }

  /** The frame in one piece, copied. */
  toFrame(): Uint8Array {
    const frame = new Uint8Array(this.frameBytes)
    let at = 0
    for (const piece of this.finish()) {
      frame.set(piece, at)
      at += piece.length
    }
    return frame
  }

  #grow(): void {
    const wanted = this.#words * WORD_BYTES
    if (wanted > CapnpLimits.maxFrameBytes) {
      throw new NodetapError(
        ErrorCodes.ValueOutOfRange,
        `A message of ${wanted} bytes is too large: ${CapnpLimits.maxFrameBytes} are read at most. Send it in parts.`,
      )
    }
    let length = this.bytes.length
    while (length < wanted) length *= 2
    const bytes = new Uint8Array(length)
    bytes.set(this.bytes)
    this.bytes = bytes
    this.int32 = new Int32Array(bytes.buffer)
    this.uint32 = new Uint32Array(bytes.buffer)
    this.view = new DataView(bytes.buffer)
  }
}
