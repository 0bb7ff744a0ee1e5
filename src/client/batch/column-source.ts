import { ErrorCodes, NodetapError } from '../../errors/index.js'
import { BoolColumn, BytesColumn, HashColumn, type ScatteredBytes } from './column-types.js'

/** Where columns come from: a struct in a frame, or arrays made from something else. */
export interface ColumnSource {
  getUint32List(pointer: number): Uint32Array
  getInt32List(pointer: number): Int32Array
  getUint16List(pointer: number): Uint16Array
  /** 64-bit elements as pairs of 32-bit values, the low one first. */
  getWordList(pointer: number): Uint32Array
  getBoolList(pointer: number): { readonly length: number; get(index: number): boolean }
  getData(pointer: number): Uint8Array
  /** Bytes that lie apart, instead of the data; null, or absent, where they do not. */
  getScattered?(pointer: number): ScatteredBytes | null
}

/*
 * Readers of one column each. They check what the schema promises, so that nothing behind them
 * has to: every column has an element for each event, and indexes and ends lie inside.
 */

export function uint32Column(source: ColumnSource, pointer: number, count: number): Uint32Array {
  return counted(source.getUint32List(pointer), count)
}

export function int32Column(source: ColumnSource, pointer: number, count: number): Int32Array {
  return counted(source.getInt32List(pointer), count)
}

export function uint16Column(source: ColumnSource, pointer: number, count: number): Uint16Array {
  return counted(source.getUint16List(pointer), count)
}

export function int64Column(source: ColumnSource, pointer: number, count: number): Float64Array {
  const words = source.getWordList(pointer)
  checkCount(words.length / 2, count)
  const column = new Float64Array(count)
  for (let i = 0; i < count; i++) {
    const value = ((words[2 * i + 1] as number) | 0) * 0x100000000 + (words[2 * i] as number)
    if (!Number.isSafeInteger(value)) broken(`the number ${value} is not within 2^53`)
    column[i] = value
  }
  return column
}

export function uint64Column(source: ColumnSource, pointer: number, count: number): Float64Array {
  const words = source.getWordList(pointer)
  checkCount(words.length / 2, count)
  const column = new Float64Array(count)
  for (let i = 0; i < count; i++) {
    const value = (words[2 * i + 1] as number) * 0x100000000 + (words[2 * i] as number)
    if (value > Number.MAX_SAFE_INTEGER) broken(`the number ${value} is not below 2^53`)
    column[i] = value
  }
  return column
}

export function boolColumn(source: ColumnSource, pointer: number, count: number): BoolColumn {
  return new BoolColumn(counted(source.getBoolList(pointer), count))
}

export function hashColumn(source: ColumnSource, pointer: number, count: number): HashColumn {
  const bytes = source.getData(pointer)
  checkCount(bytes.length / 32, count)
  return new HashColumn(bytes)
}

/** Indexes below `texts`. */
export function indexColumn(
  source: ColumnSource,
  pointer: number,
  count: number,
  texts: number,
): Uint16Array {
  const indexes = uint16Column(source, pointer, count)
  for (let i = 0; i < count; i++) {
    if ((indexes[i] as number) >= texts) broken(`text ${indexes[i]} of ${texts}`)
  }
  return indexes
}

export function bytesColumn(
  source: ColumnSource,
  endsPointer: number,
  pointer: number,
  count: number,
): BytesColumn {
  const ends = uint32Column(source, endsPointer, count)
  const scattered = source.getScattered?.(pointer) ?? null
  // Whoever hands them out so has checked where they lie.
  if (scattered !== null) return new BytesColumn(ends, scattered)
  const bytes = source.getData(pointer)
  let end = 0
  for (let i = 0; i < count; i++) {
    if ((ends[i] as number) < end) broken('the ends of payloads go down')
    end = ends[i] as number
  }
  if (end > bytes.length) broken(`a payload ends at ${end} of ${bytes.length} bytes`)
  return new BytesColumn(ends, bytes)
}

function counted<L extends { readonly length: number }>(list: L, count: number): L {
  checkCount(list.length, count)
  return list
}

function checkCount(length: number, count: number): void {
  if (length !== count) broken(`a column of ${length} elements for ${count} events`)
}

/** Never returns: reports a batch that breaks its schema's promises. */
export function broken(what: string): never {
  throw new NodetapError(ErrorCodes.MalformedMessage, `Malformed batch: ${what}`)
}
