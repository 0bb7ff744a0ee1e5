import type { EventFields, FieldReader, TextSource } from '../../src/aggregates/index.js'
import { fixedText } from '../../src/expressions/index.js'
import type { Tracepoint, TracepointName } from '../../src/tracepoints/index.js'

/** An event as a test has it: fields of the catalogue's names. */
export interface PlainEvent {
  readonly tracepoint: TracepointName
  readonly [field: string]: number | string | boolean | Uint8Array
}

/**
 * Plain objects as fields of events. Texts have few numbers, given round and round, so that the
 * meaning of a number changes all the time.
 */
export class PlainFields implements EventFields {
  event: PlainEvent = { tracepoint: 'mempool:added' }
  readonly texts: TextSource
  readonly #texts: string[]
  readonly #serials: number[]
  #next = 0
  #serial = 0

  constructor(textNumbers: number) {
    this.#texts = new Array(textNumbers).fill('')
    this.#serials = new Array(textNumbers).fill(0)
    this.texts = {
      size: textNumbers,
      serial: id => this.#serials[id] ?? 0,
      text: id => this.#texts[id] ?? '',
    }
  }

  reader(tracepoint: Tracepoint, name: string): FieldReader | null {
    const fixed =
      name === 'tracepoint' || name === 'direction' ? fixedText(name, tracepoint.name) : null
    if (fixed !== null) return { kind: 'constant', text: fixed }
    const field = tracepoint.fields.find(it => it.name === name)
    switch (field?.kind) {
      case undefined:
        return null
      case 'text':
        return { kind: 'text', textId: () => this.#textId(String(this.event[name])) }
      case 'hash':
        return { kind: 'hash', hash: (_at, words) => words.set(wordsOf(this.event[name])) }
      case 'enum': {
        const names = field.enumNames ?? []
        return { kind: 'number', number: () => names.indexOf(String(this.event[name])) }
      }
      default:
        return { kind: 'number', number: () => Number(this.event[name]) }
    }
  }

  #textId(text: string): number {
    const known = this.#texts.indexOf(text)
    if (known >= 0 && this.#serials[known] !== 0) return known
    const id = this.#next
    this.#next = (id + 1) % this.#texts.length
    this.#texts[id] = text
    this.#serials[id] = ++this.#serial
    return id
  }
}

function wordsOf(hash: unknown): Int32Array {
  if (!(hash instanceof Uint8Array)) throw new TypeError('a hash is wanted')
  return new Int32Array(hash.slice().buffer)
}

/** Numbers from 0 to below 1, the same ones for a seed. */
export function seeded(seed: number): () => number {
  let state = seed | 0
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}
