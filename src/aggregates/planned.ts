import type { Measure } from './request.js'
import type { ValueKind } from './values/field-codes.js'

/** A field that is there, and what its values are. */
export interface PlannedField {
  readonly name: string
  readonly kind: ValueKind
}

/** A measure, and the field that it is of. */
export interface PlannedMeasure {
  readonly measure: Measure
  /** Null for `count`. */
  readonly field: PlannedField | null
}
