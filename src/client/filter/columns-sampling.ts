import { type Filter, fixedText, sampleHash, sampleHashOfNumber } from '../../expressions/index.js'
import { findTracepoint } from '../../tracepoints/index.js'
import {
  BoolColumn,
  BytesColumn,
  type Columns,
  EnumColumn,
  HashColumn,
  TextColumn,
} from '../batch/index.js'
import { type ColumnsCondition, columnOf, EVERY_EVENT } from './columns-condition.js'

const HASH_BYTES = 32

/**
 * Whether an event is in the sample by a field's value, as a publisher chooses; null where the
 * tracepoint has no such field.
 */
export function columnsSampling(
  { sampleOneIn, sampleBy }: Filter,
  columns: Columns,
): ColumnsCondition | null {
  if (sampleBy === null || sampleOneIn === 1) return EVERY_EVENT
  const isKept = (hash: number): boolean => hash % sampleOneIn === 0
  const isTextKept = (text: string): boolean => {
    const bytes = Buffer.from(text)
    return isKept(sampleHash(bytes, 0, bytes.length))
  }
  if (sampleBy === 'tracepoint' || sampleBy === 'direction') {
    const text = fixedText(sampleBy, columns.tracepoint)
    return text !== null && isTextKept(text) ? EVERY_EVENT : null
  }
  const isPseudo = sampleBy === 'sequence' || sampleBy === 'timestampUs'
  const { fields } = findTracepoint(columns.tracepoint)
  if (!isPseudo && !fields.some(it => it.name === sampleBy)) return null
  const column = columnOf(columns, sampleBy)
  if (column instanceof BytesColumn) return null
  if (column instanceof TextColumn) return i => isTextKept(column.get(i))
  if (column instanceof EnumColumn) {
    return i => isKept(sampleHashOfNumber(column.numbers[i] as number))
  }
  if (column instanceof BoolColumn) {
    return i => isKept(sampleHashOfNumber(column.get(i) ? 1 : 0))
  }
  if (column instanceof HashColumn) {
    const { bytes } = column
    return i => isKept(sampleHash(bytes, i * HASH_BYTES, HASH_BYTES))
  }
  return i => isKept(sampleHashOfNumber(column[i] as number))
}
