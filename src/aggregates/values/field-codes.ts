import type { FieldReader } from '../event-fields.js'
import type { FieldValue } from '../results.js'
import { NO_CODE } from './codes.js'
import { HASH_WORDS, type HashCodes } from './hash-codes.js'
import type { TextCodes } from './text-codes.js'

/** The codes that all fields of an aggregate share. */
export interface ValueCodes {
  readonly texts: TextCodes
  readonly hashes: HashCodes
}

/** What a field's values are: decides what a code of it means. */
export type ValueKind =
  | { readonly kind: 'number' }
  | { readonly kind: 'bool' }
  | { readonly kind: 'enum'; readonly names: readonly string[] }
  | { readonly kind: 'text' }
  | { readonly kind: 'hash' }

/** What the code of an event is that lacks the field: a number that no value has. */
export const ABSENT = 0.5

/** What the code is of a value that has none, where none is to be given: no value has it. */
export const UNKNOWN = -0.5

/** One field's values as numbers: themselves, or the codes of texts and hashes. */
export class FieldCodes {
  readonly #kind: ValueKind
  readonly #codes: ValueCodes
  readonly #words = new Int32Array(HASH_WORDS)

  constructor(kind: ValueKind, codes: ValueCodes) {
    this.#kind = kind
    this.#codes = codes
  }

  /** Gives the code of an event's value; a new value gets a new one. */
  coder(reader: FieldReader): (at: number) => number {
    const { texts, hashes } = this.#codes
    const words = this.#words
    switch (reader.kind) {
      case 'number':
        return reader.number
      case 'text':
        return at => texts.code(reader.textId(at))
      case 'hash':
        return at => {
          reader.hash(at, words)
          return hashes.code(words)
        }
      case 'constant':
        return onceAnEpoch(texts, () => texts.codeOf(reader.text))
    }
  }

  /** The same; a new value gets no code but {@link UNKNOWN}. */
  finder(reader: FieldReader): (at: number) => number {
    const { texts, hashes } = this.#codes
    const words = this.#words
    const known = (code: number): number => (code === NO_CODE ? UNKNOWN : code)
    switch (reader.kind) {
      case 'number':
        return reader.number
      case 'text':
        return at => known(texts.find(reader.textId(at)))
      case 'hash':
        return at => {
          reader.hash(at, words)
          return known(hashes.find(words))
        }
      case 'constant':
        return onceAnEpoch(texts, () => known(texts.findOf(reader.text)))
    }
  }

  /** What a code means; the empty text for {@link ABSENT}. */
  value(code: number): FieldValue {
    if (code === ABSENT) return ''
    switch (this.#kind.kind) {
      case 'number':
        return code
      case 'bool':
        return code !== 0
      case 'enum':
        return this.#kind.names[code] ?? `unknown(${code})`
      case 'text':
        return this.#codes.texts.text(code)
      case 'hash':
        return this.#codes.hashes.bytes(code)
    }
  }

  /**
   * What the field is in events that lack it, as they are told: the empty text. Null where no
   * value is that, and {@link ABSENT} its code.
   */
  get absent(): FieldReader | null {
    return this.#kind.kind === 'text' ? { kind: 'constant', text: '' } : null
  }

  retain(code: number): void {
    this.#shared?.retain(code)
  }

  release(code: number): void {
    this.#shared?.release(code)
  }

  /** Where the codes come from; null where they are the values themselves. */
  get #shared(): TextCodes | HashCodes | null {
    const { kind } = this.#kind
    if (kind === 'text') return this.#codes.texts
    return kind === 'hash' ? this.#codes.hashes : null
  }
}

/** Remembers a code for as long as codes keep their meaning. */
function onceAnEpoch(texts: TextCodes, find: () => number): () => number {
  let epoch = 0
  let code = NO_CODE
  return () => {
    if (epoch !== texts.epoch) {
      code = find()
      epoch = texts.epoch
    }
    return code
  }
}
