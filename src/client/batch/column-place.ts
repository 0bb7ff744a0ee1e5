import type { FieldKind } from '../../tracepoints/index.js'

/** A column of a columns struct, by its pointer. */
export interface ColumnPlace {
  readonly kind: FieldKind
  readonly pointer: number
  /** Of a payload: the pointer of the column that tells where each ends. */
  readonly ends?: number
}
