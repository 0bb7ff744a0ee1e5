import type { TracepointName } from '../../tracepoints/index.js'
import type { BatchSource } from './batch-source.js'
import type { ColumnPlace } from './column-place.js'
import { bytesColumn, type ColumnSource } from './column-source.js'
import type { BytesColumn, ScatteredBytes } from './column-types.js'
import { columnLayouts } from './generated/columns.js'

/** The events wanted of one tracepoint, by their places in its columns, going up. */
export interface SelectedRows {
  readonly tracepoint: TracepointName
  readonly id: number
  readonly rows: Uint32Array
}

const HASH_BYTES = 32

/** A batch of some of another's events; nothing is copied until a column is asked for. */
export function selectRows(source: BatchSource, selected: readonly SelectedRows[]): BatchSource {
  const present = selected.filter(({ rows }) => rows.length > 0)
  const parts: (SelectedColumns | undefined)[] = []
  let first = Number.POSITIVE_INFINITY
  let eventCount = 0
  for (const { id, rows } of present) {
    const columns = source.columns(id)
    if (columns === null) continue
    const part = new SelectedColumns(columns, rows, columnLayouts[id] ?? [])
    parts[id] = part
    first = Math.min(first, part.firstOffset)
    eventCount += rows.length
  }
  const shift = eventCount === 0 ? 0 : first
  for (const part of parts) part?.shiftSequence(shift)
  return {
    eventCount,
    byteLength: source.byteLength,
    firstSequence: source.firstSequence + shift,
    baseTimestampUs: source.baseTimestampUs,
    texts: source.texts,
    columns: id => parts[id] ?? null,
  }
}

/** Rows of other columns. A column is gathered when it is asked for. */
class SelectedColumns implements ColumnSource {
  readonly #source: ColumnSource
  readonly #rows: Uint32Array
  readonly #layout: readonly ColumnPlace[]
  #payload: { readonly ends: Uint32Array; readonly scattered: ScatteredBytes } | null = null
  #shift = 0

  constructor(source: ColumnSource, rows: Uint32Array, layout: readonly ColumnPlace[]) {
    this.#source = source
    this.#rows = rows
    this.#layout = layout
  }

  get #sequencePointer(): number {
    return this.#layout[0]?.pointer ?? 0
  }

  get firstOffset(): number {
    return this.#source.getUint32List(this.#sequencePointer)[this.#rows[0] ?? 0] ?? 0
  }

  /** Lets sequence offsets count from an event later by so much. */
  shiftSequence(shift: number): void {
    this.#shift = shift
  }

  getUint32List(pointer: number): Uint32Array {
    if (this.#payloadOf(place => place.ends === pointer) !== null) return this.#bytes().ends
    const column = gather(this.#source.getUint32List(pointer), this.#rows, Uint32Array)
    if (pointer === this.#sequencePointer) {
      for (let i = 0; i < column.length; i++) column[i] = (column[i] as number) - this.#shift
    }
    return column
  }

  getInt32List(pointer: number): Int32Array {
    return gather(this.#source.getInt32List(pointer), this.#rows, Int32Array)
  }

  getUint16List(pointer: number): Uint16Array {
    return gather(this.#source.getUint16List(pointer), this.#rows, Uint16Array)
  }

  getWordList(pointer: number): Uint32Array {
    const words = this.#source.getWordList(pointer)
    const rows = this.#rows
    const column = new Uint32Array(2 * rows.length)
    for (let i = 0; i < rows.length; i++) {
      const at = 2 * (rows[i] as number)
      column[2 * i] = words[at] as number
      column[2 * i + 1] = words[at + 1] as number
    }
    return column
  }

  getBoolList(pointer: number): { readonly length: number; get(index: number): boolean } {
    const list = this.#source.getBoolList(pointer)
    const rows = this.#rows
    return { length: rows.length, get: index => list.get(rows[index] as number) }
  }

  /** Hashes only: payloads lie where they lay. */
  getData(pointer: number): Uint8Array {
    const bytes = this.#source.getData(pointer)
    const rows = this.#rows
    const column = new Uint8Array(HASH_BYTES * rows.length)
    for (let i = 0; i < rows.length; i++) {
      const at = HASH_BYTES * (rows[i] as number)
      column.set(bytes.subarray(at, at + HASH_BYTES), HASH_BYTES * i)
    }
    return column
  }

  getScattered(pointer: number): ScatteredBytes | null {
    const isPayload = this.#payloadOf(place => place.pointer === pointer) !== null
    return isPayload ? this.#bytes().scattered : null
  }

  #payloadOf(matches: (place: ColumnPlace) => boolean): ColumnPlace | null {
    return this.#layout.find(place => place.kind === 'payload' && matches(place)) ?? null
  }

  #bytes(): { readonly ends: Uint32Array; readonly scattered: ScatteredBytes } {
    this.#payload ??= this.#gatherBytes()
    return this.#payload
  }

  #gatherBytes(): { readonly ends: Uint32Array; readonly scattered: ScatteredBytes } {
    const { ends = 0, pointer = 0 } = this.#payloadOf(() => true) ?? {}
    const count = this.#source.getUint32List(this.#sequencePointer).length
    const column: BytesColumn = bytesColumn(this.#source, ends, pointer, count)
    const scattered = column.scattered
    const rows = this.#rows
    const starts = new Uint32Array(rows.length)
    const newEnds = new Uint32Array(rows.length)
    let end = 0
    for (let i = 0; i < rows.length; i++) {
      const row = rows[i] as number
      starts[i] = scattered.starts[row] as number
      end += column.byteLength(row)
      newEnds[i] = end
    }
    return { ends: newEnds, scattered: { frame: scattered.frame, starts } }
  }
}

function gather<A extends Uint32Array | Int32Array | Uint16Array>(
  column: A,
  rows: Uint32Array,
  type: new (length: number) => A,
): A {
  const gathered = new type(rows.length)
  for (let i = 0; i < rows.length; i++) gathered[i] = column[rows[i] as number] as number
  return gathered
}
