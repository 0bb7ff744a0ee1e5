import type { InternedText, Text } from './interned-text.js'
import { RingLimits } from './limits.js'
import { RecordKind, TEXT_ID_BITS } from './record.js'
import type { RingWriter } from './ring-writer.js'

/** The others are for events that the worker makes. */
const NODE_TEXT_IDS = RingLimits.textIds - RingLimits.ownTextIds

/** Generations of all writers of the process, so that a text of one is never taken for another's. */
let generations = 0

/**
 * Gives texts small numbers and writes each number's meaning into the ring before its first use.
 *
 * Numbers are given round and round. After half of them have been given, or much text, all
 * texts are forgotten and a new generation begins: a number is never given anew before the
 * events of a whole generation lie between, and memory stays bounded whatever peers send.
 */
export class TextInterner {
  readonly #ring: RingWriter
  readonly #ids = new Map<string, number>()
  readonly #encoded = new Uint8Array(RingLimits.maxTextBytes)
  readonly #utf8 = new TextEncoder()
  #nextId = 0
  #definitionsLeft: number = RingLimits.maxGenerationTexts
  #unitsLeft: number = RingLimits.maxGenerationTextUnits
  #generation = ++generations

  constructor(ring: RingWriter) {
    this.#ring = ring
  }

  /** The text's number, if it has one; -1 otherwise. Changes nothing. */
  known(text: Text): number {
    if (typeof text === 'string') return this.#ids.get(text) ?? -1
    return text.generation === this.#generation ? text.id : -1
  }

  /**
   * The text's number; -1 where the ring has no room for its definition. Throws a TypeError
   * for what is no text.
   */
  id(text: Text): number {
    if (typeof text === 'string') return this.#ids.get(text) ?? this.#idOfNew(text)
    return text.generation === this.#generation ? text.id : this.#renew(text)
  }

  #idOfNew(text: string): number {
    const id = this.#define(text)
    // A longer text is defined at each use: as a key it would keep all of itself alive.
    if (id >= 0 && text.length <= RingLimits.maxTextBytes) this.#ids.set(text, id)
    return id
  }

  #renew(interned: InternedText): number {
    const { text } = interned
    if (typeof text !== 'string') throw new TypeError('A text must be a string or InternedText')
    const id = this.#ids.get(text) ?? this.#idOfNew(text)
    if (id >= 0) {
      interned.id = id
      interned.generation = this.#generation
    }
    return id
  }

  #define(text: string): number {
    // A UTF-16 unit takes at least a byte: what is left out here would be cut below.
    const start =
      text.length > RingLimits.maxTextBytes ? text.slice(0, RingLimits.maxTextBytes) : text
    // Stops before a character that does not fit; a lone surrogate becomes U+FFFD.
    const { written } = this.#utf8.encodeInto(start, this.#encoded)
    const at = this.#ring.reserve(1 + ((written + 7) >>> 3))
    if (at < 0) return -1
    if (this.#definitionsLeft === 0 || this.#unitsLeft < start.length) this.#beginGeneration()
    this.#definitionsLeft--
    this.#unitsLeft -= start.length
    const id = this.#nextId
    this.#nextId = (id + 1) % NODE_TEXT_IDS
    this.#ring.int32[at + 1] = id | (written << TEXT_ID_BITS)
    const bytes = this.#ring.bytes
    const to = (at + 2) * 4
    for (let i = 0; i < written; i++) bytes[to + i] = this.#encoded[i] ?? 0
    this.#ring.publish(at, RecordKind.Text, 1 + ((written + 7) >>> 3))
    return id
  }

  #beginGeneration(): void {
    this.#ids.clear()
    this.#generation = ++generations
    this.#definitionsLeft = RingLimits.maxGenerationTexts
    this.#unitsLeft = RingLimits.maxGenerationTextUnits
  }
}
