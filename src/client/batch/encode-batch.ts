import { type MessageBuilder, StructBuilder } from '../../capnp/index.js'
import { tracepoints } from '../../schema/index.js'
import { TRACEPOINTS } from '../../tracepoints/index.js'
import type { BatchSource } from './batch-source.js'
import type { ColumnPlace } from './column-place.js'
import { bytesColumn, type ColumnSource } from './column-source.js'
import { batchStruct, columnLayouts } from './generated/columns.js'
import type { TextDictionary } from './text-dictionary.js'

/**
 * Encodes columns, wherever they come from, as the schema's `Batch`, and lets the pointer at word
 * `at` of `builder` refer to it. Texts that no event refers to are left out.
 */
export function encodeBatch(source: BatchSource, builder: MessageBuilder, at: number): void {
  const batch = builder.initStructAt(at, tracepoints.Batch)
  const texts = new UsedTexts(source.texts)
  let eventCount = 0
  for (const { id } of TRACEPOINTS) {
    const columns = source.columns(id)
    const layout = columnLayouts[id] ?? []
    const count = columns?.getUint32List(layout[0]?.pointer ?? 0).length ?? 0
    if (columns === null || count === 0) continue
    eventCount += count
    const pointers = Math.max(...layout.map(({ pointer, ends = 0 }) => Math.max(pointer, ends))) + 1
    const start = builder.reserveStructAt(
      batch.pointerAt(batchStruct.columns[id] ?? 0),
      0,
      pointers,
    )
    const struct = new StructBuilder(builder, start, start)
    for (const place of layout) encodeColumn(columns, place, count, struct, texts)
  }
  batch.firstSequence = source.firstSequence
  batch.baseTimestampUs = source.baseTimestampUs
  batch.eventCount = eventCount
  batch.texts = texts.list
}

function encodeColumn(
  source: ColumnSource,
  { kind, pointer, ends }: ColumnPlace,
  count: number,
  struct: StructBuilder,
  texts: UsedTexts,
): void {
  switch (kind) {
    case 'uint32':
      struct.setNumberList(pointer, source.getUint32List(pointer))
      break
    case 'int32':
      struct.setNumberList(pointer, source.getInt32List(pointer))
      break
    case 'int64':
    case 'uint64':
      struct.setWordList(pointer, source.getWordList(pointer))
      break
    case 'enum':
      struct.setNumberList(pointer, source.getUint16List(pointer))
      break
    case 'text':
      struct.setNumberList(
        pointer,
        source.getUint16List(pointer).map(index => texts.use(index)),
      )
      break
    case 'bool': {
      const list = source.getBoolList(pointer)
      struct.setBoolList(
        pointer,
        Array.from({ length: list.length }, (_, i) => list.get(i)),
      )
      break
    }
    case 'hash':
      struct.setData(pointer, source.getData(pointer))
      break
    case 'payload': {
      const column = bytesColumn(source, ends ?? 0, pointer, count)
      struct.setNumberList(ends ?? 0, column.ends)
      // Those that lie apart are gathered; a view may be longer than the last of them.
      struct.setData(pointer, column.bytes.subarray(0, column.ends[count - 1] ?? 0))
    }
  }
}

/** The texts that columns refer to, numbered anew in the order of their first use. */
class UsedTexts {
  readonly list: string[] = []
  readonly #texts: TextDictionary
  readonly #numbers = new Map<number, number>()

  constructor(texts: TextDictionary) {
    this.#texts = texts
  }

  use(index: number): number {
    let number = this.#numbers.get(index)
    if (number === undefined) {
      number = this.list.push(this.#texts.get(index)) - 1
      this.#numbers.set(index, number)
    }
    return number
  }
}
