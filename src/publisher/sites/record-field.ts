import type { FieldKind } from '../../tracepoints/index.js'

/** Where a field of an event is in its ring record, for filters and aggregates. */
export interface RecordField {
  readonly name: string
  readonly kind: FieldKind
  /**
   * From the record's start. In 8-byte words for `int64` and `uint64` (a float64), `hash` (32
   * bytes) and `payload`; in 32-bit values for the others: the number, 0 or 1, the number of
   * the text in the ring's table, the enumerant.
   */
  readonly offset: number
}
