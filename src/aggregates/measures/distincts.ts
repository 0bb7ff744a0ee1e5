import type { FieldReader } from '../event-fields.js'
import { HASH_WORDS } from '../values/hash-codes.js'
import type { TextHashes } from '../values/text-hashes.js'
import { ValueHash } from '../values/value-hash.js'
import { DistinctCounter } from './distinct-counter.js'
import type { Adder, MeasureStore } from './measure-store.js'

/** Numbers of different values. */
export class Distincts implements MeasureStore {
  readonly #texts: TextHashes
  readonly #hash = new ValueHash()
  readonly #words = new Int32Array(HASH_WORDS)
  /** By group; kept when they are emptied, as they will be used again. */
  readonly #counters: (DistinctCounter | undefined)[] = []

  constructor(texts: TextHashes) {
    this.#texts = texts
  }

  reserve(groups: number): void {
    while (this.#counters.length < groups) this.#counters.push(undefined)
  }

  adder(reader: FieldReader): Adder {
    const hash = this.#hash
    switch (reader.kind) {
      case 'number':
        return (group, at) => {
          hash.ofNumber(reader.number(at))
          this.#of(group).add(hash.high, hash.low)
        }
      case 'hash':
        return (group, at) => {
          reader.hash(at, this.#words)
          hash.ofWords(this.#words)
          this.#of(group).add(hash.high, hash.low)
        }
      case 'text':
        return (group, at) => {
          this.#texts.read(reader.textId(at), hash)
          this.#of(group).add(hash.high, hash.low)
        }
      case 'constant':
        return group => {
          hash.ofText(reader.text)
          this.#of(group).add(hash.high, hash.low)
        }
    }
  }

  result(group: number): number | null {
    const counter = this.#counters[group]
    return counter === undefined || counter.isEmpty ? null : counter.estimate()
  }

  clear(groups: number): void {
    for (let group = 0; group < groups; group++) this.#counters[group]?.clear()
  }

  #of(group: number): DistinctCounter {
    const known = this.#counters[group]
    if (known !== undefined) return known
    const made = new DistinctCounter()
    this.#counters[group] = made
    return made
  }
}
