import { findTracepoint, type TraceEvent } from '../../tracepoints/index.js'
import { Batch } from './batch.js'
import type { ColumnPlace } from './column-place.js'
import type { ColumnSource } from './column-source.js'
import { columnLayouts } from './generated/columns.js'

const MAX_OFFSET = 0xffff_ffff
const MAX_TEXTS = 0x1_0000

/**
 * A batch of events that come from elsewhere than a node. Their sequence numbers go up.
 *
 * Throws a RangeError where they do not fit one batch: numbers or microseconds further apart than
 * 32 bits, or more than 65,536 texts.
 */
export function batchOfEvents(events: readonly TraceEvent[]): Batch {
  if (events.length === 0) return Batch.empty()
  const firstSequence = events[0]?.sequence ?? 0
  const baseTimestampUs = events.reduce(
    (least, { timestampUs }) => Math.min(least, timestampUs),
    Number.POSITIVE_INFINITY,
  )
  const texts = new Texts()
  const rows: TraceEvent[][] = []
  for (const event of events) {
    const { id } = findTracepoint(event.tracepoint)
    rows[id] ??= []
    rows[id].push(event)
  }
  const sources = rows.map(
    (of, id) =>
      new EventColumns(of, columnLayouts[id] ?? [], firstSequence, baseTimestampUs, texts),
  )
  return new Batch({
    eventCount: events.length,
    byteLength: 0,
    firstSequence,
    baseTimestampUs,
    texts,
    columns: id => sources[id] ?? null,
  })
}

class Texts {
  readonly #list: string[] = []
  readonly #numbers = new Map<string, number>()

  get length(): number {
    return this.#list.length
  }

  get(index: number): string {
    const text = this.#list[index]
    if (text === undefined) throw new RangeError(`text ${index} of ${this.#list.length}`)
    return text
  }

  numberOf(text: string): number {
    let number = this.#numbers.get(text)
    if (number === undefined) {
      if (this.#list.length >= MAX_TEXTS) throw new RangeError('too many texts for one batch')
      number = this.#list.push(text) - 1
      this.#numbers.set(text, number)
    }
    return number
  }
}

/** The columns of the events of one tracepoint, made when they are asked for. */
class EventColumns implements ColumnSource {
  readonly #events: readonly Readonly<Record<string, unknown>>[]
  readonly #layout: readonly ColumnPlace[]
  readonly #names: readonly string[]
  readonly #enums: readonly (readonly string[] | undefined)[]
  readonly #sequences: Uint32Array
  readonly #times: Uint32Array
  /** By place: the numbers of its texts. Made at once, as they tell how many texts there are. */
  readonly #texts: readonly (Uint16Array | null)[]

  constructor(
    events: readonly TraceEvent[],
    layout: readonly ColumnPlace[],
    firstSequence: number,
    baseTimestampUs: number,
    texts: Texts,
  ) {
    const [first] = events
    const fields = first === undefined ? [] : findTracepoint(first.tracepoint).fields
    // An event is an object with the names of its tracepoint's fields.
    this.#events = events as unknown as readonly Readonly<Record<string, unknown>>[]
    this.#layout = layout
    this.#names = ['sequence', 'timestampUs', ...fields.map(({ name }) => name)]
    this.#enums = [undefined, undefined, ...fields.map(({ enumNames }) => enumNames)]
    this.#sequences = offsets(events.map(it => it.sequence - firstSequence))
    this.#times = offsets(events.map(it => it.timestampUs - baseTimestampUs))
    this.#texts = layout.map(({ kind }, place) =>
      kind === 'text'
        ? Uint16Array.from(this.#values(place), value => texts.numberOf(String(value)))
        : null,
    )
  }

  getUint32List(pointer: number): Uint32Array {
    const place = this.#layout.findIndex(it => it.pointer === pointer || it.ends === pointer)
    if (place === 0) return this.#sequences
    if (place === 1) return this.#times
    if (this.#layout[place]?.kind === 'payload') {
      let end = 0
      return Uint32Array.from(this.#bytes(pointer), bytes => {
        end += bytes.length
        return end
      })
    }
    return Uint32Array.from(this.#values(place), Number)
  }

  getInt32List(pointer: number): Int32Array {
    return Int32Array.from(this.#values(this.#placeOf(pointer)), Number)
  }

  getUint16List(pointer: number): Uint16Array {
    const place = this.#placeOf(pointer)
    const names = this.#enums[place] ?? []
    return (
      this.#texts[place] ??
      Uint16Array.from(this.#values(place), name => Math.max(0, names.indexOf(String(name))))
    )
  }

  getWordList(pointer: number): Uint32Array {
    const values = this.#values(this.#placeOf(pointer))
    const words = new Uint32Array(2 * values.length)
    values.forEach((value, i) => {
      words[2 * i] = Number(value)
      words[2 * i + 1] = Math.floor(Number(value) / 0x1_0000_0000)
    })
    return words
  }

  getBoolList(pointer: number): { readonly length: number; get(index: number): boolean } {
    const values = this.#values(this.#placeOf(pointer))
    return { length: values.length, get: index => values[index] === true }
  }

  getData(pointer: number): Uint8Array {
    return Uint8Array.from(Buffer.concat(this.#bytes(pointer)))
  }

  #placeOf(pointer: number): number {
    return this.#layout.findIndex(it => it.pointer === pointer)
  }

  #bytes(pointer: number): readonly Uint8Array[] {
    const place = this.#layout.findIndex(it => it.pointer === pointer || it.ends === pointer)
    return this.#values(place).filter(value => value instanceof Uint8Array)
  }

  #values(place: number): readonly unknown[] {
    const name = this.#names[place] ?? ''
    return this.#events.map(event => event[name])
  }
}

function offsets(values: readonly number[]): Uint32Array {
  for (const value of values) {
    if (!(value >= 0 && value <= MAX_OFFSET)) {
      throw new RangeError(`an offset of ${value} does not fit a batch`)
    }
  }
  return Uint32Array.from(values)
}
