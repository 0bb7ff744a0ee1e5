import {
  type Comparison,
  compose,
  type Expression,
  flagTest,
  hashTest,
  numberTest,
  payloadTest,
  specialise,
  textTest,
} from '../../expressions/index.js'
import {
  BoolColumn,
  BytesColumn,
  type Columns,
  EnumColumn,
  HashColumn,
  TextColumn,
} from '../batch/index.js'

/** Whether the event at a place of some columns is wanted. */
export type ColumnsCondition = (i: number) => boolean

/** Every event; told apart by identity. */
export const EVERY_EVENT: ColumnsCondition = () => true

/**
 * What an expression that was checked asks of the events of `columns`; null where none of them
 * can meet it. Reads the columns that it is about, and no others.
 */
export function columnsCondition(
  expression: Expression,
  columns: Columns,
): ColumnsCondition | null {
  const left = specialise(expression, columns.tracepoint)
  if (left === null) return null
  return compose<ColumnsCondition>(left, {
    always: EVERY_EVENT,
    compare: compared => comparison(compared, columns),
    not: part => i => !part(i),
    both: (a, b) => i => a(i) && b(i),
    either: (a, b) => i => a(i) || b(i),
  })
}

function comparison(compared: Comparison, columns: Columns): ColumnsCondition {
  const column = columnOf(columns, compared.field)
  if (column instanceof TextColumn) return textCondition(compared, column)
  if (column instanceof EnumColumn) {
    const test = textTest(compared)
    return i => test(column.get(i))
  }
  if (column instanceof BoolColumn) {
    const test = flagTest(compared)
    return i => test(column.get(i) ? 1 : 0)
  }
  if (column instanceof HashColumn) {
    const test = hashTest(compared)
    const { bytes } = column
    return i => test(bytes, i * 32, 32)
  }
  if (column instanceof BytesColumn) {
    const test = payloadTest(compared)
    const { frame, starts } = column.scattered
    return i => test(frame, starts[i] as number, column.byteLength(i))
  }
  const test = numberTest(compared)
  return i => test(column[i] as number)
}

/** Asks once for each text of the batch. */
function textCondition(compared: Comparison, column: TextColumn): ColumnsCondition {
  const test = textTest(compared)
  const { index, texts } = column
  const verdicts = new Int8Array(texts.length).fill(UNKNOWN)
  return i => {
    const text = index[i] as number
    const verdict = verdicts[text]
    if (verdict !== UNKNOWN) return verdict === 1
    const isMet = test(texts.get(text))
    verdicts[text] = isMet ? 1 : 0
    return isMet
  }
}

const UNKNOWN = -1

/** A column of numbers, or one of the classes for what else there is. */
export type AnyColumn =
  | Float64Array
  | Int32Array
  | Uint32Array
  | TextColumn
  | EnumColumn<string>
  | BoolColumn
  | HashColumn
  | BytesColumn

/** The column of a field that the tracepoint is known to have, or of a pseudo field. */
export function columnOf(columns: Columns, field: string): AnyColumn {
  if (field === 'sequence') return columns.sequence
  if (field === 'timestampUs') return columns.timestampUs
  // The generated classes have a getter for each field of the catalogue, and nothing else for it.
  return (columns as unknown as Readonly<Record<string, AnyColumn>>)[field] as AnyColumn
}
