import type { BatchSource } from './batch-source.js'
import type { ColumnPlace } from './column-place.js'
import { bytesColumn, type ColumnSource } from './column-source.js'
import type { BytesColumn, ScatteredBytes } from './column-types.js'
import { columnLayouts } from './generated/columns.js'

/** The same events with payloads of at most `bytes` bytes; nothing is copied. */
export function cutPayloads(source: BatchSource, bytes: number): BatchSource {
  return {
    eventCount: source.eventCount,
    byteLength: source.byteLength,
    firstSequence: source.firstSequence,
    baseTimestampUs: source.baseTimestampUs,
    texts: source.texts,
    columns: id => {
      const columns = source.columns(id)
      const layout = columnLayouts[id] ?? []
      const payload = layout.find(({ kind }) => kind === 'payload')
      return columns === null || payload === undefined
        ? columns
        : new CutColumns(columns, payload, layout[0]?.pointer ?? 0, bytes)
    },
  }
}

/** Columns whose payloads end early. */
class CutColumns implements ColumnSource {
  readonly #source: ColumnSource
  readonly #payload: ColumnPlace
  readonly #sequencePointer: number
  readonly #maxBytes: number
  #column: BytesColumn | null = null

  constructor(
    source: ColumnSource,
    payload: ColumnPlace,
    sequencePointer: number,
    maxBytes: number,
  ) {
    this.#source = source
    this.#payload = payload
    this.#sequencePointer = sequencePointer
    this.#maxBytes = maxBytes
  }

  getUint32List(pointer: number): Uint32Array {
    if (pointer !== this.#payload.ends) return this.#source.getUint32List(pointer)
    const column = this.#whole()
    let end = 0
    return Uint32Array.from(column.ends, (_, i) => {
      end += Math.min(column.byteLength(i), this.#maxBytes)
      return end
    })
  }

  getScattered(pointer: number): ScatteredBytes | null {
    return pointer === this.#payload.pointer ? this.#whole().scattered : null
  }

  getInt32List(pointer: number): Int32Array {
    return this.#source.getInt32List(pointer)
  }

  getUint16List(pointer: number): Uint16Array {
    return this.#source.getUint16List(pointer)
  }

  getWordList(pointer: number): Uint32Array {
    return this.#source.getWordList(pointer)
  }

  getBoolList(pointer: number): ReturnType<ColumnSource['getBoolList']> {
    return this.#source.getBoolList(pointer)
  }

  getData(pointer: number): Uint8Array {
    return this.#source.getData(pointer)
  }

  #whole(): BytesColumn {
    if (this.#column === null) {
      const { pointer, ends = 0 } = this.#payload
      const count = this.#source.getUint32List(this.#sequencePointer).length
      this.#column = bytesColumn(this.#source, ends, pointer, count)
    }
    return this.#column
  }
}
