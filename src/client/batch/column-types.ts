import type { TextDictionary } from './text-dictionary.js'

/** A column of texts. */
export class TextColumn {
  /** By event: the text's place in {@link texts}. A view into the frame. */
  readonly index: Uint16Array
  /** The texts of the whole batch, each once. */
  readonly texts: TextDictionary

  constructor(index: Uint16Array, texts: TextDictionary) {
    this.index = index
    this.texts = texts
  }

  /** The text of event `i`. Throws a RangeError where there is no such event. */
  get(i: number): string {
    return this.texts.get(this.index[i] ?? -1)
  }
}

/** A column of names; their numbers are those of the schema's enum. */
export class EnumColumn<N extends string> {
  /** A view into the frame. */
  readonly numbers: Uint16Array
  readonly #names: readonly N[]

  constructor(numbers: Uint16Array, names: readonly N[]) {
    this.numbers = numbers
    this.#names = names
  }

  /** The name of event `i`; `unknown(7)` for a number that this version does not know. */
  get(i: number): N {
    const number = this.numbers[i] ?? -1
    // A newer node's name is no `N`: whoever switches over names must expect others anyway.
    return this.#names[number] ?? (`unknown(${number})` as N)
  }
}

/** A column of booleans, eight to a byte as in the frame. */
export class BoolColumn {
  readonly length: number
  readonly #list: { get(index: number): boolean }

  constructor(list: { readonly length: number; get(index: number): boolean }) {
    this.length = list.length
    this.#list = list
  }

  get(i: number): boolean {
    return this.#list.get(i)
  }
}

/** A column of hashes of 32 bytes, in internal order. */
export class HashColumn {
  /** All of them, one after the other. A view into the frame. */
  readonly bytes: Uint8Array
  readonly #views: Views

  constructor(bytes: Uint8Array) {
    this.bytes = bytes
    this.#views = new Views(bytes)
  }

  /** The hash of event `i`: a view into the frame. */
  get(i: number): Uint8Array {
    return this.#views.view(i * 32, 32)
  }
}

/** Bytes that lie apart: where those of event `i` begin in `frame`. */
export interface ScatteredBytes {
  readonly frame: Uint8Array
  readonly starts: Uint32Array
}

/** A column of bytes. */
export class BytesColumn {
  /** By event: where its bytes end in {@link bytes}; they begin where those before end. */
  readonly ends: Uint32Array
  readonly #scattered: ScatteredBytes | null
  readonly #views: Views
  #bytes: Uint8Array | null

  constructor(ends: Uint32Array, bytes: Uint8Array | ScatteredBytes) {
    this.ends = ends
    this.#views = new Views(bytes instanceof Uint8Array ? bytes : bytes.frame)
    this.#bytes = bytes instanceof Uint8Array ? bytes : null
    this.#scattered = bytes instanceof Uint8Array ? null : bytes
  }

  /**
   * All of them, one after the other. A view into the frame; of a node that sends rows, which
   * have each its own bytes, a copy made when first asked for.
   */
  get bytes(): Uint8Array {
    this.#bytes ??= this.#gather()
    return this.#bytes
  }

  /** Where the bytes of each event begin in what they are views into. */
  get scattered(): ScatteredBytes {
    if (this.#scattered !== null) return this.#scattered
    const starts = new Uint32Array(this.ends.length)
    if (starts.length > 1) starts.set(this.ends.subarray(0, -1), 1)
    return { frame: this.bytes, starts }
  }

  /** The bytes of event `i`: a view into the frame. */
  get(i: number): Uint8Array {
    const start = this.start(i)
    const length = (this.ends[i] ?? 0) - start
    if (length <= 0) return EMPTY
    const scattered = this.#scattered
    return this.#views.view(scattered === null ? start : (scattered.starts[i] ?? 0), length)
  }

  /** Where the bytes of event `i` begin in {@link bytes}. */
  start(i: number): number {
    return i === 0 ? 0 : (this.ends[i - 1] ?? 0)
  }

  /** How many bytes event `i` has. */
  byteLength(i: number): number {
    return (this.ends[i] ?? 0) - this.start(i)
  }

  #gather(): Uint8Array {
    const { ends } = this
    const bytes = new Uint8Array(ends[ends.length - 1] ?? 0)
    for (let i = 0; i < ends.length; i++) bytes.set(this.get(i), this.start(i))
    return bytes
  }
}

const EMPTY = new Uint8Array(0)

/**
 * Makes views into one array. Quicker than `subarray`, which has to ask for the species; and what
 * an array is a view into is asked once: V8 calls the runtime for it.
 */
class Views {
  readonly #buffer: ArrayBufferLike
  readonly #start: number

  constructor(bytes: Uint8Array) {
    this.#buffer = bytes.buffer
    this.#start = bytes.byteOffset
  }

  view(start: number, length: number): Uint8Array {
    return new Uint8Array(this.#buffer, this.#start + start, length)
  }
}
