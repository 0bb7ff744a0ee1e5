/** Where the fields of an event are in its ring record; src/publisher/ring/record.ts tells why. */
import { GenerateError } from './generate-error.js'
import type { ColumnField, ColumnsStruct } from './tracepoint-model.js'

/** Words of an event's record before its first field. */
const HEADER_WORDS = 2

export interface RecordField {
  readonly field: ColumnField
  /**
   * From the record's start: in 8-byte words for 64-bit numbers, hashes and payload, in 32-bit
   * values for the others.
   */
  readonly offset: number
}

export interface RecordLayout {
  /** In the schema's order. */
  readonly fields: readonly RecordField[]
  /** Words of the record without its payload. */
  readonly fixedWords: number
  /** The field that takes the rest of the record. */
  readonly payload: RecordField | null
}

const BYTES: Readonly<Record<ColumnField['kind'], number>> = {
  int64: 8,
  uint64: 8,
  int32: 4,
  uint32: 4,
  bool: 4,
  text: 4,
  enum: 4,
  hash: 32,
  payload: 0,
}

export function recordLayout(struct: ColumnsStruct): RecordLayout {
  const ofBytes = (bytes: number) => struct.fields.filter(({ kind }) => BYTES[kind] === bytes)
  const offsets = new Map<ColumnField, number>()
  let word = HEADER_WORDS
  for (const field of ofBytes(8)) offsets.set(field, word++)
  let value = word * 2
  for (const field of ofBytes(4)) offsets.set(field, value++)
  word = (value + 1) >> 1
  for (const field of ofBytes(32)) {
    offsets.set(field, word)
    word += 4
  }
  const payloads = ofBytes(0)
  if (payloads.length > 1) throw new GenerateError(`${struct.name}: more than one payload`)
  for (const field of payloads) offsets.set(field, word)
  const fields = struct.fields.map(field => ({ field, offset: offsets.get(field) ?? 0 }))
  return {
    fields,
    fixedWords: word,
    payload: fields.find(({ field }) => field.kind === 'payload') ?? null,
  }
}

/** "NetMessageColumns" → "NetMessage". */
export function stem(struct: ColumnsStruct): string {
  return struct.name.replace(/Columns$/, '')
}
