import type { RecordSource } from '../batches/index.js'
import type { RecordField } from '../sites/index.js'

/*
 * Fields of events, read where they lie in the ring. `at` is where the event's record begins,
 * as an index of `source.int32`; what is read is right until the handler of the event returns.
 */

/** Reads one value of the record that begins at `at`. */
export type RecordReader<T> = (at: number) => T

/** Reads a number, an enumerant's number, or a flag as 0 or 1. */
export function numberReader(source: RecordSource, field: RecordField): RecordReader<number> {
  const { int32, float64 } = source
  const { offset } = field
  switch (field.kind) {
    case 'int64':
    case 'uint64':
      return at => float64[(at >> 1) + offset] as number
    case 'int32':
    case 'enum':
    case 'bool':
      return at => int32[at + offset] as number
    case 'uint32':
      return at => (int32[at + offset] as number) >>> 0
    default:
      throw new TypeError(`${field.name} is no number, but ${field.kind}`)
  }
}

/** Reads the number that a text has in `source.texts` at this moment. */
export function textIdReader(source: RecordSource, field: RecordField): RecordReader<number> {
  const { int32 } = source
  const { offset } = field
  if (field.kind !== 'text') throw new TypeError(`${field.name} is no text, but ${field.kind}`)
  return at => int32[at + offset] as number
}

/** Finds a hash: its 32 bytes begin at this index of `source.bytes`, in internal order. */
export function hashPlace(field: RecordField): RecordReader<number> {
  if (field.kind !== 'hash') throw new TypeError(`${field.name} is no hash, but ${field.kind}`)
  const offset = field.offset * 8
  return at => at * 4 + offset
}

/** Finds a payload: it begins at this index of `source.bytes`. */
export function payloadPlace(field: RecordField): RecordReader<number> {
  if (field.kind !== 'payload') throw new TypeError(`${field.name} is no payload`)
  const offset = field.offset * 8
  return at => at * 4 + offset
}

/** Bytes of an event's payload that the record holds: no more than somebody wanted. */
export function payloadLengthReader(source: RecordSource): RecordReader<number> {
  const { int32 } = source
  return at => int32[at + 1] as number
}
