import type { EventFields, FieldReader, TextSource } from '../../aggregates/index.js'
import { fixedText } from '../../expressions/index.js'
import type { Tracepoint } from '../../tracepoints/index.js'
import {
  type Batch,
  BoolColumn,
  type Columns,
  EnumColumn,
  HashColumn,
  TextColumn,
  type TextDictionary,
} from '../batch/index.js'
import { columnOf } from '../filter/columns-condition.js'

/** Texts that a batch's columns can tell apart: their indexes have 16 bits. */
const MAX_TEXTS = 65_536

/** A field's column in the batch at hand. */
interface Lane {
  readonly tracepoint: Tracepoint
  readonly take: (columns: Columns) => void
}

/** The fields of events in columns; `at` is an event's place in those of its tracepoint. */
export class BatchEventFields implements EventFields {
  readonly texts: TextSource
  readonly #lanes: Lane[] = []
  #dictionary: TextDictionary | null = null
  #batches = 0

  constructor() {
    this.texts = {
      size: MAX_TEXTS,
      serial: () => this.#batches,
      text: id => this.#dictionary?.get(id) ?? '',
    }
  }

  /** Makes `batch` the one that is read. */
  begin(batch: Batch): void {
    this.#batches = (this.#batches % 0x7fffffff) + 1
    for (const { tracepoint, take } of this.#lanes) {
      if (batch.count(tracepoint.name) > 0) take(batch.columns(tracepoint.name))
    }
  }

  reader(tracepoint: Tracepoint, name: string): FieldReader | null {
    if (name === 'tracepoint' || name === 'direction') {
      const text = fixedText(name, tracepoint.name)
      return text === null ? null : { kind: 'constant', text }
    }
    if (name === 'timestampUs') return this.#timestamp(tracepoint)
    const kind = tracepoint.fields.find(it => it.name === name)?.kind
    switch (kind) {
      case undefined:
      case 'payload':
        return null
      case 'text':
        return this.#text(tracepoint, name)
      case 'hash':
        return this.#hash(tracepoint, name)
      default:
        return this.#number(tracepoint, name)
    }
  }

  #timestamp(tracepoint: Tracepoint): FieldReader {
    let columns: Columns | null = null
    this.#lanes.push({
      tracepoint,
      take: taken => {
        columns = taken
      },
    })
    return { kind: 'number', number: at => columns?.timestampUsAt(at) ?? 0 }
  }

  #text(tracepoint: Tracepoint, name: string): FieldReader {
    let index: Uint16Array = new Uint16Array(0)
    this.#lanes.push({
      tracepoint,
      take: columns => {
        const column = columnOf(columns, name)
        if (!(column instanceof TextColumn)) return
        index = column.index
        this.#dictionary = column.texts
      },
    })
    return { kind: 'text', textId: at => index[at] as number }
  }

  #hash(tracepoint: Tracepoint, name: string): FieldReader {
    let bytes: Uint8Array = new Uint8Array(0)
    this.#lanes.push({
      tracepoint,
      take: columns => {
        const column = columnOf(columns, name)
        if (column instanceof HashColumn) bytes = column.bytes
      },
    })
    return {
      kind: 'hash',
      hash(at, words) {
        let from = at * 32
        for (let i = 0; i < words.length; i++, from += 4) {
          words[i] =
            (bytes[from] as number) |
            ((bytes[from + 1] as number) << 8) |
            ((bytes[from + 2] as number) << 16) |
            ((bytes[from + 3] as number) << 24)
        }
      },
    }
  }

  #number(tracepoint: Tracepoint, name: string): FieldReader {
    let numbers: ArrayLike<number> = []
    let flags: BoolColumn | null = null
    this.#lanes.push({
      tracepoint,
      take: columns => {
        const column = columnOf(columns, name)
        if (column instanceof BoolColumn) flags = column
        else if (column instanceof EnumColumn) numbers = column.numbers
        else if (isNumbers(column)) numbers = column
      },
    })
    return {
      kind: 'number',
      number: at => (flags === null ? (numbers[at] as number) : flags.get(at) ? 1 : 0),
    }
  }
}

function isNumbers(column: unknown): column is ArrayLike<number> {
  return ArrayBuffer.isView(column) && !(column instanceof DataView)
}
